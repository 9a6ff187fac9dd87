// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { settingsOf } from '../settings/read-settings.ts';
import type { Tables } from '../tables.ts';

export type LatePayer = {
  payerId: string;
  payer: string;
  documents: number;
  restCents: number;
  oldestDueOn: string;
  days: number;
  reminders: number;
  remindedOn: string | null;
  isToRemind: boolean;
};

type Asked = {
  page: number;
  size: number;
  q?: string | undefined;
  payer?: string | undefined;
  sort?: 'payer' | 'restCents' | 'oldestDueOn' | undefined;
  order?: 'asc' | 'desc' | undefined;
};

/** Payers whose documents are past due, what they owe contests apart, the oldest first; whether the operator's calendar asks for a letter. */
export async function listLate(ctx: Context<Tables>, { page, size, q, payer, sort, order }: Asked): Promise<{ rows: LatePayer[]; total: number }> {
  const today = ctx.today().toString();
  const { reminderDays } = await settingsOf(ctx);
  const column = { payer: sql`payer`, restCents: sql`"restCents"`, oldestDueOn: sql`"oldestDueOn"` }[sort ?? 'oldestDueOn'];
  const { rows } = await sql<Omit<LatePayer, 'isToRemind'> & { total: number }>`
    select d.payer_id as "payerId", max(d.payer_name) as payer, count(*)::int as documents,
      sum(billing.overdue_on(d.content, ${today}::date) - s.credited_cents - s.paid_cents)::bigint as "restCents",
      min(s.due_on) as "oldestDueOn", (${today}::date - min(s.due_on))::int as days, max(s.reminders)::int as reminders, max(s.reminded_on) as "remindedOn",
      (count(*) over ())::int as total
    from billing.standing s
    join billing.document d on d.organisation_id = s.organisation_id and d.id = s.document_id
    where s.organisation_id = ${ctx.organisation} and s.gross_cents > 0 and s.due_on < ${today}::date
      and s.contested_on is null and s.rejected_on is null and billing.overdue_on(d.content, ${today}::date) > s.credited_cents + s.paid_cents
      and (${payer ?? null}::uuid is null or d.payer_id = ${payer ?? null})
      and (${q ?? ''} = '' or unaccent(d.payer_name) ilike unaccent(${`%${(q ?? '').replace(/[\\%_]/g, '\\$&')}%`}))
    group by d.payer_id
    order by ${column} ${order === 'desc' ? sql`desc` : sql`asc`}, payer, d.payer_id
    limit ${size} offset ${(page - 1) * size}`.execute(ctx.tx);
  return {
    rows: rows.map(({ total: _total, ...row }) => ({
      ...row,
      isToRemind: row.reminders < reminderDays.filter((days) => row.days >= days).length,
    })),
    total: rows[0]?.total ?? 0,
  };
}

export type LateDocument = {
  id: string;
  number: string;
  title: string;
  issuedOn: string;
  dueOn: string;
  titre: string | null;
  reminders: number;
  grossCents: number;
  restCents: number;
};

/** The documents that one payer is late with. */
export async function lateOf(ctx: Context<Tables>, payerId: string): Promise<LateDocument[]> {
  const { rows } = await sql<LateDocument>`
    select d.id, d.number, d.content ->> 'title' as title, d.issued_on as "issuedOn", d.due_on as "dueOn", s.titre, s.reminders, d.gross_cents as "grossCents",
      billing.overdue_on(d.content, ${ctx.today().toString()}::date) - s.credited_cents - s.paid_cents as "restCents"
    from billing.standing s
    join billing.document d on d.organisation_id = s.organisation_id and d.id = s.document_id
    where s.organisation_id = ${ctx.organisation} and d.payer_id = ${payerId} and s.gross_cents > 0 and s.due_on < ${ctx.today().toString()}::date
      and s.contested_on is null and s.rejected_on is null
      and billing.overdue_on(d.content, ${ctx.today().toString()}::date) > s.credited_cents + s.paid_cents
    order by s.due_on, d.number`.execute(ctx.tx);
  return rows;
}
