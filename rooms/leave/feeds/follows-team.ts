// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import { holdersOf } from '#rooms/people/api.ts';
import { readSettings } from '../agents/body-calendar.ts';
import { readAgents } from '../agents/read-agents.ts';
import { teamsSeen } from '../agents/teams-seen.ts';
import type { Tables } from '../tables.ts';

type Followed = { personId: string; organisationId: string; teamId: string };

/**
 * Whether a person may read the planning of a team today: as an agent who sees it, or because they manage leave or answer for the whole body, agent or
 * not. Asked when a feed is opened and each time that it is read, in a transaction of the body's own: whoever reads a feed has not signed in.
 */
export function followsTeam(house: House, { personId, organisationId, teamId }: Followed): Promise<boolean> {
  const entry = { actor: { kind: 'job', name: 'leave.read-feed' } as const, organisation: organisationId, readOnly: true };
  return inContext(house, entry, async (ctx: Context<Tables>) => {
    const team = await ctx.tx
      .selectFrom('leave.team')
      .select('id')
      .where('organisation_id', '=', organisationId)
      .where('id', '=', teamId)
      .where('archived_at', 'is', null)
      .executeTakeFirst();
    return team !== undefined && ((await seesAsAgent(ctx, personId, teamId)) || (await seesAll(ctx, personId)));
  });
}

async function seesAsAgent(ctx: Context<Tables>, personId: string, teamId: string): Promise<boolean> {
  const [agent] = await readAgents(ctx, { personId, on: ctx.today(), withoutGaps: true });
  if (!agent) return false;
  return (await readSettings(ctx)).colleaguesSee === 'body' || (await teamsSeen(ctx, agent)).has(teamId);
}

async function seesAll(ctx: Context<Tables>, personId: string): Promise<boolean> {
  for (const permission of ['leave.manage', 'leave.decide'])
    if ((await holdersOf(ctx, permission)).some((one) => one.personId === personId)) return true;
  return false;
}
