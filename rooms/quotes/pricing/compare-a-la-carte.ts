// SPDX-License-Identifier: EUPL-1.2
import { shortEuros, priceOffer, type BodyFacts, type CompiledEdition, type PricedLine } from '#rooms/catalogue/api.ts';
import type { Comparison, Totals } from './priced-quote.ts';
import { readInputs } from './read-inputs.ts';
import { totalsOf } from './totals.ts';

type Basket = { readonly offer: string; readonly label: string; readonly assumption: string; readonly lines: readonly PricedLine[] }[];

/** Sets beside an adhesion what each of its bodies would pay alone, outside mutualisation, for the services sold both ways. */
export function compareALaCarte(
  edition: CompiledEdition,
  bodies: readonly BodyFacts[],
  adhesion: readonly PricedLine[],
  years: number,
): Comparison | null {
  const rule = edition.source.comparison;
  if (!rule || adhesion.some((line) => line.amountCents === null)) return null;
  const baskets = [...countByBudget(bodies)].map(([budgetCents, times]) => ({ times, basket: basketFor(edition, rule.basket, budgetCents, years) }));
  const lines = rule.basket.map(({ offer, says }, at) => ({
    offer,
    label: edition.offers.get(offer)?.source.label ?? offer,
    assumption: says,
    yearsCents: sumYears(baskets.flatMap(({ times, basket }) => (basket[at]?.lines ?? []).map((line) => line.yearsCents.map((cents) => cents * times)))), // prettier-ignore
  }));
  const priced = baskets.flatMap(({ times, basket }) =>
    basket.flatMap((entry) => entry.lines.map((line) => ({ ...line, yearsCents: line.yearsCents.map((cents) => cents * times) }))),
  );
  const aLaCarte = totalsOf(priced, years);
  const together = totalsOf(adhesion, years);
  const savedCents = aLaCarte.overall.payableCents - together.overall.payableCents;
  return {
    says: `${rule.says} ${verdict(savedCents, years, aLaCarte, together)}`,
    bodies: bodies.length,
    lines,
    aLaCarte,
    adhesion: together,
    savedCents,
  };
}

function verdict(savedCents: number, years: number, alone: Totals, together: Totals): string {
  const span = years === 1 ? 'Sur un an' : `Sur ${years} ans`;
  const both = `${shortEuros(together.overall.payableCents)} par l’adhésion, ${shortEuros(alone.overall.payableCents)} TTC à la carte`;
  return savedCents >= 0
    ? `${span} : ${both}, soit ${shortEuros(savedCents)} de moins par l’adhésion.`
    : `${span} : ${both}, soit ${shortEuros(-savedCents)} de plus par l’adhésion.`;
}

/** Bodies without a known budget are priced in the first column, the least dear: the comparison never flatters the adhesion. */
function countByBudget(bodies: readonly BodyFacts[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const body of bodies) counts.set(body.budgetCents ?? 0, (counts.get(body.budgetCents ?? 0) ?? 0) + 1);
  return counts;
}

const baskets = new WeakMap<CompiledEdition, Map<string, Basket>>();

function basketFor(
  edition: CompiledEdition,
  basket: NonNullable<CompiledEdition['source']['comparison']>['basket'],
  budgetCents: number,
  years: number,
): Basket {
  const known = baskets.get(edition) ?? new Map<string, Basket>();
  baskets.set(edition, known);
  const key = `${budgetCents}|${years}`;
  const found = known.get(key);
  if (found) return found;
  const body: BodyFacts = { id: 'seule', kind: 'commune', name: 'Chaque collectivité', budgetCents };
  const subject = { body, population: undefined, isMember: false, holds: [], held: {}, matches: new Map() };
  const priced = basket.map(({ offer: key, inputs, says }) => {
    const offer = edition.offers.get(key);
    if (!offer) throw new Error(`no offer ${key} to compare with`);
    const read = readInputs(offer.source, inputs, 'comparison');
    const lines = priceOffer(edition, {
      offer,
      subject,
      inputs: read.numbers,
      choices: read.choices,
      counting: null,
      beneficiaries: [],
      epci: body.id,
      years,
    });
    return { offer: key, label: offer.source.label, assumption: says, lines };
  });
  // A budget per body could be many: the memory of one edition stays small.
  if (known.size < 1000) known.set(key, priced);
  return priced;
}

function sumYears(rows: readonly (readonly number[])[]): number[] {
  return (rows[0] ?? []).map((_, at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0));
}
