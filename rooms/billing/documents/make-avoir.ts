// SPDX-License-Identifier: EUPL-1.2
/** An avoir from what it corrects. Pure. The last one on a rate gives back the VAT that is left, so that original and avoirs sum to nothing. */
import { percentOf } from '#platform/money/vat.ts';
import type { BillingSettings } from '../contract/settings.ts';
import type { BillingDocument, DocumentLine, VatTotal } from '../document.ts';
import type { CreditedLine } from '../tables.ts';
import { documentNumber } from './make-document.ts';

type Asked = {
  original: BillingDocument;
  /** Net already given back, by rank of the original. */
  credited: ReadonlyMap<number, number>;
  lines: readonly CreditedLine[];
  reason: string;
  year: number;
  sequence: number;
  issuedOn: string;
  settings: BillingSettings;
};

/** The avoir: negative lines, linked to its original. */
export function makeAvoir({ original, credited, lines, reason, year, sequence, issuedOn, settings }: Asked): BillingDocument {
  const given = lines.map(({ rank, netCents }, at) => givenLine(original, rank, netCents, at + 1));
  const vat = original.vat.flatMap((total) => vatGiven(total, original, credited, given));
  const netCents = given.reduce((sum, line) => sum + line.netCents, 0);
  const vatCents = vat.reduce((sum, total) => sum + total.vatCents, 0);
  return {
    ...original,
    kind: 'avoir',
    number: documentNumber(settings, 'avoir', year, sequence),
    year,
    sequence,
    issuedOn,
    dueOn: issuedOn,
    title: `Avoir sur ${original.number}`,
    lines: given,
    vat,
    totals: { netCents, vatCents, grossCents: netCents + vatCents },
    mentions: [
      `Avoir sur ${original.kind === 'appel' ? 'l’appel de participation' : 'la facture'} ${original.number} : ${reason}`,
      ...settings.notes.avoir,
      ...vat.flatMap((one) => one.reason ?? []),
    ],
    instalments: [],
    annex: [],
    original: { kind: original.kind === 'facture' ? 'facture' : 'appel', number: original.number, issuedOn: original.issuedOn, reason },
  };
}

function givenLine(original: BillingDocument, rank: number, netCents: number, at: number): DocumentLine {
  const line = original.lines.find((one) => one.rank === rank);
  if (!line) throw new RangeError(`${original.number} has no line ${rank}`);
  const isWhole = netCents === line.netCents;
  return {
    ...line,
    rank: at,
    family: 'credit',
    quantityThousandths: isWhole ? -line.quantityThousandths : -1000,
    // Part of a line is given back as a lump: nobody says of how many units.
    ...(!isWhole && { unit: 'forfait', unitCode: 'C62' }),
    unitPriceTenThousandths: isWhole ? line.unitPriceTenThousandths : netCents * 100,
    netCents: -netCents,
  };
}

function vatGiven(total: VatTotal, original: BillingDocument, credited: ReadonlyMap<number, number>, given: readonly DocumentLine[]): VatTotal[] {
  const isOfRate = ({ vat }: DocumentLine): boolean => vat.code === total.code && vat.rateBasisPoints === total.rateBasisPoints;
  const baseCents = given.filter(isOfRate).reduce((sum, { netCents }) => sum + netCents, 0);
  if (baseCents === 0) return [];
  const before = original.lines.filter(isOfRate).reduce((sum, { rank }) => sum + (credited.get(rank) ?? 0), 0);
  // Told by what stays: the VAT of an avoir is the VAT before it less the VAT after it.
  const vatOf = (cents: number): number => (total.code === 'S' ? percentOf(cents, total.rateBasisPoints) : 0);
  return [{ ...total, baseCents, vatCents: vatOf(total.baseCents - before + baseCents) - vatOf(total.baseCents - before) }];
}
