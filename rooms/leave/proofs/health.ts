// SPDX-License-Identifier: EUPL-1.2
/** What payroll must know of an illness. The database hides it from whoever neither treats it nor is the agent. */
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract.ts';
import { holdAgent } from '../counters/post-movements.ts';
import type { NoWaiting } from '../law/sick-pay.ts';
import { findRequest } from '../requests/find-request.ts';
import type { Tables } from '../tables.ts';

/** The key of ordinary illness, the one that has a waiting day. */
export const ORDINARY = 'maladie';

/** Says why an ordinary illness has no waiting day, or that it has one. Refuses any other absence. */
export async function changeHealth(
  ctx: Context<Tables>,
  { id, noWaiting, note }: { id: string; noWaiting: NoWaiting | null; note: string },
): Promise<void> {
  const { kind, agent } = await findRequest(ctx, id);
  if (kind.key !== ORDINARY) throw refuse('leave.no-illness', { kind: kind.label });
  await holdAgent(ctx, agent.id);
  await ctx.tx
    .insertInto('leave.health')
    .values({ organisation_id: ctx.organisation, id: ctx.newId(), request_id: id, person_id: agent.personId, no_waiting: noWaiting, note })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'request_id']).doUpdateSet({ no_waiting: noWaiting, note }))
    .execute();
  await ctx.record({ what: 'leave.health-changed', about: { requestId: id } });
}

/** What is known of an absence for health, to those who may read it; null for the others and for other absences. */
export async function healthOf(ctx: Context<Tables>, requestId: string): Promise<{ noWaiting: NoWaiting | null; note: string } | null> {
  const row = await ctx.tx
    .selectFrom('leave.health')
    .select(['no_waiting', 'note'])
    .where('organisation_id', '=', ctx.organisation)
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return row ? { noWaiting: row.no_waiting, note: row.note } : null;
}
