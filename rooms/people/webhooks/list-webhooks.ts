// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import { findWebhook } from './keep-webhooks.ts';

/** The webhooks of the body, with how many messages wait for each. */
export async function listWebhooks(ctx: Context<Tables>) {
  const found = await ctx.tx
    .selectFrom('people.webhook as w')
    .selectAll('w')
    .select(
      sql<number>`(
        select count(*)::int from people.webhook_delivery d
        where d.organisation_id = w.organisation_id and d.webhook_id = w.id and d.state = 'waiting')`.as('waiting'),
    )
    .where('w.organisation_id', '=', ctx.organisation)
    .orderBy('w.created_at', 'desc')
    .orderBy('w.id', 'desc')
    .execute();
  const rows = found.map((webhook) => ({
    id: webhook.id,
    label: webhook.label,
    url: webhook.url,
    events: webhook.events,
    state: webhook.is_paused ? ('paused' as const) : webhook.failed_at ? ('failed' as const) : ('open' as const),
    createdAt: webhook.created_at,
    acceptedAt: webhook.accepted_at,
    waiting: webhook.waiting,
  }));
  return { rows, total: rows.length };
}

/** What a body may send: the events to which a room gave a French name. */
export function listWebhookEvents(ctx: Context<Tables>) {
  return { rows: [...ctx.house.index.eventLabels].map(([name, { label, room }]) => ({ name, label, room })) };
}

/** A page of what was sent, the latest first. */
export async function listDeliveries(
  ctx: Context<Tables>,
  { id, state, page, size }: { id: string; state?: 'waiting' | 'accepted' | 'failed' | undefined; page: number; size: number },
) {
  await findWebhook(ctx, id);
  const all = ctx.tx
    .selectFrom('people.webhook_delivery')
    .where('organisation_id', '=', ctx.organisation)
    .where('webhook_id', '=', id)
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'waiting'));
  const { total } = await all.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const found = await all
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  const rows = found.map((row) => ({
    id: row.id,
    messageId: row.message_id,
    event: row.event,
    label: ctx.house.index.eventLabels.get(row.event)?.label ?? 'Essai',
    state: row.state,
    attempts: row.attempts,
    createdAt: row.created_at,
    nextAt: row.next_at,
    lastStatus: row.last_status,
    lastMs: row.last_ms,
    lastAnswer: row.last_answer,
  }));
  return { rows, total: Number(total) };
}
