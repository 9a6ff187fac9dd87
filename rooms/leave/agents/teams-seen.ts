// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import type { Agent } from './read-agents.ts';

/** Teams whose planning an agent reads today whatever the body shows to colleagues: their own, those that they answer for, or for whose manager they stand in. */
export async function teamsSeen(ctx: Context<Tables>, { id, teamId }: Pick<Agent, 'id' | 'teamId'>): Promise<ReadonlySet<string>> {
  const today = ctx.today().toString();
  const answered = await ctx.tx
    .selectFrom('leave.manager as m')
    .leftJoin('leave.stand_in as s', (join) =>
      join
        .onRef('s.organisation_id', '=', 'm.organisation_id')
        .onRef('s.agent_id', '=', 'm.agent_id')
        .on('s.begins_on', '<=', today)
        .on('s.ends_on', '>=', today),
    )
    .select('m.team_id')
    .where('m.organisation_id', '=', ctx.organisation)
    .where((where) => where.or([where('m.agent_id', '=', id), where('s.stand_in_id', '=', id)]))
    .execute();
  return new Set([...(teamId ? [teamId] : []), ...answered.map(({ team_id }) => team_id)]);
}
