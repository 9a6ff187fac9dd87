// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '../context.ts';
import { writeLetter, type LetterContent } from './letter-content.ts';
import { checkedMailbox, oneLine } from './mailbox.ts';
import type { Mailbox } from './mailer.ts';
import { mailTables } from './tables.ts';

export const SEND_MAIL = 'platform.send-mail';

export type MailToSend = {
  to: Mailbox;
  subject: string;
  content: LetterContent;
  /** In whose name: the operator that serves this body. The address stays the installation's, or relays would refuse it. */
  sender?: { name: string; replyTo?: string };
  /** The input that holds the address, to show a refusal beside it. */
  field?: string;
};

/**
 * Writes a message of the body in the address, in the caller's transaction; a job sends it once that has committed, at least once,
 * always under one Message-ID. Returns the id of the message. Refuses `mail.address`. Where the address names no body, the caller
 * enters the house itself (`HOUSE_ID`).
 */
export async function sendMail<Tables>(ctx: Context<Tables>, mail: MailToSend): Promise<string> {
  const { publicUrl } = ctx.house.settings;
  const to = checkedMailbox(mail.to, mail.field);
  const operator = oneLine(mail.sender?.name ?? 'Beffroi');
  const replyTo = mail.sender?.replyTo ? checkedMailbox({ name: '', address: mail.sender.replyTo }).address : null;
  const subject = oneLine(mail.subject);
  const id = ctx.newId();
  const { text, html } = writeLetter(mail.content, subject, { operator, publicUrl });
  await mailTables(ctx)
    .insertInto('platform.outbox_message')
    .values({
      organisation_id: ctx.organisation,
      id,
      message_id: `<${id}@${new URL(publicUrl).hostname}>`,
      written_at: ctx.now().toString(),
      sender_name: operator,
      reply_to: replyTo,
      recipient_name: to.name,
      recipient_address: to.address,
      subject,
      text_part: text,
      html_part: html,
      state: 'waiting',
      attempts: 0,
      last_answer: null,
      settled_at: null,
    })
    .execute();
  await ctx.queue(SEND_MAIL, { message: id });
  return id;
}
