// SPDX-License-Identifier: EUPL-1.2
import { sql, type RawBuilder } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Letterhead } from '#platform/documents/make-pdf.ts';
import { letterheadOf } from '#rooms/organisations/api.ts';
import { refuseDocument } from '../contract/documents.ts';
import type { BillingDocument } from '../document.ts';
import type { Tables } from '../tables.ts';
import { makePaper } from './make-paper.ts';

/** A document that the operator in the address issued, as an accessible PDF: the same bytes each time. */
export function printDocument(ctx: Context<Tables>, { id }: { id: string }) {
  return printFor(ctx, id, sql`organisation_id = ${ctx.organisation}`);
}

/** The same for whoever may read it. */
export async function printFor(ctx: Context<Tables>, id: string, whose: RawBuilder<unknown>) {
  const { rows } = await sql<{ content: BillingDocument; digest: string; issued_at: string; organisation_id: string }>`
    select content, digest, issued_at, organisation_id from billing.document where id = ${id} and ${whose}`.execute(ctx.tx);
  const [row] = rows;
  if (!row) throw refuseDocument('billing.document-not-found');
  const head = await letterheadOf({ ...ctx, organisation: row.organisation_id }, []);
  const content = await documentPdf(row.content, { digest: row.digest, at: Temporal.Instant.from(row.issued_at), colour: head.colour });
  return { name: `${row.content.number}.pdf`, type: 'application/pdf', content, inline: true };
}

/** The PDF of a document from its content alone (PDF/UA-1). */
export function documentPdf(
  document: BillingDocument,
  { digest, at, colour }: { digest: string; at: Temporal.Instant; colour: string },
): Promise<Uint8Array> {
  return makePaper(document, { digest, at, letterhead: headOf(document, colour), standard: 'ua-1' });
}

/** The letterhead that a document keeps for good: its issuer's as it was on that day. */
export function headOf({ issuer }: BillingDocument, colour: string): Letterhead {
  const { address, siret, siren, vatNumber, legalForm, contact } = issuer;
  const lines = [
    legalForm,
    address ? [...address.lines, `${address.postcode} ${address.city}`].join(', ') : '',
    [siret ? `SIRET ${siret}` : siren ? `SIREN ${siren}` : '', vatNumber ? `TVA ${vatNumber}` : ''].filter(Boolean).join(' – '),
    [contact.phone, contact.email].filter(Boolean).join(' – '),
  ];
  return { name: issuer.name, lines: lines.filter(Boolean), colour };
}
