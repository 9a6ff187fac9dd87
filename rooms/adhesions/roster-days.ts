// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { MUTUALISED } from './start-adhesion.ts';
import type { Tables } from './tables.ts';

/** A day on which a roster changes: a convention that begins then, and one that ended on the eve. */
export type RosterDay = { on: string; joinedBy: string | null; leftBy: string | null };

/** The days of a cadre, from one on, when bodies join its territory or have left it on the eve, each with the conventions that say so. By day. */
export async function rosterDays(
  ctx: Context<Tables>,
  { payer_id, begins_on, ends_on }: { payer_id: string; begins_on: string; ends_on: string | null },
  from: string,
): Promise<RosterDay[]> {
  const { rows } = await sql<RosterDay>`
    select d.day as on,
      (array_agg(m.convention_id order by m.convention_id) filter (where d.cause = 'joined'))[1] as "joinedBy",
      (array_agg(m.convention_id order by m.convention_id) filter (where d.cause = 'left'))[1] as "leftBy"
    from adhesions.membership m
    cross join lateral (values (m.begins_on, 'joined'), (m.ends_on + 1, 'left')) as d (day, cause)
    where m.organisation_id = ${ctx.organisation}
      and m.payer_id = ${payer_id}
      and m.beneficiary_id <> m.payer_id
      and m.scope = ${MUTUALISED}
      -- One that never began neither joined nor left.
      and (m.ends_on is null or m.ends_on >= m.begins_on)
      and d.day >= ${from}::date
      and d.day > ${begins_on}::date
      and (${ends_on}::date is null or d.day <= ${ends_on}::date)
    group by d.day
    order by d.day`.execute(ctx.tx);
  return rows;
}
