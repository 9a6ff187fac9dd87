// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import { WEBHOOK_MEMORY_DAYS } from '../contract/webhooks.ts';
import type { Tables } from '../tables.ts';
import { DELIVER_WEBHOOK } from './hear-event.ts';

const AT_ONCE = 500;

/** Queues the messages whose time has come, whoever was to send them: a process that died with one loses nothing. Forgets old ones. */
export async function retryWebhooks(ctx: Context<Tables>): Promise<void> {
  const now = ctx.now().toString();
  await acrossOrganisations<Tables, void>(ctx.house.db, 'people.retry-webhooks', 'renvoyer ce que les webhooks n’ont pas accepté', async (tx) => {
    const { rows } = await sql<{ organisation_id: string; id: string }>`
      select d.organisation_id, d.id
      from people.webhook_delivery d
      join people.webhook w on w.organisation_id = d.organisation_id and w.id = d.webhook_id
      where d.state = 'waiting' and d.next_at <= ${now} and not w.is_paused
      order by d.next_at
      limit ${AT_ONCE}`.execute(tx);
    for (const { organisation_id: organisation, id: delivery } of rows)
      await ctx.house.queue.send(tx, DELIVER_WEBHOOK, { organisation, delivery }, { singletonKey: delivery });
    await tx
      .deleteFrom('people.webhook_delivery')
      .where('state', '!=', 'waiting')
      .where(
        'created_at',
        '<',
        ctx
          .now()
          .subtract({ hours: 24 * WEBHOOK_MEMORY_DAYS })
          .toString(),
      )
      .execute();
  });
}
