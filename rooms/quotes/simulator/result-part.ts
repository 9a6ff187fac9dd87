// SPDX-License-Identifier: EUPL-1.2
import { html, type Html } from '#platform/http/html.ts';
import { shortEuros } from '#rooms/catalogue/api.ts';
import type { PricedQuote } from '../pricing/priced-quote.ts';
import { namesIn, statusWords, taxWords } from './amounts.ts';
import type { Choice, Simulation } from './simulation.ts';
import { writeAddress } from './state.ts';

/** The price, in the largest letters of the page, with who pays and what a little more would change. */
export function resultPart(simulation: Simulation): Html {
  const { priced, choices, asked } = simulation;
  return html`<section class="result" aria-labelledby="titre-resultat">
    <h2 id="titre-resultat">${priced ? 'Le prix' : asked.length > 0 ? 'Prix non calculé' : 'Que voulez-vous chiffrer ?'}</h2>
    ${priced ? priceOf(priced) : html`<p>${invitation(simulation)}</p>`} ${choices.length > 0 && choicesOf(simulation, choices)}
  </section>`;
}

function invitation({ faults, choices, isTerritory }: Simulation): string {
  if (faults.length > 0) return 'Corrigez les informations signalées ci-dessus, puis recalculez.';
  if (choices.length > 0)
    return isTerritory ? 'Choisissez un forfait pour les communes du territoire.' : 'Choisissez un forfait ci-dessous, ou des prestations plus bas.';
  return 'Choisissez des prestations dans la liste, puis recalculez.';
}

function priceOf(priced: PricedQuote): Html {
  const [first, second] = priced.totals.years;
  const status = statusWords[priced.status];
  const same = first?.payableCents === second?.payableCents;
  const nothing = priced.lines.every((line) => line.amountCents === null);
  return html`<p class="price">
      <span class="price-figure">${nothing ? 'Sur devis' : shortEuros(first?.payableCents ?? 0)}</span>
      ${!nothing && html`<span class="price-unit">${same ? 'par an' : 'la première année'}${first && taxWords(first) && `, ${taxWords(first)}`}</span>`}
    </p>
    <p><span class="badge ${status.look}">${status.label}</span> <span class="quiet">${status.says}</span></p>
    ${!nothing && yearsTable(priced)} ${payersOf(priced)} ${subsidiesOf(priced)} ${sensitivityOf(priced)}
    <p class="result-share quiet">L’adresse de cette page contient votre simulation : enregistrez-la, imprimez-la ou transmettez-la.</p>`;
}

function yearsTable({ totals, isComplete }: PricedQuote): Html {
  const all = [...totals.years, { ...totals.overall, year: 0, vat: [] }];
  const row = (label: string, pick: (total: (typeof all)[number]) => number, isTotal = false) =>
    html`<tr class="${isTotal && 'total'}">
      <th scope="row">${label}</th>
      ${all.map((total) => html`<td class="number">${shortEuros(pick(total))}</td>`)}
    </tr>`;
  const { overall } = totals;
  return html`<div class="table-frame" tabindex="0" role="region" aria-label="Prix année par année">
    <table class="years">
      <caption>
        Année par année${!isComplete && ', hors prestations sur devis'}
      </caption>
      <thead>
        <tr>
          <td></td>
          ${totals.years.map(({ year }) => html`<th scope="col" class="number">An ${year}</th>`)}
          <th scope="col" class="number">${totals.years.length} ans</th>
        </tr>
      </thead>
      <tbody>
        ${overall.exemptCents > 0 && row('Exonéré', (total) => total.exemptCents)}
        ${overall.unqualifiedCents > 0 && row('Taxe à préciser', (total) => total.unqualifiedCents)}
        ${overall.taxedCents > 0 && row('Hors taxes', (total) => total.taxedCents)} ${overall.taxedCents > 0 && row('TVA', (total) => total.vatCents)}
        ${row('À payer', (total) => total.payableCents, true)}
      </tbody>
    </table>
  </div>`;
}

function payersOf(priced: PricedQuote): Html {
  const shown = priced.payers.slice(0, 8);
  const beneficiaries = [...new Set(priced.lines.flatMap((line) => line.beneficiaries))];
  return html`<dl class="who">
    <dt>Qui paie</dt>
    <dd>
      ${shown.map(({ body, totals }) => html`<span class="payer">${namesIn(priced, [body])} : ${shortEuros(totals.years[0]?.payableCents ?? 0)}</span>`)}
      ${priced.payers.length > shown.length && html`<span class="payer quiet">et ${priced.payers.length - shown.length} autres, chacune selon sa strate</span>`}
    </dd>
    <dt>Qui en bénéficie</dt>
    <dd>${namesIn(priced, beneficiaries)}</dd>
  </dl>`;
}

function subsidiesOf({ subsidies }: PricedQuote): Html | false {
  if (subsidies.length === 0) return false;
  return html`<div class="aside">
    <h3>Subvention possible</h3>
    ${subsidies
      .slice(0, 5)
      .map(
        ({ label, estimateCents, baseCents, isCapped }) =>
          html`<p>
            ${label} : jusqu’à <b>${shortEuros(estimateCents)}</b>${isCapped && ' (plafond atteint)'} sur ${shortEuros(baseCents)} HT. À demander à
            part : le prix ci-dessus ne la déduit pas.
          </p>`,
      )}
  </div>`;
}

function sensitivityOf({ sensitivity }: PricedQuote): Html | false {
  if (!sensitivity) return false;
  const { bodies, volume } = sensitivity;
  return html`<div class="aside">
    <h3>Et si…</h3>
    <ul class="plain">
      <li>${bodies.says}</li>
      <li>${volume.says}</li>
    </ul>
  </div>`;
}

function choicesOf({ operator, state, subject, asked, isTerritory }: Simulation, choices: readonly Choice[]): Html {
  const path = `/o/${operator.slug}/simulateur/${subject.kind === 'commune' ? (subject.insee ?? subject.id) : (subject.siren ?? subject.id)}`;
  return html`<ul class="packages">
    ${choices.map(({ offer, priced }) => {
      const isChosen = asked.includes(offer.key);
      const offers = isChosen ? asked.filter((key) => key !== offer.key) : [...asked, offer.key];
      const nothing = priced.lines.every((line) => line.amountCents === null);
      const stratum = priced.lines[0]?.why[0]?.says;
      return html`<li class="package ${isChosen && 'package-chosen'}">
        <h3>${offer.label}</h3>
        <p class="package-price">
          ${nothing ? 'Sur devis' : html`<b>${shortEuros(priced.totals.years[0]?.payableCents ?? 0)}</b> par an`}
          ${priced.status === 'to-confirm' && html`<span class="badge badge-warning">à confirmer</span>`}
        </p>
        <p class="quiet">${isTerritory ? `Total des ${priced.roster.length} communes retenues` : stratum}</p>
        <p>
          <a href="${writeAddress(path, { ...state, offers })}#resultat"
            >${isChosen ? 'Retirer' : 'Choisir'}<span class="visually-hidden"> ${offer.label}</span></a
          >
        </p>
      </li>`;
    })}
  </ul>`;
}
