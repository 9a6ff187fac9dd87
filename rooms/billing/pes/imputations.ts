// SPDX-License-Identifier: EUPL-1.2
import type { BillingDocument, DocumentLine } from '../document.ts';
import type { PesSettings } from './order.ts';

/** Lines of a document that share their account and rate: one line of a titre. Amounts are positive, avoirs turned. */
export type Imputation = { nature: string; fonction: string; rateBasisPoints: number; netCents: number; vatCents: number; labels: readonly string[] };

/**
 * The lines of a titre. The document's VAT is given back to the cent: what rounding leaves goes to the greatest remainders. Amounts may still be
 * zero or less where a discount outweighs what it bears on: who writes the titre refuses them.
 */
export function imputationsOf(document: BillingDocument, settings: Pick<PesSettings, 'nature' | 'fonction'>): Imputation[] {
  const sign = document.kind === 'avoir' ? -1 : 1;
  const groups = new Map<string, DocumentLine[]>();
  for (const line of document.lines) {
    const { nature, fonction } = line.accounting;
    const key = [nature ?? settings.nature, fonction ?? settings.fonction, line.vat.code, line.vat.rateBasisPoints].join('|');
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  const bare = [...groups].map(([key, lines]) => {
    const [nature = '', fonction = '', code = '', rate = '0'] = key.split('|');
    return {
      key: `${code}|${rate}`,
      nature,
      fonction,
      rateBasisPoints: Number(rate),
      netCents: sign * sum(lines),
      labels: [...new Set(lines.map(({ label }) => label))],
    };
  });
  return document.vat.flatMap(({ code, rateBasisPoints, vatCents }) => {
    const same = bare.filter(({ key }) => key === `${code}|${rateBasisPoints}`);
    const shares = share(
      sign * vatCents,
      same.map(({ netCents }) => netCents),
    );
    return same.map(({ nature, fonction, netCents, labels }, at) => ({
      nature,
      fonction,
      rateBasisPoints,
      netCents,
      labels,
      vatCents: shares[at] ?? 0,
    }));
  });
}

/** Whole cents in proportion, whose sum is the total. */
function share(total: number, weights: readonly number[]): number[] {
  const all = weights.reduce((whole, weight) => whole + weight, 0);
  if (all === 0) return weights.map((_, at) => (at === 0 ? total : 0));
  const exact = weights.map((weight) => (total * weight) / all);
  const floors = exact.map(Math.floor);
  let left = total - floors.reduce((whole, one) => whole + one, 0);
  const byRemainder = exact.map((one, at) => ({ at, rest: one - Math.floor(one) })).toSorted((a, b) => b.rest - a.rest || a.at - b.at);
  for (const { at } of byRemainder) {
    if (left <= 0) break;
    floors[at] = (floors[at] ?? 0) + 1;
    left--;
  }
  return floors;
}

function sum(lines: readonly DocumentLine[]): number {
  return lines.reduce((total, { netCents }) => total + netCents, 0);
}
