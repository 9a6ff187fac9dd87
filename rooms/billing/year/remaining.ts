// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

/** What is still to be collected on a day, told from what happened up to then: by year of issue and by age. */
export async function readRemaining(ctx: Context<Tables>, input: { on?: string | undefined }) {
  const on = input.on ?? ctx.today().toString();
  const { rows } = await sql<{
    year: number;
    notDueCents: number;
    to30Cents: number;
    to90Cents: number;
    beyondCents: number;
    contestedCents: number;
    restCents: number;
    documents: number;
  }>`
    with paid as (
      select d.year, d.gross_cents as gross, s.contested_on, billing.overdue_on(d.content, ${on}::date) as due,
        billing.overdue_on(d.content, ${on}::date - 30) as due30, billing.overdue_on(d.content, ${on}::date - 90) as due90, coalesce((
          select sum(case when h.what in ('payment') then h.amount_cents when h.what = 'payment-reversed' then -h.amount_cents when h.what = 'credited' then -h.amount_cents else 0 end)
          from billing.happening h
          where h.organisation_id = d.organisation_id and h.document_id = d.id and h.on_day <= ${on}::date), 0) as paid
      from billing.document d
      join billing.standing s on s.organisation_id = d.organisation_id and s.document_id = d.id
      where d.organisation_id = ${ctx.organisation} and d.issued_on <= ${on}::date and d.gross_cents > 0
    ), rest as (
      select *, gross - paid as rest from paid where gross > paid
    )
    -- What was paid settles the oldest instalments first.
    select year,
      sum(gross - greatest(paid, due))::bigint as "notDueCents",
      sum(greatest(due - greatest(paid, due30), 0))::bigint as "to30Cents",
      sum(greatest(due30 - greatest(paid, due90), 0))::bigint as "to90Cents",
      sum(greatest(due90 - paid, 0))::bigint as "beyondCents",
      coalesce(sum(rest) filter (where contested_on is not null and contested_on <= ${on}::date), 0)::bigint as "contestedCents",
      sum(rest)::bigint as "restCents", count(*)::int as documents
    from rest
    group by year
    order by year`.execute(ctx.tx);
  return { on, rows, restCents: rows.reduce((sum, { restCents }) => sum + restCents, 0) };
}
