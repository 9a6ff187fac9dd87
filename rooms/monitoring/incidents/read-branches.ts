// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

export type Branch = Awaited<ReturnType<typeof readAll>>[number];

/** The checks of these bodies with what they depend on and how they stand, by id. */
export async function readBranches(ctx: Context<Tables>, bodyIds: readonly string[]): Promise<Map<string, Branch>> {
  return new Map((await readAll(ctx, [...new Set(bodyIds)])).map((branch) => [branch.id, branch]));
}

function readAll(ctx: Context<Tables>, bodyIds: readonly string[]) {
  return ctx.tx
    .selectFrom('monitoring.check as c')
    .innerJoin('monitoring.state as s', (join) => join.onRef('s.organisation_id', '=', 'c.organisation_id').onRef('s.id', '=', 'c.id'))
    .leftJoin('monitoring.incident as i', (join) => join.onRef('i.organisation_id', '=', 's.organisation_id').onRef('i.id', '=', 's.incident_id'))
    .select(['c.id', 'c.name', 'c.depends_on', 's.status', 's.streak', 's.last_at', 's.since_at', 's.incident_id', 'i.opened_at'])
    .where('c.organisation_id', '=', ctx.organisation)
    .where('c.body_id', 'in', bodyIds)
    .execute();
}
