// SPDX-License-Identifier: EUPL-1.2
import { readEuros } from '#platform/money/euros.ts';
import type { Edition } from '#rooms/catalogue/api.ts';
import { readNumber } from './request-of.ts';
import { adhesionOf, type Fault } from './simulation.ts';
import type { SimulationState } from './state.ts';

/** What was typed and cannot be read as a number or an amount. The engine judges the rest. */
export function typedFaults(edition: Edition, state: SimulationState, asked: readonly string[]): Fault[] {
  const faults: Fault[] = [];
  const mustBeNumber = (field: string, typed: string, label: string): void => {
    if (typed !== '' && Number.isNaN(readNumber(typed))) faults.push({ field, says: `${label} : écrivez un nombre, par exemple 1,5 ou 12.` });
  };
  const mustBeAmount = (field: string, typed: string, label: string): void => {
    if (typed !== '' && readEuros(typed) === null) faults.push({ field, says: `${label} : écrivez un montant en euros, par exemple 12 500,00.` });
  };
  const adhesion = adhesionOf(edition);
  if (adhesion && asked.includes(adhesion.key)) {
    mustBeNumber('volume', state.volume, 'Volume de données');
    if (state.volume === '') faults.push({ field: 'volume', says: 'Volume de données : indiquez une estimation, par exemple 1 To.' });
  }
  mustBeNumber('agents', state.agents, 'Nombre d’agents');
  mustBeAmount('budget', state.budget, 'Budget');
  state.others.forEach((other, at) => mustBeNumber(`autre-${at + 1}`, other.population, `Nombre d’habitants de « ${other.name} »`));
  for (const offer of edition.offers.filter(({ key }) => asked.includes(key)))
    for (const { key, kind, label } of offer.inputs) {
      const typed = state.inputs.get(`${offer.key}.${key}`) ?? '';
      if (kind === 'quantity' || kind === 'volume') mustBeNumber(fieldId(offer.key, key), typed, label);
      if (kind === 'amount') mustBeAmount(fieldId(offer.key, key), typed, label);
    }
  return faults;
}

/** The id of an offer's input in the page. */
export function fieldId(offer: string, input: string): string {
  return `saisie-${offer}-${input}`;
}

/** Where a refusal of the engine points to in the page: `items.2.inputs.postes` is the third asked offer's own field. */
export function fieldOf(path: string | undefined, asked: readonly string[]): string | null {
  if (!path) return null;
  const [head, index, , input] = path.split('.');
  if (head === 'items') {
    const offer = asked[Number(index)];
    return offer ? (input ? fieldId(offer, input) : `offre-${offer}`) : null;
  }
  if (head === 'volume') return 'volume';
  if (head === 'bodies') return 'autre-nom';
  return head === 'for' ? (index === 'agents' || index === 'budgetCents' ? index.replace('budgetCents', 'budget') : null) : null;
}
