// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { readAgents } from '../agents/read-agents.ts';
import { myAgent } from '../agents/who-asks.ts';
import { refuse } from '../contract.ts';
import type { Tables } from '../tables.ts';

/** Names who answers in the place of whoever asks, from a day to a day. */
export async function nameStandIn(ctx: Context<Tables>, { standInId, beginsOn, endsOn }: { standInId: string; beginsOn: string; endsOn: string }) {
  const mine = await myAgent(ctx);
  if (!mine) throw refuse('leave.not-an-agent');
  if (mine.id === standInId) throw refuse('leave.stands-in-for-self', {}, 'standInId');
  if (endsOn < beginsOn) throw refuse('leave.runs-backwards', {}, 'endsOn');
  const [other] = await readAgents(ctx, { ids: [standInId] });
  if (!other) throw refuse('leave.unknown-agent', {}, 'standInId');
  const id = ctx.newId();
  await ctx.tx
    .insertInto('leave.stand_in')
    .values({ organisation_id: ctx.organisation, id, agent_id: mine.id, stand_in_id: standInId, begins_on: beginsOn, ends_on: endsOn })
    .execute();
  return { id };
}

/** Takes it back: whoever named it, or whoever manages leave. */
export async function removeStandIn(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const mine = await myAgent(ctx);
  let query = ctx.tx.deleteFrom('leave.stand_in').where('organisation_id', '=', ctx.organisation).where('id', '=', id);
  if (!ctx.may('leave.manage')) query = query.where('agent_id', '=', mine?.id ?? '00000000-0000-0000-0000-000000000000');
  const { numDeletedRows } = await query.executeTakeFirst();
  if (numDeletedRows === 0n) throw refuse('leave.unknown-stand-in');
}
