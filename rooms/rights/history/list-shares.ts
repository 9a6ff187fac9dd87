// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract.ts';
import type { Tables } from '../tables.ts';

type Asked = { id: string; sort: 'used' | 'body'; order?: 'asc' | 'desc' | undefined; page: number; size: number };
type Share = { id: string; body: string; used: number; share: number | null; lastOn: string | null };

/** Who uses what a territory holds together, members that use nothing included: the largest share first. Refuses `rights.unknown-allowance`. */
export async function listShares(ctx: Context<Tables>, { id, sort, order, page, size }: Asked) {
  const found = await ctx.tx
    .selectFrom('rights.allowance')
    .select(['organisation_id', 'beneficiary_id', 'is_pooled'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found?.is_pooled) throw refuse('rights.unknown-allowance');
  const today = ctx.today().toString();
  const shares = sql`
    with part as (
      select m.consumer_id as id, sum(m.used)::bigint as used, max(m.on_day) as last_on
      from rights.movement m
      where m.allowance_id in (select rights.chain_of(${found.organisation_id}::uuid, ${id}::uuid))
      group by m.consumer_id
      union all
      select p.beneficiary_id, 0, null
      from rights.pool_member p
      where p.organisation_id = ${found.organisation_id}
        and p.pool_id = ${found.beneficiary_id}
        and p.begins_on <= ${today}::date
        and (p.ends_on is null or p.ends_on >= ${today}::date)),
    share as (
      select p.id, b.name as body, sum(p.used)::bigint as used, max(p.last_on) as last_on
      from part p
      join organisations.body b on b.id = p.id
      group by p.id, b.name)`;
  const isDown = (order ?? (sort === 'used' ? 'desc' : 'asc')) === 'desc';
  const { rows } = await sql<Share & { total: number }>`
    ${shares}
    select s.id, s.body, s.used, s.last_on as "lastOn", (s.used * 100 / nullif(sum(s.used) over (), 0))::int as share, count(*) over ()::int as total
    from share s
    order by ${sort === 'used' ? sql`s.used` : sql`s.body`} ${isDown ? sql`desc` : sql`asc`}, s.body, s.id
    limit ${size} offset ${(page - 1) * size}`.execute(ctx.tx);
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ id: body, body: name, used, share, lastOn }) => ({ id: body, body: name, used: used / 1000, share, lastOn })),
  };
}
