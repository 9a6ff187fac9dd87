// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { readSettings } from '../agents/body-calendar.ts';
import type { Agent } from '../agents/read-agents.ts';
import { teamsSeen } from '../agents/teams-seen.ts';
import type { Tables } from '../tables.ts';

/** Teams whose calendar the person who acts may follow; all of them for whoever manages leave or answers for the body, agent or not. */
export async function teamsFollowed(ctx: Context<Tables>, agent: Agent | null): Promise<{ id: string; name: string }[]> {
  const seesAll = ctx.may('leave.manage') || ctx.may('leave.decide');
  if (!agent && !seesAll) return [];
  const teams = await ctx.tx
    .selectFrom('leave.team')
    .select(['id', 'name'])
    .where('organisation_id', '=', ctx.organisation)
    .where('archived_at', 'is', null)
    .orderBy('name')
    .execute();
  if (!agent || seesAll || (await readSettings(ctx)).colleaguesSee === 'body') return teams;
  const seen = await teamsSeen(ctx, agent);
  return teams.filter(({ id }) => seen.has(id));
}
