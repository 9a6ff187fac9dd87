// SPDX-License-Identifier: EUPL-1.2
import { shortEuros, priceOffer, type BodyFacts, type CompiledEdition, type PricedLine } from '#rooms/catalogue/api.ts';
import type { Comparison, Totals } from './priced-quote.ts';
import { readInputs } from './read-inputs.ts';
import { totalsOf } from './totals.ts';

type Taxed = Pick<PricedLine, 'treatment' | 'vatBps' | 'yearsCents'>;

/** What one body pays for the basket: by offer, and by tax for the totals. Summed once for each budget met. */
type Basket = { readonly offers: readonly (readonly number[])[]; readonly taxed: readonly Taxed[] };

/** Sets beside an adhesion what each of its bodies would pay alone, outside mutualisation, for the services sold both ways. */
export function compareALaCarte(
  edition: CompiledEdition,
  bodies: readonly BodyFacts[],
  adhesion: readonly PricedLine[],
  years: number,
): Comparison | null {
  const rule = edition.source.comparison;
  if (!rule || adhesion.some((line) => line.amountCents === null)) return null;
  const offers = rule.basket.map(() => zeros(years));
  const taxed = new Map<string, { treatment: Taxed['treatment']; vatBps: number; yearsCents: number[] }>();
  for (const [budgetCents, times] of countByBudget(bodies)) {
    const basket = basketFor(edition, rule.basket, budgetCents, years);
    basket.offers.forEach((cents, at) => addTimes(offers[at] ?? [], cents, times));
    for (const { treatment, vatBps, yearsCents } of basket.taxed) addTimes(sumFor(taxed, treatment, vatBps, years), yearsCents, times);
  }
  const lines = rule.basket.map(({ offer, says }, at) => ({
    offer,
    label: edition.offers.get(offer)?.source.label ?? offer,
    assumption: says,
    yearsCents: offers[at] ?? zeros(years),
  }));
  const aLaCarte = totalsOf([...taxed.values()], years);
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
  const taxed = new Map<string, { treatment: Taxed['treatment']; vatBps: number; yearsCents: number[] }>();
  const offers = basket.map(({ offer: key, inputs }) => {
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
    const sum = zeros(years);
    for (const { treatment, vatBps, yearsCents } of lines) {
      addTimes(sum, yearsCents, 1);
      addTimes(sumFor(taxed, treatment, vatBps, years), yearsCents, 1);
    }
    return sum;
  });
  const priced = { offers, taxed: [...taxed.values()] };
  // A budget per body could be many: the memory of one edition stays small.
  if (known.size < 1000) known.set(key, priced);
  return priced;
}

function sumFor(
  sums: Map<string, { treatment: Taxed['treatment']; vatBps: number; yearsCents: number[] }>,
  treatment: Taxed['treatment'],
  vatBps: number,
  years: number,
): number[] {
  const key = `${treatment} ${vatBps}`;
  const known = sums.get(key) ?? { treatment, vatBps, yearsCents: zeros(years) };
  sums.set(key, known);
  return known.yearsCents;
}

function addTimes(sum: number[], cents: readonly number[], times: number): void {
  for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) + (cents[at] ?? 0) * times;
}

function zeros(years: number): number[] {
  return Array.from({ length: years }, () => 0);
}
