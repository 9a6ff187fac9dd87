// SPDX-License-Identifier: EUPL-1.2
import { html, type Html } from '#platform/http/html.ts';
import type { Edition } from '#rooms/catalogue/api.ts';
import { checkbox, textField } from './form-fields.ts';
import { adhesionOf, type Simulation } from './simulation.ts';

/** What the register does not know of a body and some price asks: agents, budget, affiliation, hosting. Only what this edition uses. */
export function factsPart(simulation: Simulation): Html | false {
  const { edition, state, faults, subject, isTerritory } = simulation;
  const asks = questionsOf(edition);
  const adhesion = adhesionOf(edition);
  const fields = [
    asks.agents &&
      textField({
        id: 'agents',
        name: 'agents',
        label: 'Nombre d’agents',
        value: state.agents,
        hint: subject.kind === 'commune' ? 'Utile seulement aux prix par agent.' : 'Les établissements sont rangés en strates par nombre d’agents.',
        faults,
      }),
    asks.budget && textField({ id: 'budget', name: 'budget', label: 'Budget annuel', value: state.budget, unit: '€', faults }),
    asks.affiliation &&
      checkbox({
        id: 'affiliee',
        name: 'affiliee',
        value: 'non',
        label: 'Collectivité non affiliée au centre de gestion',
        isTicked: !(state.isAffiliated ?? subject.affiliated ?? true),
      }),
    asks.hosting &&
      checkbox({
        id: 'hebergee',
        name: 'hebergee',
        value: 'oui',
        label: 'Hébergée sur la base de données d’une autre collectivité',
        isTicked: state.isHosted ?? subject.hosted ?? false,
      }),
    adhesion &&
      !isTerritory &&
      checkbox({
        id: 'adherente',
        name: 'adherente',
        value: 'oui',
        label: 'Déjà couverte par l’adhésion de son EPCI',
        isTicked: state.isMember,
      }),
  ].filter((field) => field !== false && field !== null);
  if (fields.length === 0) return false;
  return html`<fieldset class="panel">
    <legend>${isTerritory ? `À propos de ${subject.name}` : 'À propos de la collectivité'}</legend>
    <div class="field-row">${fields}</div>
  </fieldset>`;
}

type Questions = { agents: boolean; budget: boolean; affiliation: boolean; hosting: boolean };
const questions = new WeakMap<Edition, Questions>();

function questionsOf(edition: Edition): Questions {
  const known = questions.get(edition);
  if (known) return known;
  const conditions = [
    ...edition.schemes.flatMap(({ strata }) => strata.flatMap(({ when }) => when)),
    ...edition.offers.flatMap(({ variants }) => variants.flatMap(({ when }) => when ?? [])),
  ];
  const asked = {
    agents: conditions.some((one) => one.agents !== undefined),
    budget: conditions.some((one) => one.budgetCents !== undefined),
    affiliation: conditions.some((one) => one.affiliated !== undefined),
    hosting: conditions.some((one) => one.hosted !== undefined),
  };
  questions.set(edition, asked);
  return asked;
}
