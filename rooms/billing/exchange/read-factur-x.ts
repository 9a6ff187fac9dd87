// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { letterheadOf } from '#rooms/organisations/api.ts';
import { refuseDocument } from '../contract/documents.ts';
import { refuseExchange } from '../contract/exchange.ts';
import { headOf } from '../documents/print-document.ts';
import { isInvoice } from '../factur-x/invoice-of-document.ts';
import { FacturXRefused, makeFacturX } from '../factur-x/make-factur-x.ts';
import type { Tables } from '../tables.ts';

/** A facture or an avoir of the operator in the address as a Factur-X: the same bytes each time. Refuses one that its own rules would refuse. */
export function readFacturX(ctx: Context<Tables>, { id }: { id: string }) {
  return facturXFor(ctx, id, 'organisation_id');
}

/** The same for whom it is addressed to. */
export function readReceivedFacturX(ctx: Context<Tables>, { id }: { id: string }) {
  return facturXFor(ctx, id, 'payer_id');
}

async function facturXFor(ctx: Context<Tables>, id: string, whose: 'organisation_id' | 'payer_id') {
  const row = await ctx.tx
    .selectFrom('billing.document')
    .select(['content', 'issued_at', 'organisation_id'])
    .where(whose, '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw refuseDocument('billing.document-not-found');
  if (!isInvoice(row.content)) throw refuseExchange('billing.no-factur-x');
  const { colour } = await letterheadOf({ ...ctx, organisation: row.organisation_id }, []);
  try {
    const { pdf } = await makeFacturX(row.content, { letterhead: headOf(row.content, colour), at: Temporal.Instant.from(row.issued_at) });
    return { name: `${row.content.number}-factur-x.pdf`, type: 'application/pdf', content: pdf };
  } catch (error) {
    if (!(error instanceof FacturXRefused)) throw error;
    const [fault] = error.faults;
    throw refuseExchange('billing.factur-x-refused', { rule: fault?.rule ?? '', field: fault?.field ?? '', says: fault?.says ?? '' });
  }
}
