// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import type { Tables } from '../tables.ts';

const HOURS_BACK = 48;
const MONTHS_KEPT = 13;

/**
 * Sums the results of every hour that is over and not summed, up to two days back: a call that an outage skipped is made up by the next. Repeatable:
 * the same results give the same sums.
 */
export async function sumHours(ctx: Pick<Context, 'house' | 'now'>): Promise<void> {
  const now = ctx.now();
  const end = now.toZonedDateTimeISO('UTC').round({ smallestUnit: 'hour', roundingMode: 'floor' }).toInstant();
  await acrossOrganisations<Tables, void>(ctx.house.db, 'monitoring.history', 'résumer les passages par heure', async (tx) => {
    // Only what the last call left: an hour summed once does not change any more.
    const { rows } = await sql<{
      last: string | null;
    }>`select max(hour_at) as last from monitoring.hour where hour_at >= ${end.subtract({ hours: HOURS_BACK }).toString()}`.execute(tx);
    const earliest = end.subtract({ hours: HOURS_BACK });
    const last = rows[0]?.last ? Temporal.Instant.from(rows[0].last).add({ hours: 1 }) : earliest;
    const begin = Temporal.Instant.compare(last, earliest) < 0 ? earliest : last;
    if (Temporal.Instant.compare(begin, end) >= 0) return;
    await sql`
      insert into monitoring.hour (organisation_id, check_id, hour_at, body_id, ups, warns, downs, sum_ms, max_ms)
      select organisation_id, check_id, date_trunc('hour', at), body_id,
        count(*) filter (where outcome = 'up'), count(*) filter (where outcome = 'warn'), count(*) filter (where outcome = 'down'),
        coalesce(sum(ms), 0), max(ms)
      from monitoring.result
      where slot in (${sql.join(slotsBetween(begin, end))})
        and at >= ${begin.toString()}
        and at < ${end.toString()}
      group by organisation_id, check_id, date_trunc('hour', at), body_id
      on conflict (organisation_id, check_id, hour_at) do update
      set ups = excluded.ups, warns = excluded.warns, downs = excluded.downs, sum_ms = excluded.sum_ms, max_ms = excluded.max_ms`.execute(tx);
  });
}

/** Drops the results of thirty-one days ago, and sums older than thirteen months. */
export async function forgetHistory(ctx: Pick<Context, 'house' | 'now'>): Promise<void> {
  const now = ctx.now();
  const oldest = now.toZonedDateTimeISO('UTC').subtract({ months: MONTHS_KEPT }).toInstant().toString();
  await acrossOrganisations<Tables, void>(ctx.house.db, 'monitoring.history', 'oublier les passages trop anciens', async (tx) => {
    await sql`select monitoring.empty_next_slot(${now.toString()})`.execute(tx);
    await sql`delete from monitoring.hour where hour_at < ${oldest}`.execute(tx);
  });
}

/** The slots of the days between two instants: what lets the database read those days alone. */
export function slotsBetween(begin: Temporal.Instant, end: Temporal.Instant): number[] {
  const slots: number[] = [];
  for (let day = dayOf(begin); day <= dayOf(end); day++) slots.push(day % 32);
  return slots;
}

function dayOf(at: Temporal.Instant): number {
  return Math.floor(at.epochMilliseconds / 86_400_000);
}
