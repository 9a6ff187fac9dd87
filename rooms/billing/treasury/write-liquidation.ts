// SPDX-License-Identifier: EUPL-1.2
import { isFormula } from '#platform/documents/csv.ts';
import type { BillingDocument } from '../document.ts';
import { imputationsOf, type Imputation } from '../pes/imputations.ts';
import type { LiquidationColumn, LiquidationMapping } from './mapping.ts';
import { dayText, encodeText } from './text-forms.ts';

export type LiquidationFault = { document: string; says: string };
export type LiquidationFile = { content: Uint8Array; rows: number; totalCents: number } | { faults: readonly LiquidationFault[] };

/**
 * The liquidation file of these documents as the operator's mapping wants it; amounts of an avoir are negative. Gives faults instead, and no
 * file, where an account or a SIRET that a column asks for is missing, or a character does not exist in the encoding.
 */
export function writeLiquidation(
  documents: readonly BillingDocument[],
  mapping: LiquidationMapping,
  accounts: { nature: string; fonction: string },
): LiquidationFile {
  const faults: LiquidationFault[] = [];
  const lines: string[] = mapping.hasTitles
    ? [
        joined(
          mapping.columns.map(({ title }) => title),
          mapping,
        ),
      ]
    : [];
  let totalCents = 0;
  for (const document of documents) {
    faults.push(...withoutSiret(document, mapping));
    for (const row of rowsOf(document, mapping, accounts)) {
      const cells = mapping.columns.map((column) => cell(column, document, row, mapping));
      faults.push(...withoutAccount(document, row, mapping));
      totalCents += row.netCents + row.vatCents;
      lines.push(joined(cells, mapping));
    }
  }
  const rows = lines.length - (mapping.hasTitles ? 1 : 0);
  const encoded = encodeText(lines.map((line) => `${line}\r\n`).join(''), mapping.encoding);
  if ('foreign' in encoded) {
    const says = `Le caractère « ${encoded.foreign} » n’existe pas dans l’encodage choisi : choisissez UTF-8 ou corrigez le texte.`;
    faults.push({ document: documents.find((one) => JSON.stringify(one).includes(encoded.foreign))?.number ?? '', says });
  }
  if (faults.length > 0 || 'foreign' in encoded) return { faults };
  return { content: encoded.bytes, rows, totalCents };
}

type Row = Pick<Imputation, 'nature' | 'fonction' | 'netCents' | 'vatCents'> & { rateBasisPoints: number | null; label: string };

function rowsOf(document: BillingDocument, { grain }: LiquidationMapping, accounts: { nature: string; fonction: string }): Row[] {
  const sign = document.kind === 'avoir' ? -1 : 1;
  const lines = imputationsOf(document, accounts).map(({ labels, ...one }) => ({
    ...one,
    netCents: sign * one.netCents,
    vatCents: sign * one.vatCents,
    label: labels.join(', '),
  }));
  if (grain === 'imputation') return lines;
  const only = (values: readonly string[]) => (new Set(values).size === 1 ? (values[0] ?? '') : '');
  const rates = new Set(lines.map((line) => line.rateBasisPoints));
  return [
    {
      nature: only(lines.map(({ nature }) => nature)),
      fonction: only(lines.map(({ fonction }) => fonction)),
      rateBasisPoints: rates.size === 1 ? (lines[0]?.rateBasisPoints ?? null) : null,
      netCents: document.totals.netCents,
      vatCents: document.totals.vatCents,
      label: document.title,
    },
  ];
}

const kinds = { appel: 'Appel de participation', facture: 'Facture', avoir: 'Avoir' } as const;

function cell({ field, value }: LiquidationColumn, document: BillingDocument, row: Row, mapping: LiquidationMapping): string {
  const { payer } = document;
  const amount = (cents: number) => (cents / 100).toFixed(2).replace('.', mapping.decimals);
  const cells: Record<LiquidationColumn['field'], () => string> = {
    document: () => document.number,
    kind: () => kinds[document.kind],
    issuedOn: () => dayText(document.issuedOn, mapping.days),
    dueOn: () => dayText(document.dueOn, mapping.days),
    exercice: () => String(document.year),
    title: () => document.title,
    payer: () => payer.name,
    payerSiret: () => payer.siret ?? '',
    payerSiren: () => payer.siren ?? '',
    payerAddress: () => payer.address?.lines.join(', ') ?? '',
    payerPostcode: () => payer.address?.postcode ?? '',
    payerCity: () => payer.address?.city ?? '',
    engagement: () => payer.engagement ?? '',
    serviceCode: () => payer.serviceCode ?? '',
    label: () => row.label,
    nature: () => row.nature,
    fonction: () => row.fonction,
    vatRate: () => (row.rateBasisPoints === null ? '' : amount(row.rateBasisPoints)),
    net: () => amount(row.netCents),
    vat: () => amount(row.vatCents),
    gross: () => amount(row.netCents + row.vatCents),
    original: () => document.original?.number ?? '',
    constant: () => value ?? '',
  };
  const text = cells[field]();
  // OWASP, « CSV Injection »; amounts below zero are no formula.
  return isFormula(text) && !/^-?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text;
}

function withoutSiret({ number, payer }: BillingDocument, { columns }: LiquidationMapping): LiquidationFault[] {
  if (payer.siret || !columns.some(({ field }) => field === 'payerSiret')) return [];
  return [{ document: number, says: `Le SIRET de « ${payer.name} » manque.` }];
}

function withoutAccount({ number }: BillingDocument, row: Row, { columns, grain }: LiquidationMapping): LiquidationFault[] {
  if (row.nature !== '' || grain === 'document' || !columns.some(({ field }) => field === 'nature')) return [];
  return [{ document: number, says: `La ligne « ${row.label} » n’a pas d’imputation par nature : réglez-la par famille de lignes.` }];
}

function joined(cells: readonly string[], { separator }: LiquidationMapping): string {
  return cells.map((text) => (text.includes(separator) || /["\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(separator);
}
