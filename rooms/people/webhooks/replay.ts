// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuseWebhook, WEBHOOK_MEMORY_DAYS } from '../contract/webhooks.ts';
import type { Tables } from '../tables.ts';
import { messageBody, writeDelivery } from './hear-event.ts';
import { findWebhook } from './keep-webhooks.ts';

/** Sends a trial, which says nothing of the body. */
export async function tryWebhook(ctx: Context<Tables>, { id }: { id: string }): Promise<{ delivery: string }> {
  await findWebhook(ctx, id);
  const event = 'beffroi.trial';
  const body = messageBody({ name: event, at: ctx.now().toString(), payload: {} }, ctx.organisation);
  return { delivery: await writeDelivery(ctx, { webhookId: id, messageId: `msg_${ctx.newId()}`, event, body }) };
}

/** Sends one message again, under its own id: a receiver that has it already knows. */
export async function replayDelivery(ctx: Context<Tables>, { id, delivery }: { id: string; delivery: string }): Promise<void> {
  await findWebhook(ctx, id);
  const row = await ctx.tx
    .selectFrom('people.webhook_delivery')
    .select(['message_id', 'event', 'body'])
    .where('organisation_id', '=', ctx.organisation)
    .where('webhook_id', '=', id)
    .where('id', '=', delivery)
    .executeTakeFirst();
  if (!row) throw refuseWebhook('people.delivery-unknown');
  await writeDelivery(ctx, { webhookId: id, messageId: row.message_id, event: row.event, body: row.body });
}

/** Sends again every chosen event since an instant, from the journal: those told while the webhook was paused or closed too. */
export async function replaySince(ctx: Context<Tables>, { id, since }: { id: string; since: string }): Promise<{ count: number }> {
  const webhook = await findWebhook(ctx, id);
  const earliest = ctx.now().subtract({ hours: 24 * WEBHOOK_MEMORY_DAYS });
  if (Temporal.Instant.compare(Temporal.Instant.from(since), earliest) < 0) throw refuseWebhook('people.replay-too-old', {}, 'since');
  const { rows } = await sql<{ id: string; what: string; at: string; about: unknown }>`
    select id, what, at, about
    from platform.audit_entry
    where organisation_id = ${ctx.organisation}
      and at >= ${since}
      and is_event
      and about is not null
      and what = any (${webhook.events}::text[])
    order by at
    limit 10000`.execute(ctx.tx);
  for (const { id: event, what, at, about } of rows)
    await writeDelivery(ctx, {
      webhookId: id,
      messageId: `msg_${event}`,
      event: what,
      body: messageBody({ name: what, at, payload: about }, ctx.organisation),
    });
  return { count: rows.length };
}
