// SPDX-License-Identifier: EUPL-1.2
import type { Transaction } from 'kysely';
import type { Context } from '../context.ts';

export const mailStates = ['waiting', 'sent', 'kept', 'refused', 'given-up'] as const;
export type MailState = (typeof mailStates)[number];

export type OutboxMessage = {
  organisation_id: string;
  id: string;
  message_id: string;
  written_at: string;
  sender_name: string;
  reply_to: string | null;
  recipient_name: string;
  recipient_address: string;
  subject: string;
  text_part: string | null;
  html_part: string | null;
  state: MailState;
  attempts: number;
  last_answer: string | null;
  settled_at: string | null;
};

export type MailTables = { 'platform.outbox_message': OutboxMessage };

/** The caller's transaction, seen through the tables of the mail. */
export function mailTables<Tables>(ctx: Context<Tables>): Transaction<MailTables> {
  return ctx.tx as unknown as Transaction<MailTables>; // rooms do not list the platform's tables
}
