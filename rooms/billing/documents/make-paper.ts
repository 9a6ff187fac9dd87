// SPDX-License-Identifier: EUPL-1.2
/** The paper of a document: a call that a president reads on one page, or the invoice of a facture and an avoir, the same with and without its file. */
import { join } from 'node:path';
import { makePdf, type Letterhead, type PdfRequest } from '#platform/documents/make-pdf.ts';
import { kindLabels } from '../contract/documents.ts';
import type { BillingDocument, DocumentLine } from '../document.ts';
import { operationsNote } from '../law/mentions.ts';
import { unitWords } from '../unit-words.ts';

export type Paper = Pick<PdfRequest, 'standard' | 'attachments'> & { digest: string; at: Temporal.Instant; letterhead: Letterhead };

/** Sets a document from its content alone, the same bytes each time: PDF/UA-1 for people, PDF/A-3 where it carries a file. */
export function makePaper(document: BillingDocument, { digest, ...made }: Paper): Promise<Uint8Array> {
  const name = `${kindLabels[document.kind]} ${document.number}`;
  const shared = { ...made, title: name, footer: `${name} – ${document.issuer.name}`, keywords: [kindLabels[document.kind], document.number] };
  return makePdf(
    document.kind === 'appel'
      ? { ...shared, template: join(import.meta.dirname, 'call.typ'), data: { ...document, digest, lines: document.lines.map(calledLine) } }
      : {
          ...shared,
          template: join(import.meta.dirname, 'invoice.typ'),
          data: { document, digest, operations: operationsNote, lines: document.lines.map(printedLine) },
        },
  );
}

const numbers = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 4 });
const prices = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 2, maximumFractionDigits: 4 });

/** A true minus, as the house style writes amounts. */
function french(format: Intl.NumberFormat, value: number): string {
  return format.format(value).replace('-', '−');
}

/** « 1 an », « 12 postes ». */
function calledLine(line: DocumentLine) {
  const quantity = line.quantityThousandths / 1000;
  return { ...line, quantity: `${french(numbers, quantity)} ${unitWords(quantity, line.unit)}` };
}

/** What an invoice owes its reader line by line (CGI, ann. II, art. 242 nonies A): quantity, unit price without tax, rate. */
function printedLine(line: DocumentLine) {
  const { act, beneficiaries, period } = line;
  const quantity = line.quantityThousandths / 1000;
  return {
    label: line.label,
    detail: [
      ...(line.detail ? [line.detail] : []),
      ...(act ? [actWords(act)] : []),
      ...(beneficiaries.length > 0 ? [`Pour ${beneficiaries.map(({ name }) => name).join(', ')}`] : []),
    ],
    from: period.from,
    until: period.until,
    quantity: french(numbers, quantity),
    unit: unitWords(quantity, line.unit),
    price: french(prices, line.unitPriceTenThousandths / 10_000),
    code: line.vat.code,
    rate: line.vat.rateBasisPoints,
    net: line.netCents,
  };
}

/** « Bon de commande 2026-31 du 8 août 2026, édition 2026 ». */
function actWords({ says, decidedOn, edition }: NonNullable<DocumentLine['act']>): string {
  const on = decidedOn ? ` du ${Temporal.PlainDate.from(decidedOn).toLocaleString('fr-FR', { dateStyle: 'long' })}` : '';
  return `${says}${on}${edition ? `, ${edition}` : ''}`;
}
