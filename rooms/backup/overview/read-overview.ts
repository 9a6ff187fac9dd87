// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Context } from '#platform/context.ts';
import type { overviewRow } from '../contract.ts';
import type { Tables } from '../tables.ts';
import { requireOperator } from './require-operator.ts';

type Row = z.output<typeof overviewRow>;
type Asked = { q: string; sort: 'body' | 'bytes' | 'lateMachines' | 'openSigns'; order: 'asc' | 'desc'; page: number; size: number };

/** A machine that has not backed up for three days is late. */
const LATE = { hours: 72 };
/** The copy runs every ten minutes; after an hour without its end, something is wrong or much is arriving. */
const BEHIND = { hours: 1 };

/** All the bodies whose backups this operator keeps, in two queries whatever their number. Refuses any other body. */
export async function readOverview(ctx: Context<Tables>, { q, sort, order, page, size }: Asked) {
  await requireOperator(ctx);
  const bodies = bodiesOf(ctx.organisation, ctx.now().subtract(LATE).toString(), ctx.today().subtract({ days: 7 }).toString());
  const matching = sql`select * from (${bodies}) b where ${q} = '' or b.body ilike '%' || ${q.replaceAll(/[%_\\]/g, '\\$&')} || '%'`;
  const { rows } = await sql<Row>`
    select * from (${matching}) m
    order by ${sql.ref(sort)} ${sql.raw(order === 'asc' ? 'asc' : 'desc')}, "lateMachines" desc, body, "bodyId"
    limit ${size} offset ${(page - 1) * size}`.execute(ctx.tx);
  const { rows: sums } = await sql<{ total: number; bytes: number; machines: number; lateMachines: number; openSigns: number }>`
    select count(*)::int as total, coalesce(sum(bytes), 0)::bigint as bytes, coalesce(sum(machines), 0)::int as machines,
      coalesce(sum("lateMachines"), 0)::int as "lateMachines", coalesce(sum("openSigns"), 0)::int as "openSigns"
    from (${matching}) m`.execute(ctx.tx);
  const { total, ...sum } = sums[0] ?? { total: 0, bytes: 0, machines: 0, lateMachines: 0, openSigns: 0 };
  return { rows, total, sum, secondSite: await readSecondSite(ctx) };
}

async function readSecondSite(ctx: Context<Tables>) {
  if (!ctx.house.settings.secondSite) return null;
  const row = await ctx.tx.selectFrom('backup.second_site').selectAll().executeTakeFirst();
  const copiedAt = row?.copied_at ?? null;
  const isBehind = copiedAt === null || Temporal.Instant.compare(copiedAt, ctx.now().subtract(BEHIND)) < 0;
  return {
    state: isBehind ? ('behind' as const) : ('copied' as const),
    copiedAt,
    verifiedAt: row?.verified_at ?? null,
    oldestVerifiedAt: row?.oldest_verified_at ?? null,
    damaged: row?.damaged ?? 0,
  };
}

function bodiesOf(operatorId: string, lateBefore: string, signsSince: string) {
  return sql`
    select a.organisation_id as "bodyId", o.slug, o.name as body, a.is_open as "isOpen", a.bytes, a.soft_bytes as "softBytes", a.hard_bytes as "hardBytes",
      a.margin_bytes as "marginBytes", a.hold_days as "holdDays",
      coalesce(r.machines, 0) as machines, coalesce(r.late, 0) as "lateMachines", r.oldest as "oldestBackupAt",
      coalesce(r.proven, 0) as "provenMachines",
      coalesce(s.signs, 0) as "openSigns"
    from backup.account a
    join organisations.body o on o.id = a.organisation_id
    left join (
      select organisation_id, count(*)::int as machines, min(backed_up_at) as oldest, count(proven_at)::int as proven,
        (count(*) filter (where coalesce(backed_up_at, enrolled_at) < ${lateBefore}::timestamptz))::int as late
      from backup.repository
      where operator_id = ${operatorId} and closed_at is null
      group by organisation_id) r on r.organisation_id = a.organisation_id
    left join (
      select organisation_id, count(*)::int as signs
      from backup.sign
      where operator_id = ${operatorId} and seen_at is null and handled_at is null and on_day >= ${signsSince}::date
      group by organisation_id) s on s.organisation_id = a.organisation_id
    where a.operator_id = ${operatorId}`;
}
