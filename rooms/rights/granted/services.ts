// SPDX-License-Identifier: EUPL-1.2
import { sql, type RawBuilder } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuseGranted, type OpeningState } from '../contract.ts';
import type { Tables } from '../tables.ts';
import { nameHas } from './name-has.ts';

type Paged = { q?: string | undefined; order?: 'asc' | 'desc' | undefined; page: number; size: number };
type Service = { service: string; label: string; bodies: number; users: number | null; suspended: number };
type Holder = { id: string; name: string; beginsOn: string; endsOn: string | null; state: OpeningState; lastUsedOn: string | null };

/** The services that the operator opened and that stand today: how many bodies have each, how many used it within a year. Two queries. */
export async function listServices(ctx: Context<Tables>, { sort, ...asked }: Paged & { sort: 'label' | 'bodies' | 'users' }) {
  const offered = offeredServices(ctx, asked.q);
  const { rows: counted } = await sql<{ total: number }>`${offered} select count(*)::int as total from offered`.execute(ctx.tx);
  const column = { label: sql`label`, bodies: sql`bodies`, users: sql`users` }[sort];
  const { rows } = await sql<Service>`
    ${offered}
    select * from offered
    order by ${column} ${directionOf(asked.order ?? (sort === 'label' ? 'asc' : 'desc'))}, label, service
    limit ${asked.size} offset ${(asked.page - 1) * asked.size}`.execute(ctx.tx);
  return { total: counted[0]?.total ?? 0, rows };
}

/** Who has a service, in force or to come, and when each used it last. Three queries. Refuses `rights.unknown-service`. */
export async function listHolders(
  ctx: Context<Tables>,
  asked: Paged & { service: string; sort: 'name' | 'begins' | 'used'; use?: 'used' | 'unused' | undefined },
) {
  const { service, use } = asked;
  const known = await ctx.tx
    .selectFrom('rights.opening as o')
    .select((select) => [
      'o.label',
      select
        .exists(
          select
            .selectFrom('rights.allowance as a')
            .select('a.id')
            .where('a.organisation_id', '=', ctx.organisation)
            .where('a.service', '=', service),
        )
        .as('isMeasured'),
    ])
    .where('o.organisation_id', '=', ctx.organisation)
    .where('o.service', '=', service)
    .orderBy('o.begins_on', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!known) throw refuseGranted('rights.unknown-service');
  const held = holdersOf(ctx, asked);
  const wanted = use === 'used' ? sql`"lastUsedOn" is not null` : use === 'unused' ? sql`"lastUsedOn" is null` : sql`true`;
  const { rows: counted } = await sql<{ total: number }>`${held} select count(*)::int as total from holder where ${wanted}`.execute(ctx.tx);
  const column = { name: sql`name`, begins: sql`"beginsOn"`, used: sql`"lastUsedOn"` }[asked.sort];
  const { rows } = await sql<Holder>`
    ${held}
    select * from holder
    where ${wanted}
    order by ${column} ${directionOf(asked.order ?? 'asc')}, name, id
    limit ${asked.size} offset ${(asked.page - 1) * asked.size}`.execute(ctx.tx);
  return { label: known.label, isMeasured: Boolean(known.isMeasured), total: counted[0]?.total ?? 0, rows };
}

function offeredServices(ctx: Context<Tables>, q: string | undefined): RawBuilder<unknown> {
  const day = sql`${ctx.today().toString()}::date`;
  const label = q ? sql`o.label ilike ${`%${q.replace(/[\\%_]/g, '\\$&')}%`}` : sql`true`;
  return sql`
    with held as (
      select o.service, max(o.label) as label, count(distinct o.beneficiary_id)::int as bodies
      from rights.opening o
      where o.organisation_id = ${ctx.organisation} and o.begins_on <= ${day} and (o.ends_on is null or o.ends_on >= ${day}) and ${label}
      group by o.service),
    metered as (
      select distinct a.service from rights.allowance a where a.organisation_id = ${ctx.organisation}),
    seen as (
      select a.service, count(distinct m.consumer_id)::int as users
      from rights.movement m
      join rights.allowance a on a.organisation_id = m.organisation_id and a.id = m.allowance_id
      where m.organisation_id = ${ctx.organisation}
        and m.on_day > ${ctx.today().subtract({ years: 1 }).toString()}::date
        and m.used > 0
      group by a.service),
    held_up as (
      select h.service, count(distinct s.beneficiary_id)::int as suspended
      from held h
      join rights.suspension s on s.organisation_id = ${ctx.organisation} and (s.service is null or s.service = h.service)
      join rights.opening o on o.organisation_id = s.organisation_id and o.beneficiary_id = s.beneficiary_id and o.service = h.service
      where s.begins_on <= ${day} and (s.ends_on is null or s.ends_on >= ${day})
      group by h.service),
    offered as (
      select h.service, h.label, h.bodies, case when m.service is not null then coalesce(s.users, 0) end as users, coalesce(u.suspended, 0) as suspended
      from held h
      left join metered m using (service)
      left join seen s using (service)
      left join held_up u using (service))`;
}

function holdersOf(ctx: Context<Tables>, { service, q }: { service: string; q?: string | undefined }): RawBuilder<unknown> {
  const day = sql`${ctx.today().toString()}::date`;
  return sql`
    with last_use as (
      select m.consumer_id, max(m.on_day) as on_day
      from rights.allowance a
      join rights.movement m on m.organisation_id = a.organisation_id and m.allowance_id = a.id
      where a.organisation_id = ${ctx.organisation} and a.service = ${service} and m.used > 0
      group by m.consumer_id),
    holder as (
      select distinct on (b.name, b.id) b.id, b.name, o.begins_on as "beginsOn", o.ends_on as "endsOn", u.on_day as "lastUsedOn",
        case
          when o.begins_on > ${day} then 'upcoming'
          when exists (
            select from rights.suspension s
            where s.organisation_id = o.organisation_id and s.beneficiary_id = o.beneficiary_id
              and (s.service is null or s.service = o.service)
              and s.begins_on <= ${day} and (s.ends_on is null or s.ends_on >= ${day})) then 'suspended'
          else 'open'
        end as state
      from rights.opening o
      join organisations.body b on b.id = o.beneficiary_id
      left join last_use u on u.consumer_id = o.beneficiary_id
      where o.organisation_id = ${ctx.organisation}
        and o.service = ${service}
        and (o.ends_on is null or (o.ends_on >= ${day} and o.ends_on >= o.begins_on))
        and ${q ? nameHas(q) : sql`true`}
      order by b.name, b.id, o.begins_on)`;
}

function directionOf(order: 'asc' | 'desc'): RawBuilder<unknown> {
  return order === 'desc' ? sql`desc nulls last` : sql`asc nulls first`;
}
