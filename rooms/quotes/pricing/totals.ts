// SPDX-License-Identifier: EUPL-1.2
import { shareHalfUp, type PricedLine } from '#rooms/catalogue/api.ts';
import type { Totals, YearTotal } from './priced-quote.ts';

type Taxed = Pick<PricedLine, 'treatment' | 'vatBps' | 'yearsCents'>;

/** Sums lines year by year. VAT is computed once per rate on the net total of the year, half-up, never line by line. */
export function totalsOf(lines: readonly Taxed[], years: number): Totals {
  const each: YearTotal[] = [];
  const overall = { exemptCents: 0, unqualifiedCents: 0, taxedCents: 0, vatCents: 0, payableCents: 0 };
  for (let at = 0; at < years; at += 1) {
    const year = yearTotal(lines, at);
    each.push(year);
    overall.exemptCents += year.exemptCents;
    overall.unqualifiedCents += year.unqualifiedCents;
    overall.taxedCents += year.taxedCents;
    overall.vatCents += year.vatCents;
    overall.payableCents += year.payableCents;
  }
  return { years: each, overall };
}

function yearTotal(lines: readonly Taxed[], at: number): YearTotal {
  let exemptCents = 0;
  let unqualifiedCents = 0;
  let taxedCents = 0;
  let bases: Map<number, number> | null = null;
  for (const line of lines) {
    const cents = line.yearsCents[at] ?? 0;
    if (cents === 0) continue;
    if (line.treatment === 'exempt') exemptCents += cents;
    else if (line.treatment === 'to-qualify') unqualifiedCents += cents;
    else {
      taxedCents += cents;
      bases ??= new Map();
      bases.set(line.vatBps, (bases.get(line.vatBps) ?? 0) + cents);
    }
  }
  const vat =
    bases === null
      ? noVat
      : [...bases]
          .sort(([a], [b]) => a - b)
          .map(([rateBps, baseCents]) => ({ rateBps, baseCents, vatCents: shareHalfUp(baseCents, rateBps, 10_000) }));
  const vatCents = vat.reduce((sum, rate) => sum + rate.vatCents, 0);
  return {
    year: at + 1,
    exemptCents,
    unqualifiedCents,
    taxedCents,
    vat,
    vatCents,
    payableCents: exemptCents + unqualifiedCents + taxedCents + vatCents,
  };
}

/** What each payer owes, on its own document. */
export function payersOf(lines: readonly PricedLine[], years: number, whole: Totals): { body: string; totals: Totals }[] {
  const first = lines[0]?.payer;
  if (first === undefined) return [];
  if (lines.every((line) => line.payer === first)) return [{ body: first, totals: whole }];
  const payers = [...new Set(lines.map((line) => line.payer))];
  return payers.map((body) => ({
    body,
    totals: totalsOf(
      lines.filter((line) => line.payer === body),
      years,
    ),
  }));
}

const noVat: YearTotal['vat'] = [];
