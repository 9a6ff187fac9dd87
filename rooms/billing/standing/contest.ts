// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuseDocument } from '../contract/documents.ts';
import type { Tables } from '../tables.ts';
import { holdStanding, keepHappening, restOf, setStanding } from './hold-standing.ts';

type Said = { id: string; on: string; reason: string };

/** Notes that the payer contests: no letter reminds it of the document any more. */
export async function contestDocument(ctx: Context<Tables>, { id, on, reason }: Said) {
  const standing = await holdStanding(ctx, id);
  if (standing.contested_on !== null) throw refuseDocument('billing.already-contested', { number: standing.number });
  if (restOf(standing) <= 0) throw refuseDocument('billing.document-credited', { number: standing.number });
  await keepHappening(ctx, standing, {
    what: 'contested',
    on,
    amountCents: restOf(standing),
    says: `Contesté : ${reason}`,
    key: `contested/${ctx.newId()}`,
  });
  await ctx.tell('billing.document-contested', { documentId: id });
  return setStanding(ctx, standing, { contested_on: on, contest_reason: reason });
}

/** Ends a contest, whatever it ends in. */
export async function settleContest(ctx: Context<Tables>, { id, on, reason }: Said) {
  const standing = await holdStanding(ctx, id);
  if (standing.contested_on === null) throw refuseDocument('billing.not-contested', { number: standing.number });
  await keepHappening(ctx, standing, {
    what: 'contest-settled',
    on,
    amountCents: null,
    says: `Contestation close : ${reason}`,
    key: `contest-settled/${ctx.newId()}`,
  });
  return setStanding(ctx, standing, { contested_on: null, contest_reason: null });
}
