// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { divideRounded } from '#platform/money/rounding.ts';
import { unbilledIn } from '../runs/gather-due.ts';
import { familyNames } from '../contract/settings.ts';
import { settingsOf } from '../settings/read-settings.ts';
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

/** What the accounts of a year must carry over: billed for the next year, and served in the year without having been billed. */
export async function readAccruals(ctx: Context<Tables>, input: { year?: number | undefined }) {
  const year = input.year ?? ctx.today().year;
  const last = `${year}-12-31`;
  const { rows } = await sql<{
    documentId: string;
    number: string;
    payer: string;
    label: string;
    from: string;
    until: string;
    netCents: number;
    days: number;
    after: number;
  }>`
    select p.document_id as "documentId", d.number, d.payer_name as payer, p.label, p.period_from as "from", p.period_until as "until", (-p.amount_cents)::bigint as "netCents",
      (p.period_until - p.period_from + 1)::int as days, (p.period_until - greatest(p.period_from, ${last}::date + 1) + 1)::int as after
    from billing.posting p
    join billing.document d on d.organisation_id = p.organisation_id and d.id = p.document_id
    where p.organisation_id = ${ctx.organisation} and p.account = 'revenue' and p.on_day <= ${last}::date and p.period_until > ${last}::date
    order by d.number, p.rank`.execute(ctx.tx);
  const deferred = rows.map(({ days, after, ...row }) => ({ ...row, deferredCents: divideRounded(row.netCents * after, days, 'half-up') }));
  const due = await unbilledIn(ctx, { year, from: `${year}-01-01`, until: last, families: familyNames, payerIds: null }, await settingsOf(ctx));
  const payers = await sql<{ id: string; name: string }>`
    select id, name from organisations.body where id = any (${[...new Set(due.map(({ payerId }) => payerId))]}::uuid[])`.execute(ctx.tx);
  const names = new Map(payers.rows.map(({ id, name }) => [id, name]));
  const toReceive = due.map(({ payerId, label, netCents, detail }) => ({
    payer: names.get(payerId) ?? '',
    label,
    netCents: netCents ?? 0,
    says: netCents === null ? 'Sur devis : montant à fixer.' : detail,
  }));
  return {
    year,
    deferred,
    deferredCents: deferred.reduce((sum, { deferredCents }) => sum + deferredCents, 0),
    toReceive,
    toReceiveCents: toReceive.reduce((sum, { netCents }) => sum + netCents, 0),
  };
}
