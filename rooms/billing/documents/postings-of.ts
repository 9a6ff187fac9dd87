// SPDX-License-Identifier: EUPL-1.2
/** The postings of a document: what is owed against each line's revenue and each rate's VAT. They sum to nothing. Pure. */
import type { BillingDocument } from '../document.ts';

export type LineBasis = { lineKey: string; offer: string; edition: string | null };

export type Posting = {
  rank: number;
  account: 'receivable' | 'revenue' | 'vat';
  amountCents: number;
  family: string | null;
  offer: string | null;
  lineKey: string | null;
  label: string | null;
  basis: Record<string, unknown> | null;
  beneficiaryIds: readonly string[];
  from: string | null;
  until: string | null;
  rateBasisPoints: number | null;
  vatCode: string | null;
};

/** `bases` gives, by rank of the line, what it is compared by from one year to the next. Throws when they would not balance. */
export function postingsOf(document: BillingDocument, bases: ReadonlyMap<number, LineBasis>): Posting[] {
  const empty = { family: null, offer: null, lineKey: null, label: null, basis: null, beneficiaryIds: [], from: null, until: null };
  const owed: Posting = { ...empty, rank: 1, account: 'receivable', amountCents: document.totals.grossCents, rateBasisPoints: null, vatCode: null };
  const revenue = document.lines.map((line, at): Posting => {
    const basis = bases.get(line.rank);
    if (!basis) throw new Error(`line ${line.rank} of ${document.number} rests on nothing`);
    return {
      rank: at + 2,
      account: 'revenue',
      amountCents: -line.netCents,
      family: line.family,
      offer: basis.offer,
      lineKey: basis.lineKey,
      label: line.label,
      basis: { edition: basis.edition, quantity: line.quantityThousandths, detail: line.detail, until: line.period.until },
      beneficiaryIds: line.beneficiaries.length === 0 ? [document.payer.bodyId] : line.beneficiaries.map(({ bodyId }) => bodyId),
      from: line.period.from,
      until: line.period.until,
      rateBasisPoints: line.vat.rateBasisPoints,
      vatCode: line.vat.code,
    };
  });
  const vat = document.vat
    .filter(({ vatCents }) => vatCents !== 0)
    .map((total, at): Posting => ({
      ...empty,
      rank: revenue.length + at + 2,
      account: 'vat',
      amountCents: -total.vatCents,
      rateBasisPoints: total.rateBasisPoints,
      vatCode: total.code,
    }));
  const postings = [owed, ...revenue, ...vat];
  const balance = postings.reduce((sum, { amountCents }) => sum + amountCents, 0);
  if (balance !== 0) throw new Error(`the postings of ${document.number} miss ${balance} cents`);
  return postings;
}
