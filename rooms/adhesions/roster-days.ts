// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { MUTUALISED } from './start-adhesion.ts';
import type { Tables } from './tables.ts';

export type RosterDay = { on: string; causeId: string; cause: 'joined' | 'left' };

/** The days of a cadre, from one on, when bodies join its territory or have left it on the eve, each with a convention that says so. By day. */
export async function rosterDays(
  ctx: Context<Tables>,
  { payer_id, begins_on, ends_on }: { payer_id: string; begins_on: string; ends_on: string | null },
  from: string,
): Promise<RosterDay[]> {
  const { rows } = await sql<RosterDay>`
    select distinct on (d.day) d.day as on, m.convention_id as "causeId", d.cause
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
    order by d.day, d.cause, m.convention_id`.execute(ctx.tx);
  return rows;
}
