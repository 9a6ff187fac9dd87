// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { startOfDay } from '#platform/calendar/paris.ts';
import { refuse } from '../contract/refusals.ts';
import { isOperator } from '../require-operator.ts';
import type { Tables } from '../tables.ts';
import { checkColumns, checkRowOf, matching } from './list-checks.ts';

type Ctx = Context<Tables>;
const DAYS = 30;
const SHOWN = 50;

/** A check as its page shows it: settings, state, the last looks, thirty days. */
export async function readCheck(ctx: Ctx, { id }: { id: string }) {
  const row = await matching(ctx, {})
    .select(checkColumns)
    .select([
      'c.organisation_id',
      'c.every_seconds',
      'c.failures_to_open',
      'c.successes_to_close',
      'c.public_name',
      's.facts',
      's.next_at',
      's.beat_at',
    ])
    .select(sql<boolean>`c.sealed_secret is not null`.as('has_secret'))
    .where('c.id', '=', id)
    .executeTakeFirst();
  if (!row) throw refuse('monitoring.unknown-check');
  const owner = row.organisation_id;
  const parent =
    row.depends_on === null
      ? undefined
      : await ctx.tx
          .selectFrom('monitoring.check')
          .select(['id', 'name'])
          .where('organisation_id', '=', owner)
          .where('id', '=', row.depends_on)
          .executeTakeFirst();
  const results = await ctx.tx
    .selectFrom('monitoring.result')
    .select(['at', 'outcome', 'ms', 'says'])
    .where('organisation_id', '=', owner)
    .where('check_id', '=', id)
    .orderBy('at', 'desc')
    .limit(SHOWN)
    .execute();
  return {
    ...checkRowOf(row),
    settings: row.settings,
    everySeconds: row.every_seconds,
    failuresToOpen: row.failures_to_open,
    successesToClose: row.successes_to_close,
    publicName: row.public_name,
    hasSecret: row.has_secret,
    canEdit: owner === ctx.organisation && ctx.may('monitoring.answer') && (await isOperator(ctx)),
    parent: parent ?? null,
    facts: row.facts as Record<string, unknown>, // shown as it is
    nextAt: row.next_at,
    beatAt: row.beat_at,
    results,
    days: await daysOf(ctx, owner, id),
  };
}

async function daysOf(ctx: Ctx, owner: string, id: string) {
  const first = ctx.today().subtract({ days: DAYS - 1 });
  const { rows } = await sql<{ on: string; looks: number; failed: number; mean_ms: number | null }>`
    select (hour_at at time zone 'Europe/Paris')::date::text as on,
      sum(ups + warns + downs)::int as looks,
      sum(downs)::int as failed,
      (sum(sum_ms) / nullif(sum(ups + warns + downs), 0))::int as mean_ms
    from monitoring.hour
    where organisation_id = ${owner}
      and check_id = ${id}
      and hour_at >= ${startOfDay(first).toString()}
    group by 1`.execute(ctx.tx);
  const known = new Map(rows.map((row) => [row.on, row]));
  return Array.from({ length: DAYS }, (_, index) => {
    const on = first.add({ days: index }).toString();
    const day = known.get(on);
    return { on, looks: day?.looks ?? 0, failed: day?.failed ?? 0, meanMs: day?.mean_ms ?? null };
  });
}
