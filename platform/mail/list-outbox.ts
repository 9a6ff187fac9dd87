// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '../context.ts';
import type { Page } from '../http/contract.ts';
import { refuse } from './refusals.ts';
import { mailTables, type MailState } from './tables.ts';

export type OutboxLine = {
  id: string;
  writtenAt: string;
  to: { name: string; address: string };
  subject: string;
  state: MailState;
  attempts: number;
  lastAnswer: string | null;
};

export type OutboxLetter = OutboxLine & { from: string; replyTo: string | null; text: string | null; html: string | null };

const columns = ['id', 'written_at', 'recipient_name', 'recipient_address', 'subject', 'state', 'attempts', 'last_answer'] as const;

/** The messages of the readable bodies, newest first, a page at a time. The room that shows them asks for a permission. */
export async function listOutbox<Tables>(
  ctx: Context<Tables>,
  asked: { page: number; size: number; state?: MailState | undefined },
): Promise<Page<OutboxLine>> {
  const messages = mailTables(ctx)
    .selectFrom('platform.outbox_message')
    .where('organisation_id', 'in', [...ctx.organisations])
    .$if(asked.state !== undefined, (query) => query.where('state', '=', asked.state ?? 'waiting'));
  const from = (asked.page - 1) * asked.size;
  const rows = await messages.select(columns).orderBy('written_at', 'desc').orderBy('id', 'desc').limit(asked.size).offset(from).execute();
  const { total } = await messages.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  return { rows: rows.map(asLine), total };
}

/** One message, both parts, null once forgotten. Refuses `mail.unknown`. */
export async function readOutbox<Tables>(ctx: Context<Tables>, { id }: { id: string }): Promise<OutboxLetter> {
  const row = await mailTables(ctx)
    .selectFrom('platform.outbox_message')
    .select([...columns, 'sender_name', 'reply_to', 'text_part', 'html_part'])
    .where('organisation_id', 'in', [...ctx.organisations])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw refuse('mail.unknown');
  return { ...asLine(row), from: row.sender_name, replyTo: row.reply_to, text: row.text_part, html: row.html_part };
}

type Row = {
  id: string;
  written_at: string;
  recipient_name: string;
  recipient_address: string;
  subject: string;
  state: MailState;
  attempts: number;
  last_answer: string | null;
};

function asLine(row: Row): OutboxLine {
  return {
    id: row.id,
    writtenAt: row.written_at,
    to: { name: row.recipient_name, address: row.recipient_address },
    subject: row.subject,
    state: row.state,
    attempts: row.attempts,
    lastAnswer: row.last_answer,
  };
}
