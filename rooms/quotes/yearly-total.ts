// SPDX-License-Identifier: EUPL-1.2
import type { PricedQuote } from './pricing/priced-quote.ts';
import { totalsOf } from './pricing/totals.ts';

export type PricedLines = PricedQuote['lines'];

/** What lines cost in the first year in which they are all due, in cents, VAT included as a quote computes it: once per rate. */
export function yearlyTotal(lines: PricedLines): number {
  const due = lines.map(({ treatment, vatBps, amountCents }) => ({ treatment, vatBps, yearsCents: [amountCents ?? 0] }));
  return totalsOf(due, 1).years[0]?.payableCents ?? 0;
}
