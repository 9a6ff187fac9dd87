// SPDX-License-Identifier: EUPL-1.2
import { sql, type RawBuilder } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { OpeningState } from '../contract.ts';
import type { Tables } from '../tables.ts';
import { standing } from './consumption.ts';
import { nameHas } from './name-has.ts';

type Asked = {
  q?: string | undefined;
  state?: OpeningState | undefined;
  sort: 'name' | 'services' | 'alerts';
  order?: 'asc' | 'desc' | undefined;
  page: number;
  size: number;
};

type Row = { id: string; name: string; services: number; upcoming: number; alerts: number; isSuspended: boolean };

/** The bodies to which the operator opened something, page by page, with what asks for attention. Two queries. */
export async function listBodies(ctx: Context<Tables>, asked: Asked) {
  const served = servedBodies(ctx, asked);
  const { rows: counted } = await sql<{ total: number }>`${served} select count(*)::int as total from served`.execute(ctx.tx);
  const { rows } = await sql<Row>`
    ${served}
    select s.id, s.name, s.services, s.upcoming, s.alerts, s."isSuspended"
    from served s
    order by ${orderOf(asked)}, s.name, s.id
    limit ${asked.size} offset ${(asked.page - 1) * asked.size}`.execute(ctx.tx);
  return { total: counted[0]?.total ?? 0, rows };
}

function servedBodies(ctx: Context<Tables>, { q, state }: Asked): RawBuilder<unknown> {
  const day = sql`${ctx.today().toString()}::date`;
  return sql`
    ${standing(ctx, { from: 80 })},
    full_up as (select m.beneficiary_id, count(*)::int as alerts from measured m where m.percent >= 80 group by m.beneficiary_id),
    held_up as (
      select distinct s.beneficiary_id
      from rights.suspension s
      where s.organisation_id = ${ctx.organisation} and s.begins_on <= ${day} and (s.ends_on is null or s.ends_on >= ${day})),
    opened as (
      select o.beneficiary_id,
        (count(distinct o.service) filter (where o.begins_on <= ${day} and (o.ends_on is null or o.ends_on >= ${day})))::int as services,
        (count(distinct o.service) filter (where o.begins_on > ${day}))::int as upcoming
      from rights.opening o
      where o.organisation_id = ${ctx.organisation}
      group by o.beneficiary_id),
    served as (
      select b.id, b.name, o.services, o.upcoming, coalesce(f.alerts, 0) as alerts, h.beneficiary_id is not null as "isSuspended"
      from opened o
      join organisations.body b on b.id = o.beneficiary_id
      left join full_up f on f.beneficiary_id = o.beneficiary_id
      left join held_up h on h.beneficiary_id = o.beneficiary_id
      where ${q ? nameHas(q) : sql`true`} and ${state ? stateIs[state] : sql`true`})`;
}

const stateIs: Readonly<Record<OpeningState, RawBuilder<unknown>>> = {
  open: sql`o.services > 0`,
  upcoming: sql`o.upcoming > 0`,
  suspended: sql`h.beneficiary_id is not null`,
  ended: sql`o.services = 0 and o.upcoming = 0`,
};

function orderOf({ sort, order }: Asked): RawBuilder<unknown> {
  const column = { name: sql`s.name`, services: sql`s.services`, alerts: sql`s.alerts` }[sort];
  return (order ?? (sort === 'name' ? 'asc' : 'desc')) === 'desc' ? sql`${column} desc` : sql`${column} asc`;
}
