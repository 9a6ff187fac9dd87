// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import type { Operator } from '#rooms/organisations/api.ts';
import type { Tables } from '../tables.ts';
import { operatorFor } from './subscriber.ts';

/**
 * Runs what a body does by itself in the operator that serves it: the conventions are the operator's rows. The permission was held in the body;
 * in the operator the person may do nothing else. Refuses without operator.
 */
export async function inOperatorOf<Result>(
  ctx: Context<Tables>,
  work: (inside: Context<Tables>, at: { operator: Operator; bodyId: string }) => Promise<Result>,
  { readOnly = false } = {},
): Promise<Result> {
  const bodyId = ctx.organisation;
  const operator = await operatorFor(ctx, bodyId, await nameOf(ctx, bodyId));
  const entry = { actor: ctx.actor, organisation: operator.id, requestId: ctx.requestId, readOnly };
  return inContext<Tables, Result>(ctx.house, entry, (inside) => work(inside, { operator, bodyId }));
}

/** The name of a body, in a short transaction when the caller holds none. */
export async function nameOf(ctx: Context<Tables>, id: string): Promise<string> {
  const read = async ({ tx }: Context<Tables>): Promise<string> =>
    (await tx.selectFrom('organisations.body').select('name').where('id', '=', id).executeTakeFirstOrThrow()).name;
  if (ctx.hasTransaction) return read(ctx);
  return inContext<Tables, string>(ctx.house, { actor: ctx.actor, organisation: id, readOnly: true }, read);
}
