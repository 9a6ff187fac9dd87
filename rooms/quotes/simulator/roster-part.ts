// SPDX-License-Identifier: EUPL-1.2
import { attributes, html, type Html } from '#platform/http/html.ts';
import { count, figureLabels, type BodyFacts, type CountedBody } from '#rooms/catalogue/api.ts';
import { checkbox, selectField, textField } from './form-fields.ts';
import { ccasId } from './request-of.ts';
import { adhesionOf, referenceOf, type Simulation } from './simulation.ts';
import { citationNote } from './why-part.ts';

/** Who joins, who counts and why: every body of the territory with a box, and those that can be added. */
export function rosterPart(simulation: Simulation): Html | false {
  const { isTerritory, members, edition } = simulation;
  if (!isTerritory) return false;
  const adhesion = adhesionOf(edition);
  return html`<fieldset class="panel">
    <legend>1. Les collectivités du territoire</legend>
    <p class="panel-help">
      Tout le territoire est retenu au départ. Décochez ce qui n’adhère pas${adhesion && ' ; cochez les CCAS qui adhèrent avec leur commune'}.
    </p>
    ${edition.counting && html`<p class="panel-help">${edition.counting.says}</p>`} ${!adhesion && targetField(simulation)}
    <div class="table-frame" tabindex="0" role="region" aria-label="Collectivités du territoire">
      <table class="roster">
        <caption class="visually-hidden">
          Collectivités du territoire, population et prise en compte
        </caption>
        <thead>
          <tr>
            <th scope="col">Collectivité</th>
            <th scope="col" class="number">Habitants</th>
            ${adhesion && html`<th scope="col">Compte ?</th>`} ${adhesion && html`<th scope="col">CCAS</th>`}
          </tr>
        </thead>
        <tbody>
          ${members.map((member) => memberRow(simulation, member))}
        </tbody>
      </table>
    </div>
    ${figuresNote(simulation)} ${adhesion && othersField(simulation)}
  </fieldset>`;
}

function memberRow({ state, priced, edition }: Simulation, member: BodyFacts): Html {
  const reference = referenceOf(member);
  const isKept = !state.leftOut.includes(reference);
  const figure = priced?.populationFigure ?? 'totale';
  const population = member.population?.[figure] ?? member.population?.declared;
  const counted = priced?.counting?.bodies.find(({ id }) => id === member.id);
  const ccas = priced?.counting?.bodies.find(({ id }) => id === ccasId(member));
  const hasAdhesion = adhesionOf(edition) !== null;
  return html`<tr ${attributes({ class: isKept ? null : 'left-out' })}>
    <th scope="row">${checkbox({ id: `garde-${reference}`, name: 'garde', value: reference, label: member.name, isTicked: isKept })}</th>
    <td class="number">${population ? count(population.value) : 'inconnue'}</td>
    ${hasAdhesion && html`<td>${isKept ? verdict(counted) : html`<span class="quiet">non retenue</span>`}</td>`}
    ${
      hasAdhesion &&
      html`<td>
        ${checkbox({
          id: `ccas-${reference}`,
          name: 'ccas',
          value: reference,
          label: html`<span class="visually-hidden">CCAS de la commune ${member.name}</span>`,
          isTicked: isKept && state.ccas.includes(reference),
        })}
        ${ccas && verdict(ccas)}
      </td>`
    }
  </tr>`;
}

/** « Compte » or not, with the printed rule one click away. */
function verdict(counted: CountedBody | undefined): Html | false {
  if (!counted) return html`<span class="quiet">–</span>`;
  const word = counted.isCounted === null ? 'À préciser' : counted.isCounted ? 'Compte' : 'Ne compte pas';
  const look = counted.isCounted === null ? 'badge-warning' : counted.isCounted ? 'badge-success' : 'badge-quiet';
  return html`<details class="verdict">
    <summary><span class="badge ${look}">${word}</span></summary>
    <p>${counted.why}${counted.citation && html` ${citationNote(counted.citation)}`}</p>
  </details>`;
}

function targetField({ state, subject }: Simulation): Html {
  return html`<fieldset class="choices">
    <legend>Pour qui calculer ?</legend>
    <span class="tick"
      ><input type="radio" id="pour-communes" name="pour" value="communes" ${attributes({ checked: state.target === 'communes' })} /><label
        for="pour-communes"
        >Chaque commune retenue, selon sa strate</label
      ></span
    >
    <span class="tick"
      ><input type="radio" id="pour-epci" name="pour" value="epci" ${attributes({ checked: state.target === 'epci' })} /><label for="pour-epci"
        >${subject.name} seule, selon ses agents</label
      ></span
    >
  </fieldset>`;
}

function figuresNote({ priced, state }: Simulation): Html | false {
  const figures = priced?.sensitivity?.figures ?? [];
  const options = [
    { key: '', label: 'Celui de l’opérateur' },
    ...figures.map(({ figure, counted }) => ({
      key: figure,
      label: `${figureLabels[figure]}${counted === null ? '' : ` : ${count(counted)} comptées`}`,
    })),
  ];
  if (figures.length === 0) return false;
  return selectField({ id: 'chiffre', name: 'chiffre', label: 'Chiffre de population', value: state.figure, options });
}

const addableKinds = [
  { key: 'cias', label: 'CIAS' },
  { key: 'sirp', label: 'SIRP (regroupement scolaire)' },
  { key: 'sivos', label: 'SIVOS' },
  { key: 'sivu', label: 'SIVU' },
  { key: 'sivom', label: 'SIVOM' },
  { key: 'syndicat', label: 'Autre syndicat' },
  { key: 'caisse-des-ecoles', label: 'Caisse des écoles' },
  { key: 'office', label: 'Office (de tourisme…)' },
  { key: 'etablissement', label: 'Autre établissement public' },
];

function othersField({ state, priced, faults }: Simulation): Html {
  return html`<fieldset class="choices">
    <legend>Autres établissements publics (syndicat, CIAS…)</legend>
    ${state.others.map((other, at) => {
      const counted = priced?.counting?.bodies.find(({ id }) => id === `autre-${at + 1}`);
      return html`<p class="added">
        ${checkbox({
          id: `autre-${at + 1}`,
          name: 'autre',
          value: [other.kind, other.population, other.agents, other.name].join('~'),
          label: `${other.name}${other.population ? `, ${other.population} habitants` : ''}`,
          isTicked: true,
        })}
        ${counted && verdict(counted)}
      </p>`;
    })}
    <div class="field-row">
      ${selectField({ id: 'autre-genre', name: 'autre-genre', label: 'Nature', value: 'sirp', options: addableKinds })}
      ${textField({ id: 'autre-nom', name: 'autre-nom', label: 'Nom', value: '', faults, numeric: false })}
      ${textField({ id: 'autre-habitants', name: 'autre-habitants', label: 'Habitants desservis', value: '', faults })}
    </div>
  </fieldset>`;
}
