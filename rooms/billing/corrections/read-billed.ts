// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import type { BilledLine } from './correction.ts';

type Row = Omit<BilledLine, 'period'> & { periodFrom: string; periodUntil: string };

/** What the runs of a year billed that no avoir has released, with what avoirs took back. One query. */
export async function readBilled(ctx: Context<Tables>, year: number): Promise<BilledLine[]> {
  return billedWhere(ctx, sql`r.year = ${year} and b.source_key not like 'charge/%' and b.source_key not like 'correction/%'`);
}

/** The complements of a year that documents bear, whatever the year of their run. */
export async function readComplements(ctx: Context<Tables>, ids: readonly string[]): Promise<BilledLine[]> {
  if (ids.length === 0) return [];
  return billedWhere(ctx, sql`b.source_key = any (${ids.map((id) => `correction/${id}`)}::text[])`);
}

async function billedWhere(ctx: Context<Tables>, where: ReturnType<typeof sql>): Promise<BilledLine[]> {
  const { rows } = await sql<Row>`
    with given as (
      select c.document_id, (l ->> 'rank')::int as rank, sum((l ->> 'netCents')::bigint)::bigint as cents,
        coalesce(sum((l ->> 'netCents')::bigint) filter (where exists (
          select from billing.correction x where x.organisation_id = c.organisation_id and x.credit_id = c.id)), 0)::bigint as corrected
      from billing.credit c
      cross join jsonb_array_elements(c.lines) l
      where c.organisation_id = ${ctx.organisation} and c.status in ('prepared', 'issued')
      group by 1, 2
    )
    select b.source_key as "sourceKey", b.document_id as "documentId", d.number, b.line_rank as rank, d.payer_id as "payerId", d.kind, p.label,
      (-p.amount_cents)::bigint as "netCents", coalesce(g.cents, 0)::bigint as "creditedCents",
      coalesce(g.corrected, 0)::bigint as "correctedCents", p.period_from as "from", p.period_until as until,
      p.basis ->> 'edition' as edition, r.from_on as "periodFrom", r.until_on as "periodUntil"
    from billing.billed b
    join billing.document d on d.organisation_id = b.organisation_id and d.id = b.document_id
    join billing.run r on r.organisation_id = d.organisation_id and r.id = d.run_id
    join billing.posting p on p.organisation_id = d.organisation_id and p.document_id = d.id and p.rank = b.line_rank + 1
    left join given g on g.document_id = b.document_id and g.rank = b.line_rank
    where b.organisation_id = ${ctx.organisation} and b.released_by is null and ${where}
    order by d.number, b.line_rank`.execute(ctx.tx);
  return rows.map(({ periodFrom, periodUntil, ...line }) => ({ ...line, period: { from: periodFrom, until: periodUntil } }));
}
