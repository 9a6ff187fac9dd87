// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { startOfDay } from '#platform/calendar/paris.ts';
import type { Tables } from '../tables.ts';

type Ctx = Context<Tables>;
/** A day in Paris, `YYYY-MM-DD`; no look: nothing was watched. `meanMs`: null where nothing is measured. */
export type SummedDay = { on: string; looks: number; warned: number; failed: number; meanMs: number | null };
/** An hour: `at` is its beginning. */
export type SummedHour = { at: string; looks: number; warned: number; failed: number; meanMs: number | null; maxMs: number | null };

/** The days from one to today of checks of one operator, by check, the oldest first and none missing. */
export async function daysOf(ctx: Ctx, operatorId: string, checkIds: readonly string[], from: Temporal.PlainDate): Promise<Map<string, SummedDay[]>> {
  const { rows } = await sql<SummedDay & { id: string }>`
    select check_id as id, looked_on as on, looks, warned, failed, mean_ms::int as "meanMs"
    from monitoring.day
    where organisation_id = ${operatorId} and check_id = any (${[...checkIds]}::uuid[]) and looked_on >= ${from.toString()}
    union all
    select check_id, monitoring.day_of(at), count(*)::int, count(*) filter (where outcome = 1)::int, count(*) filter (where outcome = 2)::int,
      round(avg(ms))::int
    from monitoring.look
    where organisation_id = ${operatorId} and check_id = any (${[...checkIds]}::uuid[]) and at >= ${startOfDay(from).toString()}
    group by check_id, monitoring.day_of(at)`.execute(ctx.tx);
  const byCheck = Map.groupBy(rows, ({ id }) => id);
  const count = ctx.today().since(from, { largestUnit: 'day' }).days + 1;
  return new Map(
    checkIds.map((id) => {
      const known = new Map((byCheck.get(id) ?? []).map(({ id: _id, ...day }) => [day.on, day]));
      return [id, Array.from({ length: count }, (_, index) => dayOn(known, from.add({ days: index }).toString()))];
    }),
  );
}

function dayOn(known: ReadonlyMap<string, SummedDay>, on: string): SummedDay {
  return known.get(on) ?? { on, looks: 0, warned: 0, failed: 0, meanMs: null };
}

/** The hours of one check that had a look, from a day on, the oldest first. */
export async function hoursOf(ctx: Ctx, operatorId: string, checkId: string, from: Temporal.PlainDate): Promise<SummedHour[]> {
  const { rows } = await sql<SummedHour>`
    select monitoring.start_of(d.looked_on) + make_interval(hours => h.place::int - 1) as at, h.looks::int as looks,
      coalesce(d.warns[h.place], 0)::int as warned, coalesce(d.downs[h.place], 0)::int as failed,
      d.mean_ms_of_hour[h.place]::int as "meanMs", d.max_ms_of_hour[h.place]::int as "maxMs"
    from monitoring.day d
    cross join lateral (
      select place, ups + coalesce(d.warns[place], 0) + coalesce(d.downs[place], 0) as looks
      from unnest(d.ups) with ordinality as u (ups, place)
    ) as h
    where d.organisation_id = ${operatorId} and d.check_id = ${checkId} and d.looked_on >= ${from.toString()} and h.looks > 0
    union all
    select date_trunc('hour', at), count(*)::int, count(*) filter (where outcome = 1)::int, count(*) filter (where outcome = 2)::int,
      round(avg(ms))::int, max(ms)::int
    from monitoring.look
    where organisation_id = ${operatorId} and check_id = ${checkId} and at >= ${startOfDay(from).toString()}
    group by date_trunc('hour', at)
    order by 1`.execute(ctx.tx);
  return rows;
}

/** What looks at a body found between two days, both included, whoever watches it. */
export async function looksAtBody(ctx: Ctx, { from, to }: { from: string; to: string }): Promise<{ looks: number; failed: number }> {
  const { rows } = await sql<{ looks: number; failed: number }>`
    select coalesce(sum(looks), 0)::int as looks, coalesce(sum(failed), 0)::int as failed
    from monitoring.check c
    cross join lateral (
      select looks, failed
      from monitoring.day
      where organisation_id = c.organisation_id and check_id = c.id and looked_on between ${from} and ${to}
      union all
      select count(*), count(*) filter (where outcome = 2)
      from monitoring.look
      where organisation_id = c.organisation_id and check_id = c.id
        and at >= monitoring.start_of(${from}::date) and at < monitoring.start_of(${to}::date + 1)
    ) as found
    where c.body_id = ${ctx.organisation}`.execute(ctx.tx);
  return rows[0] ?? { looks: 0, failed: 0 };
}
