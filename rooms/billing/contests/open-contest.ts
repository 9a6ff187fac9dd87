// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { refuseContest } from '../contract/contests.ts';
import { refuseDocument } from '../contract/documents.ts';
import { holdStanding, keepHappening, restOf, setStanding } from '../standing/hold-standing.ts';
import type { Tables } from '../tables.ts';

type Said = { id: string; on: string; reason: string };

/** Notes what a payer said elsewhere: no letter reminds it of the document any more. */
export function contestDocument(ctx: Context<Tables>, said: Said) {
  return openContest(ctx, { ...said, isByPayer: false });
}

/** Opens a contest in the operator that issued the document. Refuses a second one, and a document of which nothing is left to pay. */
export async function openContest(ctx: Context<Tables>, { id, on, reason, isByPayer }: Said & { isByPayer: boolean }) {
  const standing = await holdStanding(ctx, id);
  if (standing.contested_on !== null) throw refuseContest('billing.already-contested', { number: standing.number });
  if (restOf(standing) <= 0) throw refuseDocument('billing.document-credited', { number: standing.number });
  await ctx.tx
    .insertInto('billing.contest')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      document_id: id,
      payer_id: standing.payer_id,
      is_by_payer: isByPayer,
      opened_on: on,
      reason,
      opened_name: authorOf(ctx.actor),
      opened_at: ctx.now().toString(),
      verdict: null,
      answer: null,
      answered_on: null,
      answered_name: null,
      closed_at: null,
    })
    .execute();
  await keepHappening(ctx, standing, {
    what: 'contested',
    on,
    amountCents: restOf(standing),
    says: `${isByPayer ? 'Contesté par le payeur' : 'Contesté'} : ${reason}`,
    key: `contested/${ctx.newId()}`,
  });
  await ctx.tell('billing.document-contested', { documentId: id });
  return setStanding(ctx, standing, { contested_on: on, contest_reason: reason });
}
