// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { readSettings } from '../agents/body-calendar.ts';
import { agentAskedFor } from '../agents/who-asks.ts';
import { holdAgent } from '../counters/post-movements.ts';
import type { RequestStatus, Tables } from '../tables.ts';
import { consider } from './consider.ts';
import { cutInto } from './cut-into.ts';
import { takeFrom } from './grant.ts';
import { kindAskedFor } from './kind-asked-for.ts';
import { readSpan, type TypedSpan } from './read-span.ts';
import { writeRequest } from './write-request.ts';

type Asked = TypedSpan & {
  kindId: string;
  agentId?: string | null | undefined;
  comment: string;
  replacementId?: string | null | undefined;
};

/**
 * Asks for an absence, for oneself or, where one manages leave, for an agent. What needs no answer, and what a manager types, is granted at
 * once. Refuses what the law, the counters, another absence or the team forbids.
 */
export async function requestLeave(ctx: Context<Tables>, asked: Asked): Promise<{ id: string; status: RequestStatus }> {
  const { agent, isOnBehalf } = await agentAskedFor(ctx, asked.agentId);
  await holdAgent(ctx, agent.id);
  const kind = await kindAskedFor(ctx, asked.kindId);
  const span = readSpan(asked);
  const considered = await consider(ctx, { agent, kind, span, settings: await readSettings(ctx) });
  if (considered.obstacle) throw considered.obstacle;
  const status = isOnBehalf || !kind.needs_answer ? 'approved' : 'requested';
  if (kind.is_health) await cutInto(ctx, { agent, span, says: kind.label });
  const id = await writeRequest(ctx, {
    agent,
    kindId: kind.id,
    span,
    counted: considered.counted,
    status,
    comment: asked.comment,
    replacementId: asked.replacementId ?? null,
    isOnBehalf,
  });
  if (kind.is_health)
    await ctx.tx
      .insertInto('leave.health')
      .values({ organisation_id: ctx.organisation, id: ctx.newId(), request_id: id, person_id: agent.personId, no_waiting: null, note: '' })
      .execute();
  if (status === 'approved') await takeFrom(ctx, { agent, kind, span, plan: considered.plan, requestId: id });
  await ctx.tell(status === 'approved' ? 'leave.approved' : 'leave.requested', { requestId: id, agentId: agent.id });
  return { id, status };
}
