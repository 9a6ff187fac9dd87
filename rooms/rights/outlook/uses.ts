// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import type { Point } from './forecast.ts';

type Allowance = Tables['rights.allowance'];

export type Used = {
  allowance: Allowance;
  /** What was added by hand and still stands in a year. */
  extra: number;
  /** Of a level. */
  points: readonly Point[];
  /** Of a count: what was used in twelve months, under conventions before this one too. */
  usedInYear: number;
  /** Since when it can be counted: the first opening of that name. */
  openedOn: string;
};

/** The bounded rights of a body that a year prices, with their use: levels, and counts by civil year. Two queries. */
export async function usesOf(ctx: Context<Tables>, { beneficiaryId, operatorId }: { beneficiaryId: string; operatorId?: string }): Promise<Used[]> {
  const on = ctx.today();
  const day = sql`${on.toString()}::date`;
  const ofOperator = operatorId === undefined ? sql`true` : sql`a.organisation_id = ${operatorId}`;
  const { rows } = await sql<Allowance & { extra: number; used_in_year: number; opened_on: string }>`
    select a.*,
      (select coalesce(sum(e.amount), 0)::bigint from rights.extra e
        where e.organisation_id = a.organisation_id and e.allowance_id = a.id
          and e.begins_on <= ${day} and (e.ends_on is null or e.ends_on >= ${on.add({ years: 1 }).toString()}::date)) as extra,
      (select coalesce(sum(m.used), 0)::bigint
        from rights.allowance same
        join rights.movement m on m.organisation_id = same.organisation_id and m.allowance_id = same.id
        where same.beneficiary_id = a.beneficiary_id and same.organisation_id = a.organisation_id and same.key = a.key and a.kind = 'count'
          and m.on_day > ${on.subtract({ days: 365 }).toString()}::date and m.on_day <= ${day}) as used_in_year,
      (select min(same.begins_on) from rights.allowance same
        where same.beneficiary_id = a.beneficiary_id and same.organisation_id = a.organisation_id and same.key = a.key) as opened_on
    from rights.allowance a
    where a.beneficiary_id = ${beneficiaryId}
      and ${ofOperator}
      and a.begins_on <= ${day}
      and (a.ends_on is null or a.ends_on >= ${day})
      and a.amount is not null
      and (a.kind = 'level' or a.per = 'civil-year')
    order by a.label, a.id`.execute(ctx.tx);
  const points = await pointsOf(
    ctx,
    rows.filter(({ kind }) => kind === 'level').map(({ id }) => id),
  );
  return rows.map(({ extra, used_in_year, opened_on, ...allowance }) => ({
    allowance,
    extra,
    points: points.get(allowance.id) ?? [],
    usedInYear: used_in_year,
    openedOn: opened_on,
  }));
}

async function pointsOf(ctx: Context<Tables>, ids: readonly string[]): Promise<ReadonlyMap<string, Point[]>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Point & { id: string }>`
    select a.id, m.on_day as "on", (sum(sum(m.used)) over (partition by a.id order by m.on_day))::bigint as level
    from rights.allowance a
    join rights.movement m on m.allowance_id in (select rights.chain_of(a.organisation_id, a.id))
    where a.id = any (${[...ids]}::uuid[])
      and m.kind <> 'reserve'
    group by a.id, m.on_day
    order by m.on_day`.execute(ctx.tx);
  return Map.groupBy(rows, ({ id }) => id);
}
