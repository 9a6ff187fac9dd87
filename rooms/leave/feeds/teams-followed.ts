// SPDX-License-Identifier: EUPL-1.2
import { readSettings } from '../agents/body-calendar.ts';
import type { Agent } from '../agents/read-agents.ts';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

/** Teams whose calendar an agent may follow: their own, those that they answer for, and all where the body lets everybody see everybody. */
export async function teamsFollowed(ctx: Context<Tables>, agent: Agent | null): Promise<{ id: string; name: string }[]> {
  if (!agent) return [];
  const teams = await ctx.tx
    .selectFrom('leave.team')
    .select(['id', 'name'])
    .where('organisation_id', '=', ctx.organisation)
    .where('archived_at', 'is', null)
    .orderBy('name')
    .execute();
  if (ctx.may('leave.manage') || ctx.may('leave.decide') || (await readSettings(ctx)).colleaguesSee === 'body') return teams;
  const managed = await ctx.tx
    .selectFrom('leave.manager')
    .select('team_id')
    .where('organisation_id', '=', ctx.organisation)
    .where('agent_id', '=', agent.id)
    .execute();
  return teams.filter(({ id }) => id === agent.teamId || managed.some(({ team_id }) => team_id === id));
}
