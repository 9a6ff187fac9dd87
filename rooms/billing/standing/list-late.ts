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

/** Payers whose documents are past due, what they owe contests apart, the oldest first; whether the operator's calendar asks for a letter. */
export async function listLate(ctx: Context<Tables>): Promise<{ rows: LatePayer[] }> {
  const today = ctx.today().toString();
  const { reminderDays } = await settingsOf(ctx);
  const { rows } = await sql<Omit<LatePayer, 'isToRemind'>>`
    select d.payer_id as "payerId", max(d.payer_name) as payer, count(*)::int as documents,
      sum(billing.overdue_on(d.content, ${today}::date) - s.credited_cents - s.paid_cents)::bigint as "restCents",
      min(s.due_on) as "oldestDueOn", (${today}::date - min(s.due_on))::int as days, max(s.reminders)::int as reminders, max(s.reminded_on) as "remindedOn"
    from billing.standing s
    join billing.document d on d.organisation_id = s.organisation_id and d.id = s.document_id
    where s.organisation_id = ${ctx.organisation} and s.gross_cents > 0 and s.due_on < ${today}::date
      and s.contested_on is null and s.rejected_on is null and billing.overdue_on(d.content, ${today}::date) > s.credited_cents + s.paid_cents
    group by d.payer_id
    order by min(s.due_on), max(d.payer_name)`.execute(ctx.tx);
  return { rows: rows.map((row) => ({ ...row, isToRemind: row.reminders < reminderDays.filter((days) => row.days >= days).length })) };
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
