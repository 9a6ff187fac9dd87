// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { sourceLine } from './source-line.ts';

export type Overage = {
  allowanceId: string;
  beneficiaryId: string;
  /** « convention <id> »: what opened the right. */
  openingKey: string;
  service: string;
  key: string;
  label: string;
  unit: string;
  /** In units: what was allowed, and the most that was used. */
  amount: number;
  used: number;
  /** Started blocks beyond, and the printed price of one. */
  blocks: number;
  blockUnits: number;
  blockCents: number;
  edition: string | null;
  /** Where the price is printed. */
  printed: string | null;
};

/**
 * What went beyond the rights of the operator in the address in a civil year, at the printed price of each started block: the highest level that
 * was measured, or what was used of a yearly count. One query; rights without a printed price are left out.
 */
export async function overagesOf<Tables>(ctx: Context<Tables>, year: number): Promise<Overage[]> {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  const { rows } = await sql<{
    id: string;
    beneficiary_id: string;
    opening_key: string;
    service: string;
    key: string;
    label: string;
    unit: string;
    allowed: number;
    used: number;
    block: number;
    overage_cents: number;
    overage_source: Record<string, unknown> | null;
    source: Record<string, unknown>;
  }>`
    with priced as (
      select a.*, a.amount + coalesce((
          select sum(e.amount) from rights.extra e
          where e.organisation_id = a.organisation_id and e.allowance_id = a.id
            and e.begins_on <= ${last}::date and (e.ends_on is null or e.ends_on >= ${first}::date)), 0)::bigint as allowed
      from rights.allowance a
      where a.organisation_id = ${ctx.organisation}
        and a.overage_cents is not null and a.amount is not null
        and a.begins_on <= ${last}::date and (a.ends_on is null or a.ends_on >= ${first}::date)
    ), levels as (
      select m.allowance_id, m.on_day, sum(m.used) over (partition by m.allowance_id order by m.on_day, m.at, m.id) as level
      from rights.movement m
      join priced p on p.organisation_id = m.organisation_id and p.id = m.allowance_id
      where p.kind = 'level' and m.on_day <= ${last}::date
    ), uses as (
      select l.allowance_id, max(l.level)::bigint as used
      from (
        select allowance_id, level from levels where on_day >= ${first}::date
        union all
        (select distinct on (allowance_id) allowance_id, level from levels where on_day < ${first}::date order by allowance_id, on_day desc, level desc)
      ) l
      group by l.allowance_id
      union all
      select m.allowance_id, sum(m.used)::bigint
      from rights.movement m
      join priced p on p.organisation_id = m.organisation_id and p.id = m.allowance_id
      where p.kind = 'count' and m.on_day between ${first}::date and ${last}::date
      group by m.allowance_id
    )
    select p.id, p.beneficiary_id, p.opening_key, p.service, p.key, p.label, p.unit, p.allowed, u.used, p.block, p.overage_cents, p.overage_source, p.source
    from priced p
    join uses u on u.allowance_id = p.id
    where u.used > p.allowed
    order by p.beneficiary_id, p.label, p.id`.execute(ctx.tx);
  return rows.map((row) => ({
    allowanceId: row.id,
    beneficiaryId: row.beneficiary_id,
    openingKey: row.opening_key,
    service: row.service,
    key: row.key,
    label: row.label,
    unit: row.unit,
    amount: row.allowed / 1000,
    used: row.used / 1000,
    blocks: Math.ceil((row.used - row.allowed) / row.block),
    blockUnits: row.block / 1000,
    blockCents: row.overage_cents,
    edition: typeof row.source['edition'] === 'string' ? row.source['edition'] : null,
    printed: sourceLine(row.overage_source) ?? sourceLine(row.source),
  }));
}
