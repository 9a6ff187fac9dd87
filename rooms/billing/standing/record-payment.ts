// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { formatEuros } from '#platform/money/euros.ts';
import { refuseDocument } from '../contract/documents.ts';
import type { Tables } from '../tables.ts';
import { holdStanding, keepHappening, restOf, setStanding } from './hold-standing.ts';

export type Payment = { id: string; amountCents: number; on: string; reference: string };

/** Keeps what the public accountant received for a document. Refuses more than what is left, and a reference that is known for it. */
export async function recordPayment(ctx: Context<Tables>, { id, amountCents, on, reference }: Payment) {
  const standing = await holdStanding(ctx, id);
  const key = `payment/${id}/${reference}`;
  const same = await ctx.tx
    .selectFrom('billing.happening')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('key', '=', key)
    .executeTakeFirst();
  if (same) throw refuseDocument('billing.payment-known', {}, 'body.reference');
  const left = restOf(standing);
  if (amountCents > left)
    throw refuseDocument('billing.payment-too-large', { left: formatEuros(left), amount: formatEuros(amountCents) }, 'body.amountCents');
  await keepHappening(ctx, standing, { what: 'payment', on, amountCents, says: `Versement de ${formatEuros(amountCents)}, ${reference}`, key });
  if (amountCents === left) await ctx.tell('billing.document-paid', { documentId: id });
  return setStanding(ctx, standing, { paid_cents: standing.paid_cents + amountCents });
}
