// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import type { BilledLine } from './correction.ts';

type Row = Omit<BilledLine, 'period' | 'creditedCents' | 'correctedCents'> & { periodFrom: string; periodUntil: string };

/** What the runs of a year billed to some payers that no avoir has released, with what avoirs took back. Two queries. */
export async function readBilled(ctx: Context<Tables>, year: number, payerIds: readonly string[]): Promise<BilledLine[]> {
  // Each payer's documents, then each document's lines, by their keys: what was issued a moment ago has no statistics, and any other plan would read the operator whole.
  return withCredits(
    ctx,
    sql`
      select b.source_key, b.line_rank, d.*, r.from_on, r.until_on
      from unnest(${payerIds}::uuid[]) as payer (id)
      cross join lateral (
        select id, number, payer_id, kind, run_id from billing.document
        where organisation_id = ${ctx.organisation} and payer_id = payer.id
        offset 0
      ) d
      join billing.run r on r.organisation_id = ${ctx.organisation} and r.id = d.run_id and r.year = ${year}
      cross join lateral (
        select source_key, line_rank from billing.billed
        where organisation_id = ${ctx.organisation} and document_id = d.id and released_by is null
          and source_key not like 'charge/%' and source_key not like 'correction/%'
        offset 0
      ) b`,
  );
}

/** The complements of a year that documents bear, whatever the year of their run. */
export async function readComplements(ctx: Context<Tables>, ids: readonly string[]): Promise<BilledLine[]> {
  if (ids.length === 0) return [];
  return withCredits(
    ctx,
    sql`
      select b.source_key, b.line_rank, d.id, d.number, d.payer_id, d.kind, r.from_on, r.until_on
      from billing.billed b
      join billing.document d on d.organisation_id = b.organisation_id and d.id = b.document_id
      join billing.run r on r.organisation_id = d.organisation_id and r.id = d.run_id
      where b.organisation_id = ${ctx.organisation} and b.released_by is null and b.source_key = any (${ids.map((id) => `correction/${id}`)}::text[])`,
  );
}

async function withCredits(ctx: Context<Tables>, lines: ReturnType<typeof sql>): Promise<BilledLine[]> {
  const { rows } = await sql<Row>`
    with line as materialized (${lines})
    select l.source_key as "sourceKey", l.id as "documentId", l.number, l.line_rank as rank, l.payer_id as "payerId", l.kind, p.label,
      (-p.amount_cents)::bigint as "netCents", p.period_from as "from", p.period_until as until, p.basis ->> 'edition' as edition,
      l.from_on as "periodFrom", l.until_on as "periodUntil"
    from line l
    cross join lateral (
      select label, amount_cents, period_from, period_until, basis from billing.posting
      where organisation_id = ${ctx.organisation} and document_id = l.id and rank = l.line_rank + 1
      offset 0
    ) p
    order by l.number, l.line_rank`.execute(ctx.tx);
  const given = await creditsOf(ctx, [...new Set(rows.map(({ documentId }) => documentId))]);
  return rows.map(({ periodFrom, periodUntil, ...line }) => {
    const taken = given.get(`${line.documentId} ${line.rank}`);
    return { ...line, creditedCents: taken?.cents ?? 0, correctedCents: taken?.corrected ?? 0, period: { from: periodFrom, until: periodUntil } };
  });
}

/** What avoirs take back of each line of some documents, issued or prepared, by « document rank », and the part of it that was decided of a correction. */
async function creditsOf(ctx: Context<Tables>, documentIds: readonly string[]): Promise<ReadonlyMap<string, { cents: number; corrected: number }>> {
  const { rows } = await sql<{ key: string; cents: number; corrected: number }>`
    select c.document_id || ' ' || (l ->> 'rank') as key, sum((l ->> 'netCents')::bigint)::bigint as cents,
      coalesce(sum((l ->> 'netCents')::bigint) filter (where exists (
        select from billing.correction x where x.organisation_id = c.organisation_id and x.credit_id = c.id)), 0)::bigint as corrected
    from billing.credit c
    cross join jsonb_array_elements(c.lines) l
    where c.organisation_id = ${ctx.organisation} and c.status in ('prepared', 'issued') and c.document_id = any (${documentIds}::uuid[])
    group by 1`.execute(ctx.tx);
  return new Map(rows.map(({ key, ...taken }) => [key, taken]));
}
