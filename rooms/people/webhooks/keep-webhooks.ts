// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { checkedAddress, OutgoingRefused } from '#platform/http/outgoing.ts';
import { refuseWebhook } from '../contract/webhooks.ts';
import { secrets } from '../secrets.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';
import { secretName } from './deliver-webhook.ts';
import { newWebhookSecret } from './sign.ts';

const MOST = 20;
const SECRET_OVERLAP = { hours: 24 };

type Described = { label: string; url: string; events: string[] };

/** Adds a webhook; the secret is answered here only. */
export async function addWebhook(ctx: Context<Tables>, input: Described): Promise<{ id: string; secret: string }> {
  check(ctx, input);
  const { count } = await ctx.tx
    .selectFrom('people.webhook')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('organisation_id', '=', ctx.organisation)
    .executeTakeFirstOrThrow();
  if (Number(count) >= MOST) throw refuseWebhook('people.too-many-webhooks');
  const id = ctx.newId();
  const secret = newWebhookSecret();
  await ctx.tx
    .insertInto('people.webhook')
    .values({
      organisation_id: ctx.organisation,
      id,
      label: input.label,
      url: input.url,
      events: [...new Set(input.events)],
      secret: secrets.seal(ctx.house.settings, secretName(ctx.organisation, id), secret),
      former_secret: null,
      former_until: null,
      created_by: personWhoActs(ctx).personId,
      created_at: ctx.now().toString(),
      is_paused: false,
      failed_at: null,
      accepted_at: null,
    })
    .execute();
  await ctx.tell('people.webhook-added', { webhookId: id });
  return { id, secret };
}

/** Changes, pauses or opens again. What waits is sent where the address leads now. */
export async function changeWebhook(ctx: Context<Tables>, { id, isPaused, ...input }: Described & { id: string; isPaused: boolean }): Promise<void> {
  check(ctx, input);
  await findWebhook(ctx, id);
  await update(ctx, id, { label: input.label, url: input.url, events: [...new Set(input.events)], is_paused: isPaused, failed_at: null });
  await ctx.tell('people.webhook-changed', { webhookId: id });
}

/** Removes a webhook, what waits for it and its journal. */
export async function deleteWebhook(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  await findWebhook(ctx, id);
  await ctx.tx.deleteFrom('people.webhook').where('organisation_id', '=', ctx.organisation).where('id', '=', id).execute();
  await ctx.tell('people.webhook-deleted', { webhookId: id });
}

/** Draws another secret; the former one signs beside it for a day. */
export async function renewWebhookSecret(ctx: Context<Tables>, { id }: { id: string }): Promise<{ secret: string }> {
  const webhook = await findWebhook(ctx, id);
  const secret = newWebhookSecret();
  await update(ctx, id, {
    secret: secrets.seal(ctx.house.settings, secretName(ctx.organisation, id), secret),
    former_secret: webhook.secret,
    former_until: ctx.now().add(SECRET_OVERLAP).toString(),
  });
  await ctx.tell('people.webhook-changed', { webhookId: id });
  return { secret };
}

/** A webhook of the body in the address. */
export async function findWebhook(ctx: Context<Tables>, id: string): Promise<Tables['people.webhook']> {
  const webhook = await ctx.tx
    .selectFrom('people.webhook')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!webhook) throw refuseWebhook('people.webhook-unknown');
  return webhook;
}

async function update(ctx: Context<Tables>, id: string, values: Partial<Tables['people.webhook']>): Promise<void> {
  await ctx.tx.updateTable('people.webhook').set(values).where('organisation_id', '=', ctx.organisation).where('id', '=', id).execute();
}

function check(ctx: Context<Tables>, { url, events }: Described): void {
  try {
    checkedAddress(url, ctx.house.settings);
  } catch (error) {
    if (!(error instanceof OutgoingRefused)) throw error;
    throw refuseWebhook(error.reason === 'private' ? 'people.webhook-private' : 'people.webhook-address', {}, 'url');
  }
  for (const event of events) if (!ctx.house.index.eventLabels.has(event)) throw refuseWebhook('people.webhook-event-unknown', {}, 'events');
}
