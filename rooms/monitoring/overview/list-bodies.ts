// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { requireOperator } from '../require-operator.ts';
import type { Tables } from '../tables.ts';

type Ctx = Context<Tables>;
type Asked = {
  q?: string | undefined;
  state?: 'troubled' | 'quiet' | undefined;
  sort: 'down' | 'name' | 'checks';
  order: 'asc' | 'desc';
  page: number;
  size: number;
};
type Row = { id: string; slug: string; name: string; checks: number; up: number; warn: number; down: number; pending: number; incidents: number };

/** The bodies that the operator in the address watches, with how their checks stand. */
export async function listWatchedBodies(ctx: Ctx, { q, state, sort, order, page, size }: Asked) {
  await requireOperator(ctx);
  const words = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null;
  const column = { down: sql`row(down, warn)`, name: sql`name`, checks: sql`checks` }[sort];
  const { rows } = await sql<Row & { total: number }>`
    with counted as (
      select body_id,
        count(*)::int as checks,
        count(*) filter (where status = 'up')::int as up,
        count(*) filter (where status = 'warn')::int as warn,
        count(*) filter (where status = 'down')::int as down,
        count(*) filter (where status = 'pending')::int as pending,
        count(distinct incident_id)::int as incidents
      from monitoring.state
      where organisation_id = ${ctx.organisation}
      group by body_id
    )
    select b.id, b.slug, b.name, n.checks, n.up, n.warn, n.down, n.pending, n.incidents, count(*) over ()::int as total
    from counted n
    join organisations.body b on b.id = n.body_id
    where (${words}::text is null or b.name ilike ${words})
      and (${state ?? null}::text is null or (n.down + n.warn > 0) = (${state ?? null}::text = 'troubled'))
    order by ${column} ${sql.raw(order === 'asc' ? 'asc' : 'desc')}, b.name, b.id
    limit ${size}
    offset ${(page - 1) * size}`.execute(ctx.tx);
  return { rows: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 };
}
