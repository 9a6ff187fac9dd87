// SPDX-License-Identifier: EUPL-1.2
import { sql, type RawBuilder } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import { nameHas } from './name-has.ts';

type Filter = { q?: string | undefined; service?: string | undefined; from?: 1 | 80 | 90 | 100 | undefined };
type Asked = Filter & { sort: 'percent' | 'body' | 'label' | 'beyond'; order?: 'asc' | 'desc' | undefined; page: number; size: number };

type Row = {
  id: string;
  bodyId: string;
  body: string;
  service: string;
  serviceLabel: string;
  label: string;
  unit: string;
  amount: number | null;
  used: number;
  reserved: number;
  beyond: number;
  beyondCents: number | null;
  percent: number | null;
  isHard: boolean;
};

/** What every body uses of what the operator opened, page by page: the fullest first, unless another order is asked. Two queries. */
export async function listConsumption(ctx: Context<Tables>, asked: Asked) {
  const matching = sql`${standing(ctx, asked)} select count(*)::int as total from measured m join organisations.body b on b.id = m.beneficiary_id
    where ${filtered(asked)}`;
  const { rows: counted } = await sql<{ total: number }>`${matching}`.execute(ctx.tx);
  const { rows } = await sql<Row>`
    ${standing(ctx, asked)}
    select m.id, m.beneficiary_id as "bodyId", b.name as body, m.service, coalesce(o.label, m.service) as "serviceLabel", m.label, m.unit,
      m.amount, m.used, m.reserved, m.beyond, m.beyond_cents as "beyondCents", m.percent, m.is_hard as "isHard"
    from measured m
    join organisations.body b on b.id = m.beneficiary_id
    left join lateral (
      select o.label
      from rights.opening o
      where o.organisation_id = ${ctx.organisation} and o.beneficiary_id = m.beneficiary_id and o.service = m.service
      limit 1) o on true
    where ${filtered(asked)}
    order by ${orderOf(asked)}, b.name, m.label, m.id
    limit ${asked.size} offset ${(asked.page - 1) * asked.size}`.execute(ctx.tx);
  return { total: counted[0]?.total ?? 0, rows: rows.map(inUnits) };
}

/** How many allowances of all bodies stand at 80, 90 and 100 %, and what the tariff asks for what exceeds. One query. */
export async function countAlerts(ctx: Context<Tables>) {
  const { rows } = await sql<{ at80: number; at90: number; at100: number; beyondCents: number; bodies: number }>`
    ${standing(ctx, { from: 80 })}
    select count(*)::int as at80, (count(*) filter (where percent >= 90))::int as at90, (count(*) filter (where percent >= 100))::int as at100,
      coalesce(sum(beyond_cents), 0)::int as "beyondCents", count(distinct beneficiary_id)::int as bodies
    from measured m
    where m.percent >= 80`.execute(ctx.tx);
  return rows[0] ?? { at80: 0, at90: 0, at100: 0, beyondCents: 0, bodies: 0 };
}

/**
 * `measured`: the operator's allowances of the day with what is used of each, in thousandths. Where only those that were used are asked for, it
 * starts from the balances, which are few beside what was opened.
 */
export function standing(ctx: Context<Tables>, { service, from }: Filter): RawBuilder<unknown> {
  const today = ctx.today();
  const day = sql`${today.toString()}::date`;
  const balance = sql`rights.balance b
      on b.organisation_id = al.organisation_id and b.allowance_id = coalesce(al.counted_with, al.id)
      and b.period = case al.per when 'civil-year' then ${String(today.year)} else '' end`;
  return sql`
    with added as (
      select e.allowance_id, sum(e.amount)::bigint as amount
      from rights.extra e
      where e.organisation_id = ${ctx.organisation} and e.begins_on <= ${day} and (e.ends_on is null or e.ends_on >= ${day})
      group by e.allowance_id),
    rolling as (
      select al.id, sum(m.used)::bigint as used
      from rights.allowance al
      join rights.allowance c
        on c.organisation_id = al.organisation_id
        and (c.id = coalesce(al.counted_with, al.id) or c.counted_with = coalesce(al.counted_with, al.id))
      join rights.movement m on m.organisation_id = c.organisation_id and m.allowance_id = c.id
      where al.organisation_id = ${ctx.organisation}
        and al.per = 'rolling'
        and al.begins_on <= ${day}
        and (al.ends_on is null or al.ends_on >= ${day})
        and (m.on_day + make_interval(years => al.rolling_years))::date > ${day}
      group by al.id),
    held as (
      select al.id, al.beneficiary_id, al.service, al.label, al.unit, al.is_hard, al.block, al.overage_cents,
        al.amount + coalesce(x.amount, 0) as amount,
        case al.per when 'rolling' then coalesce(w.used, 0) else coalesce(b.used, 0) end as used,
        coalesce(b.reserved, 0) as reserved
      from rights.allowance al
      ${from === undefined ? sql`left join` : sql`join`} ${balance}
      left join added x on x.allowance_id = al.id
      left join rolling w on w.id = al.id
      where al.organisation_id = ${ctx.organisation}
        and al.begins_on <= ${day}
        and (al.ends_on is null or al.ends_on >= ${day})
        and al.per <> 'session'
        and ${service === undefined ? sql`true` : sql`al.service = ${service}`}),
    measured as (
      select h.*,
        case when h.amount > 0 then floor(h.used * 100 / h.amount)::int when h.used > 0 then 100 end as percent,
        greatest(h.used - h.amount, 0) as beyond,
        ceil(greatest(h.used - h.amount, 0)::numeric / h.block)::int * h.overage_cents as beyond_cents
      from held h)`;
}

function filtered({ q, from }: Filter): RawBuilder<unknown> {
  return sql`${q ? nameHas(q, sql`m.label`) : sql`true`} and ${from === undefined ? sql`true` : from === 1 ? sql`m.used > 0` : sql`m.percent >= ${from}`}`;
}

function orderOf({ sort, order }: Asked): RawBuilder<unknown> {
  const isDown = (order ?? (sort === 'percent' || sort === 'beyond' ? 'desc' : 'asc')) === 'desc';
  const column = { percent: sql`m.percent`, body: sql`b.name`, label: sql`m.label`, beyond: sql`m.beyond_cents` }[sort];
  return isDown ? sql`${column} desc nulls last` : sql`${column} asc nulls first`;
}

function inUnits({ amount, used, reserved, beyond, ...row }: Row): Row {
  return { ...row, amount: amount === null ? null : amount / 1000, used: used / 1000, reserved: reserved / 1000, beyond: (beyond ?? 0) / 1000 };
}
