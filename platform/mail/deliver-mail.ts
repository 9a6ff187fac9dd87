// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '../context.ts';
import type { Settings } from '../settings.ts';
import { parseMailbox } from './mailbox.ts';
import type { Delivery, Letter } from './mailer.ts';
import { SEND_MAIL } from './send-mail.ts';
import { mailTables, type OutboxMessage } from './tables.ts';

// Two days in all, as relays themselves do: a greylist answers in minutes, a broken server in a night.
const WAITS_IN_MINUTES = [1, 5, 15, 60, 180, 360, 720, 720, 720];

/** Hands one waiting message to the mailer and writes what became of it; one that is postponed is queued again. */
export async function deliverMail<Tables>(ctx: Context<Tables>, { message }: { message: string }): Promise<void> {
  const tx = mailTables(ctx);
  const row = await tx
    .selectFrom('platform.outbox_message')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', message)
    .where('state', '=', 'waiting')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!row) return;
  const delivery = await ctx.house.mailer.deliver(letterOf(row, ctx.house.settings));
  const attempts = row.attempts + 1;
  const state = stateAfter(delivery, attempts);
  await tx
    .updateTable('platform.outbox_message')
    .set({
      attempts,
      state,
      last_answer: 'reason' in delivery ? delivery.reason : null,
      settled_at: state === 'waiting' ? null : ctx.now().toString(),
    })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', message)
    .execute();
  if ('reason' in delivery) ctx.house.log.warn({ message, state, attempts, reason: delivery.reason }, 'mail not delivered');
  if (state === 'waiting') {
    await ctx.queue(SEND_MAIL, { message }, { startAfter: ctx.now().add({ minutes: WAITS_IN_MINUTES[attempts - 1] ?? 0 }) });
  }
}

function stateAfter({ outcome }: Delivery, attempts: number): OutboxMessage['state'] {
  if (outcome !== 'postponed') return outcome;
  return attempts > WAITS_IN_MINUTES.length ? 'given-up' : 'waiting';
}

function letterOf(row: OutboxMessage, settings: Settings): Letter {
  return {
    messageId: row.message_id,
    from: { name: row.sender_name, address: senderAddress(settings) },
    to: { name: row.recipient_name, address: row.recipient_address },
    replyTo: row.reply_to ? { name: '', address: row.reply_to } : null,
    subject: row.subject,
    text: row.text_part ?? '',
    html: row.html_part ?? '',
    writtenAt: Temporal.Instant.from(row.written_at),
  };
}

function senderAddress({ mail, publicUrl }: Settings): string {
  return mail.kind === 'smtp' ? parseMailbox(mail.from).address : `ne-pas-repondre@${new URL(publicUrl).hostname}`;
}
