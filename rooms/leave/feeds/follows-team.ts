// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import { holdersOf } from '#rooms/people/api.ts';
import type { Tables } from '../tables.ts';

type Followed = { personId: string; organisationId: string; teamId: string };

/**
 * Whether a person may read the planning of a team today: their own, one that they answer for, any of them where the body shows all or where they manage
 * leave. Asked when a feed is opened and each time that it is read, in a transaction of the body's own: whoever reads a feed has not signed in.
 */
export function followsTeam(house: House, { personId, organisationId, teamId }: Followed): Promise<boolean> {
  const entry = { actor: { kind: 'job', name: 'leave.read-feed' } as const, organisation: organisationId, readOnly: true };
  return inContext(house, entry, async (ctx: Context<Tables>) => {
    const found = await ctx.tx
      .selectFrom('leave.team as t')
      .innerJoin('leave.agent as a', 'a.organisation_id', 't.organisation_id')
      .leftJoin('leave.manager as m', (join) =>
        join.onRef('m.organisation_id', '=', 't.organisation_id').onRef('m.team_id', '=', 't.id').onRef('m.agent_id', '=', 'a.id'),
      )
      .leftJoin('leave.setting as s', 's.organisation_id', 't.organisation_id')
      .select((where) =>
        where
          .or([where('a.team_id', '=', where.ref('t.id')), where('m.id', 'is not', null), where('s.colleagues_see', '=', 'body')])
          .as('shown_to_colleagues'),
      )
      .where('t.organisation_id', '=', organisationId)
      .where('t.id', '=', teamId)
      .where('t.archived_at', 'is', null)
      .where('a.person_id', '=', personId)
      .where((where) => where.or([where('a.left_on', 'is', null), where('a.left_on', '>=', ctx.today().toString())]))
      .execute();
    return found.length > 0 && (found.some((row) => row.shown_to_colleagues) || (await seesAll(ctx, personId)));
  });
}

async function seesAll(ctx: Context<Tables>, personId: string): Promise<boolean> {
  for (const permission of ['leave.manage', 'leave.decide'])
    if ((await holdersOf(ctx, permission)).some((one) => one.personId === personId)) return true;
  return false;
}
