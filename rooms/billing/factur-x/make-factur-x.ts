// SPDX-License-Identifier: EUPL-1.2
import { join } from 'node:path';
import { makePdf, type Letterhead } from '#platform/documents/make-pdf.ts';
import type { BillingDocument } from '../document.ts';
import { checkInvoice, type InvoiceFault } from './check-invoice.ts';
import { attachmentName, declareFacturX } from './declare-factur-x.ts';
import { invoiceOf } from './invoice-of-document.ts';
import { readCii } from './read-cii.ts';
import { writeCii } from './write-cii.ts';

export type FacturX = { pdf: Uint8Array; xml: string };

/** An invoice that its own rules refuse: it must not leave. */
export class FacturXRefused extends Error {
  readonly faults: readonly InvoiceFault[];
  constructor(faults: readonly InvoiceFault[]) {
    super(`the invoice breaks ${faults.map(({ rule }) => rule).join(', ')}`);
    this.faults = faults;
  }
}

/**
 * The invoice file of a facture or an avoir, profile EN 16931: read back and held to the rules before it is given. Throws `FacturXRefused`
 * with the faults in French.
 */
export function facturXml(document: BillingDocument): string {
  const xml = writeCii(invoiceOf(document));
  const faults = checkInvoice(readCii(xml));
  if (faults.length > 0) throw new FacturXRefused(faults);
  return xml;
}

/** The same inside a PDF/A-3 that people read: a Factur-X. `at` is when it is made: the same document then gives the same bytes. */
export async function makeFacturX(document: BillingDocument, { letterhead, at }: { letterhead: Letterhead; at: Temporal.Instant }): Promise<FacturX> {
  const xml = facturXml(document);
  const pdf = await makePdf({
    template: join(import.meta.dirname, 'invoice.typ'),
    title: `${document.kind === 'avoir' ? 'Avoir' : 'Facture'} ${document.number}`,
    letterhead,
    standard: 'a-3b',
    at,
    footer: document.number,
    data: { document, lines: document.lines.map(printedLine) },
    attachments: [
      {
        name: attachmentName,
        type: 'text/xml',
        content: new TextEncoder().encode(xml),
        description: 'Facture structurée (Factur-X, profil EN 16931)',
        relationship: 'alternative',
      },
    ],
  });
  return { pdf: declareFacturX(pdf), xml };
}

const numbers = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 4 });
const prices = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 2, maximumFractionDigits: 4 });

function printedLine(line: BillingDocument['lines'][number]) {
  const { act, beneficiaries, period } = line;
  return {
    label: line.label,
    detail: [
      ...(line.detail ? [line.detail] : []),
      ...(act ? [`${act.says}${act.edition ? `, ${act.edition}` : ''}`] : []),
      ...(beneficiaries.length > 0 ? [`Pour ${beneficiaries.map(({ name }) => name).join(', ')}`] : []),
    ],
    from: period.from,
    until: period.until,
    quantity: numbers.format(line.quantityThousandths / 1000),
    unit: line.unit,
    price: prices.format(line.unitPriceTenThousandths / 10_000),
    rate: line.vat.code === 'S' ? line.vat.rateBasisPoints : null,
    net: line.netCents,
  };
}
