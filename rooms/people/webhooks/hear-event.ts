// SPDX-License-Identifier: EUPL-1.2
import canonicalize from 'canonicalize';
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Follower, Happening } from '#platform/room.ts';
import type { Tables } from '../tables.ts';

export const DELIVER_WEBHOOK = 'people.deliver-webhook';

/** Sends the events that a body chose: looked up where they are told, written as deliveries once that has committed. */
export const webhookFollower: Follower = { name: 'people.send-to-webhooks', wants, handler: writeDeliveries };

/** What is sent, as canonical JSON (RFC 8785): ids and small facts, as events carry them. */
export function messageBody({ name, at, payload }: Pick<Happening, 'name' | 'at' | 'payload'>, organisationId: string): string {
  const body = canonicalize({ type: name, timestamp: Temporal.Instant.from(at).toString(), organisation: organisationId, data: payload ?? {} });
  if (body === undefined) throw new Error(`the payload of ${name} is no JSON`);
  return body;
}

// One look in an index of the body's few webhooks.
async function wants(ctx: Context<Tables>, event: string): Promise<boolean> {
  if (!ctx.house.index.eventLabels.has(event)) return false;
  const { rows } = await sql<{ wanted: boolean }>`
    select exists (
      select from people.webhook
      where organisation_id = ${ctx.organisation} and ${event} = any (events) and not is_paused and failed_at is null
    ) as wanted`.execute(ctx.tx);
  return rows[0]?.wanted ?? false;
}

async function writeDeliveries(ctx: Context<Tables>, happening: Happening): Promise<void> {
  const webhooks = await ctx.tx
    .selectFrom('people.webhook')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('is_paused', '=', false)
    .where('failed_at', 'is', null)
    .where(sql<boolean>`${happening.name} = any (events)`)
    .execute();
  for (const { id } of webhooks) {
    await writeDelivery(ctx, {
      webhookId: id,
      messageId: `msg_${happening.id}`,
      event: happening.name,
      body: messageBody(happening, ctx.organisation),
    });
  }
}

/** Writes one message to send to one webhook, and queues its sending. A message that it had already is sent again under its own id. */
export async function writeDelivery(
  ctx: Context<Tables>,
  { webhookId, messageId, event, body }: { webhookId: string; messageId: string; event: string; body: string },
): Promise<string> {
  const now = ctx.now().toString();
  const { id } = await ctx.tx
    .insertInto('people.webhook_delivery')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      webhook_id: webhookId,
      message_id: messageId,
      event,
      body,
      state: 'waiting',
      attempts: 0,
      created_at: now,
      next_at: now,
      settled_at: null,
      last_status: null,
      last_ms: null,
      last_answer: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'webhook_id', 'message_id'])
        .doUpdateSet({ state: 'waiting', attempts: 0, next_at: now, settled_at: null }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  await ctx.queue(DELIVER_WEBHOOK, { delivery: id });
  return id;
}
