// SPDX-License-Identifier: EUPL-1.2
import type { Letterhead } from '#platform/documents/make-pdf.ts';
import { sha256OfJson } from '#platform/evidence/digest.ts';
import type { BillingDocument } from '../document.ts';
import { makePaper } from '../documents/make-paper.ts';
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

/** The same inside the paper of the document, a PDF/A-3: a Factur-X. `at` is when it is made: the same document then gives the same bytes. */
export async function makeFacturX(document: BillingDocument, { letterhead, at }: { letterhead: Letterhead; at: Temporal.Instant }): Promise<FacturX> {
  const xml = facturXml(document);
  const pdf = await makePaper(document, {
    digest: sha256OfJson(document),
    letterhead,
    standard: 'a-3b',
    at,
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
