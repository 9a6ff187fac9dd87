// SPDX-License-Identifier: EUPL-1.2
/** The VAT and the totals of a document: once per code and rate, half-up on the total (EN 16931). Pure. */
import { percentOf } from '#platform/money/vat.ts';
import type { BillingSettings } from '../contract/settings.ts';
import type { VatCode, VatTotal } from '../document.ts';

type Taxed = { netCents: number; vatCode: VatCode; rateBasisPoints: number };

/** Bases and VAT by code and rate, with the reason that the operator prints for what bears none. */
export function vatTotals(lines: readonly Taxed[], { exemption, outside }: Pick<BillingSettings, 'exemption' | 'outside'>): VatTotal[] {
  const bases = new Map<string, { code: VatCode; rateBasisPoints: number; baseCents: number }>();
  for (const { netCents, vatCode, rateBasisPoints } of lines) {
    const key = `${vatCode} ${rateBasisPoints}`;
    const known = bases.get(key);
    if (known) known.baseCents += netCents;
    else bases.set(key, { code: vatCode, rateBasisPoints, baseCents: netCents });
  }
  return [...bases.values()]
    .toSorted((one, other) => one.rateBasisPoints - other.rateBasisPoints || one.code.localeCompare(other.code))
    .map((total) => ({
      ...total,
      vatCents: total.code === 'S' ? percentOf(total.baseCents, total.rateBasisPoints) : 0,
      reason: total.code === 'E' ? exemption.reason : total.code === 'O' ? outside.reason : null,
      reasonCode: total.code === 'E' ? exemption.reasonCode : total.code === 'O' ? 'VATEX-EU-O' : null,
    }));
}

/** What the document owes in all. */
export function sumTotals(totals: readonly VatTotal[]): { netCents: number; vatCents: number; grossCents: number } {
  const netCents = totals.reduce((sum, { baseCents }) => sum + baseCents, 0);
  const vatCents = totals.reduce((sum, total) => sum + total.vatCents, 0);
  return { netCents, vatCents, grossCents: netCents + vatCents };
}
