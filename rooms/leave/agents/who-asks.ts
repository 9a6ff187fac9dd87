// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract.ts';
import type { Tables } from '../tables.ts';
import { readAgents, type Agent } from './read-agents.ts';

/** The agent that the person who acts is in this body, today; null when they are none. */
export async function myAgent(ctx: Context<Tables>): Promise<Agent | null> {
  if (ctx.actor.kind !== 'person') return null;
  const [agent] = await readAgents(ctx, { personId: ctx.actor.personId, on: ctx.today() });
  return agent ?? null;
}

/** The agent for whom something is asked: oneself, or the one named where the person manages leave. */
export async function agentAskedFor(ctx: Context<Tables>, agentId: string | null | undefined): Promise<{ agent: Agent; isOnBehalf: boolean }> {
  const mine = await myAgent(ctx);
  if (!agentId || agentId === mine?.id) {
    if (!mine) throw refuse('leave.not-an-agent');
    return { agent: mine, isOnBehalf: false };
  }
  if (!ctx.may('leave.manage')) throw refuse('leave.not-for-others', {}, 'agentId');
  const [agent] = await readAgents(ctx, { ids: [agentId] });
  if (!agent) throw refuse('leave.unknown-agent', {}, 'agentId');
  return { agent, isOnBehalf: true };
}
