// SPDX-License-Identifier: EUPL-1.2
/** Groups what is owed into documents to come, with their VAT and what keeps them from being issued. Pure. */
import type { BillingSettings } from '../contract/settings.ts';
import type { VatTotal } from '../document.ts';
import type { DueLine } from '../liquidation/due-line.ts';
import { explain, type Before, type Difference } from '../liquidation/explain.ts';
import { sumTotals, vatTotals } from '../liquidation/totals.ts';
import { payerFaults, type KnownPayer } from '../payers/payer-faults.ts';

export type Liquidation = {
  kind: 'appel' | 'facture';
  payer: KnownPayer;
  lines: readonly DueLine[];
  vat: VatTotal[];
  netCents: number;
  vatCents: number;
  grossCents: number;
  previousCents: number | null;
  differences: Difference[];
  faults: string[];
};

type Asked = {
  lines: readonly DueLine[];
  payers: ReadonlyMap<string, KnownPayer>;
  before: ReadonlyMap<string, readonly Before[]>;
  year: number;
  today: string;
  settings: BillingSettings;
};

/** One liquidation a payer and kind of document, lines in the order of families then labels. */
export function buildLiquidations({ lines, payers, before, year, today, settings }: Asked): Liquidation[] {
  const groups = Map.groupBy(lines, ({ payerId, kind }) => `${payerId} ${kind}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const payer = first && payers.get(first.payerId);
    if (!payer) return [];
    const { kind } = first;
    const sorted = group.toSorted((one, other) => order.indexOf(one.family) - order.indexOf(other.family) || french.compare(one.label, other.label));
    const priced = sorted.map((line) => ({ ...line, netCents: line.netCents ?? 0 }));
    const vat = vatTotals(priced, settings);
    const past = before.get(`${payer.id} ${kind}`) ?? [];
    return [
      {
        kind,
        payer,
        lines: sorted,
        vat,
        ...sumTotals(vat),
        previousCents: past.length === 0 ? null : past.reduce((sum, { cents }) => sum + cents, 0),
        differences: explain(sorted, past, year),
        faults: [...payerFaults(payer, today), ...lineFaults(sorted)],
      },
    ];
  });
}

const french = new Intl.Collator('fr');
const order = ['participation', 'subscription', 'access-fee', 'term', 'overage', 'order', 'school-fee', 'volume', 'manual', 'credit'];

function lineFaults(lines: readonly DueLine[]): string[] {
  return [
    ...lines.filter(({ netCents }) => netCents === null).map(({ label }) => `« ${label} » est sur devis : son montant n’est pas fixé.`),
    ...lines.filter(({ netCents }) => netCents !== null && netCents < 0).map(({ label }) => `« ${label} » est négative : corrigez-la par un avoir.`),
  ];
}
