// SPDX-License-Identifier: EUPL-1.2
/** What a priced quote becomes when offers join it or leave it under way: each keeps the price at which it was subscribed. Pure. */
import type { PricedQuote } from './priced-quote.ts';
import { payersOf, totalsOf } from './totals.ts';

/** Both together: the lines of each at their own price, totals summed again. */
export function joinPriced(standing: PricedQuote, added: PricedQuote): PricedQuote {
  const known = new Set(standing.roster.map(({ id }) => id));
  return counted({
    ...standing,
    roster: [...standing.roster, ...added.roster.filter(({ id }) => !known.has(id))],
    lines: [...standing.lines, ...added.lines],
    included: [...standing.included, ...added.included],
    readings: [...new Map([...standing.readings, ...added.readings].map((reading) => [reading.id, reading])).values()],
  });
}

/** The same without these offers. */
export function withoutOffers(priced: PricedQuote, offers: readonly string[]): PricedQuote {
  return counted({
    ...priced,
    lines: priced.lines.filter(({ offer }) => !offers.includes(offer)),
    included: priced.included.filter(({ offer }) => !offers.includes(offer)),
  });
}

function counted(priced: PricedQuote): PricedQuote {
  const years = priced.totals.years.length;
  const totals = totalsOf(priced.lines, years);
  const status = priced.lines.some((line) => line.status === 'on-quote')
    ? 'on-quote'
    : priced.lines.some((line) => line.status === 'to-confirm')
      ? 'to-confirm'
      : 'firm';
  return { ...priced, totals, payers: payersOf(priced.lines, years, totals), status, isComplete: status !== 'on-quote' };
}
