// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { outcomes, type Outcome } from '../contract/checks.ts';
import type { Tables } from '../tables.ts';

export type FoundLook = { at: string; outcome: Outcome; ms: number | null; says: string | null };
type Asked = { operatorId: string; checkId: string; since: Temporal.Instant; most: number };

/** What the looks of one check found since an instant of the last thirty days, the latest first: those of packed days and of the running one. */
export async function looksOf(ctx: Context<Tables>, { operatorId, checkId, since, most }: Asked): Promise<FoundLook[]> {
  const { rows } = await sql<Omit<FoundLook, 'outcome'> & { outcome: number }>`
    select at, outcome, ms, says
    from monitoring.look
    where organisation_id = ${operatorId} and check_id = ${checkId} and at >= ${since.toString()}
    union all
    select at, outcome, ms, says
    from (
      select monitoring.start_of(r.looked_on) + make_interval(secs => sum(l.gap) over (partition by r.looked_on order by l.place)) as at,
        coalesce(r.outcomes[l.place], 0::smallint) as outcome, r.ms[l.place] as ms, r.says[l.place] as says
      from monitoring.result r
      cross join unnest(r.gaps) with ordinality as l (gap, place)
      where r.organisation_id = ${operatorId} and r.check_id = ${checkId} and r.looked_on >= monitoring.day_of(${since.toString()})
    ) as packed
    where at >= ${since.toString()}
    order by at desc
    limit ${most}`.execute(ctx.tx);
  return rows.map((row) => ({ ...row, outcome: outcomes[row.outcome] ?? 'down' }));
}
