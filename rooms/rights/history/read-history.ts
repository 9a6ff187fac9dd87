// SPDX-License-Identifier: EUPL-1.2
import { sql, type RawBuilder } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract.ts';
import { sourceLine } from '../source-line.ts';
import type { Tables } from '../tables.ts';

/** The course of an allowance that the body grants or holds. Movements are never removed: their running sum is the history. */
export async function readHistory(ctx: Context<Tables>, { id, months }: { id: string; months: number }) {
  const found = await ctx.tx
    .selectFrom('rights.allowance as a')
    .innerJoin('organisations.body as b', 'b.id', 'a.beneficiary_id')
    .select(['a.id', 'a.label', 'a.unit', 'a.kind', 'a.amount', 'a.source', 'a.organisation_id', 'a.is_pooled as isPooled', 'b.name as holder'])
    .where('a.id', '=', id)
    .executeTakeFirst();
  if (!found) throw refuse('rights.unknown-allowance');
  const since = ctx.today().subtract({ months }).toString();
  const { source, amount, organisation_id, ...allowance } = found;
  const chain = sql`rights.chain_of(${organisation_id}::uuid, ${id}::uuid)`;
  return {
    ...allowance,
    amount: amount === null ? null : (amount + (await extraToday(ctx, id))) / 1000,
    printed: sourceLine(source),
    ...(allowance.kind === 'level'
      ? { days: await levels(ctx, chain, since), months: [], years: [] }
      : { days: [], ...(await counts(ctx, chain, since)) }),
  };
}

async function extraToday(ctx: Context<Tables>, id: string): Promise<number> {
  const today = ctx.today().toString();
  const { rows } = await sql<{ extra: number }>`
    select coalesce(sum(amount), 0)::bigint as extra
    from rights.extra
    where allowance_id = ${id} and begins_on <= ${today}::date and (ends_on is null or ends_on >= ${today}::date)`.execute(ctx.tx);
  return rows[0]?.extra ?? 0;
}

/** The level at the end of each measured day since then, after the one that already stood. */
async function levels(ctx: Context<Tables>, chain: RawBuilder<unknown>, since: string): Promise<{ on: string; value: number }[]> {
  const { rows } = await sql<{ on: string; value: number }>`
    with daily as (
      select m.on_day, (sum(sum(m.used)) over (order by m.on_day))::bigint as level
      from rights.movement m
      where m.allowance_id in (select ${chain})
      group by m.on_day)
    select on_day as "on", level as value
    from daily
    where on_day >= coalesce((select max(d.on_day) from daily d where d.on_day <= ${since}::date), ${since}::date)
    order by on_day`.execute(ctx.tx);
  return rows.map(({ on, value }) => ({ on: on < since ? since : on, value: value / 1000 }));
}

async function counts(ctx: Context<Tables>, chain: RawBuilder<unknown>, since: string) {
  const { rows } = await sql<{ month: string; used: number }>`
    select to_char(m.on_day, 'YYYY-MM') as month, sum(m.used)::bigint as used
    from rights.movement m
    where m.allowance_id in (select ${chain})
    group by 1
    order by 1`.execute(ctx.tx);
  const years = Map.groupBy(rows, ({ month }) => month.slice(0, 4));
  return {
    months: rows.filter(({ month }) => month >= since.slice(0, 7)).map(({ month, used }) => ({ month, used: used / 1000 })),
    years: [...years].map(([year, those]) => ({ year, used: those.reduce((total, { used }) => total + used, 0) / 1000 })),
  };
}
