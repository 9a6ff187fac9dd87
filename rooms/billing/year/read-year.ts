// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { familyLabels } from '../contract/settings.ts';
import type { Family } from '../document.ts';
import { stateOf } from '../documents/list-documents.ts';
import type { Tables } from '../tables.ts';

/** What the operator in the address billed for a year, and what became of it. All from postings and standings. */
export async function readYear(ctx: Context<Tables>, input: { year?: number | undefined }) {
  const years = await yearsOf(ctx);
  const year = input.year ?? years.at(-1) ?? ctx.today().year;
  const state = stateOf(ctx.today().toString());
  const { rows } = await sql<{
    documents: number;
    net: number;
    vat: number;
    gross: number;
    paid: number;
    rest: number;
    late: number;
    lateDocuments: number;
    contested: number;
  }>`
    with billed as (
      select distinct document_id from billing.posting where organisation_id = ${ctx.organisation} and year = ${year}
    ), standing as (
      select s.*, d.net_cents, d.vat_cents, ${state} as state, greatest(greatest(s.gross_cents, 0) - s.credited_cents - s.paid_cents, 0) as rest,
        billing.overdue_on(d.content, ${ctx.today().toString()}::date) - s.credited_cents - s.paid_cents as overdue
      from billing.standing s
      join billing.document d on d.organisation_id = s.organisation_id and d.id = s.document_id
      join billed b on b.document_id = s.document_id
      where s.organisation_id = ${ctx.organisation}
    )
    select count(*)::int as documents, coalesce(sum(net_cents), 0)::bigint as net, coalesce(sum(vat_cents), 0)::bigint as vat,
      coalesce(sum(gross_cents), 0)::bigint as gross, coalesce(sum(paid_cents), 0)::bigint as paid, coalesce(sum(rest), 0)::bigint as rest,
      coalesce(sum(overdue) filter (where state = 'late'), 0)::bigint as late, (count(*) filter (where state = 'late'))::int as "lateDocuments",
      coalesce(sum(rest) filter (where state = 'contested'), 0)::bigint as contested
    from standing`.execute(ctx.tx);
  const [sum] = rows;
  return {
    year,
    years: years.length === 0 ? [year] : years,
    documents: sum?.documents ?? 0,
    netCents: sum?.net ?? 0,
    vatCents: sum?.vat ?? 0,
    grossCents: sum?.gross ?? 0,
    paidCents: sum?.paid ?? 0,
    restCents: sum?.rest ?? 0,
    lateCents: sum?.late ?? 0,
    lateDocuments: sum?.lateDocuments ?? 0,
    contestedCents: sum?.contested ?? 0,
    waitingCharges: await waitingCharges(ctx),
    runsUnderWay: await runsUnderWay(ctx),
    byService: await byService(ctx, year),
    byPayer: await byPayer(ctx, year),
    byMonth: await byMonth(ctx, year),
  };
}

async function yearsOf(ctx: Context<Tables>): Promise<number[]> {
  const rows = await ctx.tx
    .selectFrom('billing.posting')
    .select('year')
    .distinct()
    .where('organisation_id', '=', ctx.organisation)
    .orderBy('year')
    .execute();
  return rows.map(({ year }) => year);
}

async function byService(ctx: Context<Tables>, year: number) {
  const { rows } = await sql<{ key: string; family: Family; label: string; netCents: number; previousCents: number }>`
    select offer as key, min(family) filter (where family <> 'credit') as family, (array_agg(label order by year desc, on_day desc))[1] as label,
      (-coalesce(sum(amount_cents) filter (where year = ${year}), 0))::bigint as "netCents",
      (-coalesce(sum(amount_cents) filter (where year = ${year - 1}), 0))::bigint as "previousCents"
    from billing.posting
    where organisation_id = ${ctx.organisation} and account = 'revenue' and year in (${year}, ${year - 1})
    group by offer
    order by 4 desc, 1`.execute(ctx.tx);
  return rows.map(({ family, label, ...row }) => ({ ...row, label: label.split(' – ')[0] ?? familyLabels[family] }));
}

async function byPayer(ctx: Context<Tables>, year: number) {
  const { rows } = await sql<{ key: string; label: string; netCents: number; previousCents: number }>`
    select p.payer_id as key, b.name as label,
      (-coalesce(sum(p.amount_cents) filter (where p.year = ${year}), 0))::bigint as "netCents",
      (-coalesce(sum(p.amount_cents) filter (where p.year = ${year - 1}), 0))::bigint as "previousCents"
    from billing.posting p
    join organisations.body b on b.id = p.payer_id
    where p.organisation_id = ${ctx.organisation} and p.account = 'revenue' and p.year in (${year}, ${year - 1})
    group by p.payer_id, b.name
    order by 3 desc, 2
    limit 50`.execute(ctx.tx);
  return rows;
}

async function byMonth(ctx: Context<Tables>, year: number) {
  const { rows } = await sql<{ month: number; issuedCents: number; paidCents: number }>`
    select m.month, coalesce(h.issued, 0)::bigint as "issuedCents", coalesce(h.paid, 0)::bigint as "paidCents"
    from generate_series(1, 12) as m (month)
    left join (
      select extract(month from on_day)::int as month, sum(amount_cents) filter (where what = 'issued') as issued,
        sum(amount_cents) filter (where what = 'payment') as paid
      from billing.happening
      where organisation_id = ${ctx.organisation} and what in ('issued', 'payment')
        and on_day between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)
      group by 1
    ) h on h.month = m.month
    order by 1`.execute(ctx.tx);
  return rows;
}

async function waitingCharges(ctx: Context<Tables>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from billing.charge c
    where c.organisation_id = ${ctx.organisation} and c.withdrawn_at is null
      and not exists (select from billing.billed b where b.organisation_id = c.organisation_id and b.source_key = 'charge/' || c.id and b.released_by is null)`.execute(
    ctx.tx,
  );
  return rows[0]?.count ?? 0;
}

function runsUnderWay(ctx: Context<Tables>) {
  return ctx.tx
    .selectFrom('billing.run')
    .select(['id', 'number', 'title', 'status', 'gross_cents as grossCents'])
    .where('organisation_id', '=', ctx.organisation)
    .where('status', 'in', ['preparing', 'prepared', 'locking', 'locked', 'issuing'])
    .orderBy('prepared_at', 'desc')
    .limit(10)
    .execute();
}
