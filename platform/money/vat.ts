// SPDX-License-Identifier: EUPL-1.2
/** VAT worked out once per rate on a total, never line by line: three lines of 16,67 € at 20 % make 60,01 €, not 60,00 €. */
import { multiplyRounded } from './rounding.ts';

/** One line's net amount in cents and its rate in basis points (20 % is 2000; 0 when the line bears no VAT). */
export type Taxed = { netCents: number; rateBasisPoints: number };

export type VatOnRate = { rateBasisPoints: number; baseCents: number; vatCents: number };

/** The VAT of each rate met in the lines, lowest rate first, rounded half-up on the total of that rate (EN 16931, BT-117). Independent of order. */
export function vatByRate(lines: readonly Taxed[]): VatOnRate[] {
  const bases = new Map<number, number>();
  for (const { netCents, rateBasisPoints } of lines) bases.set(rateBasisPoints, (bases.get(rateBasisPoints) ?? 0) + netCents);
  return [...bases]
    .toSorted(([left], [right]) => left - right)
    .map(([rateBasisPoints, baseCents]) => ({ rateBasisPoints, baseCents, vatCents: percentOf(baseCents, rateBasisPoints) }));
}

/** Net, VAT and gross totals in cents of some lines. */
export function totalsOf(lines: readonly Taxed[]): { netCents: number; vatCents: number; grossCents: number; byRate: VatOnRate[] } {
  const byRate = vatByRate(lines);
  const netCents = byRate.reduce((sum, { baseCents }) => sum + baseCents, 0);
  const vatCents = byRate.reduce((sum, rate) => sum + rate.vatCents, 0);
  return { netCents, vatCents, grossCents: netCents + vatCents, byRate };
}

/** A share in basis points (550 is 5,5 %) of an amount in cents, rounded half-up. */
export function percentOf(cents: number, basisPoints: number): number {
  return multiplyRounded(cents, basisPoints, 10_000, 'half-up');
}
