// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { notify } from '#platform/notify/notify.ts';
import type { Listener } from '#platform/room.ts';
import { holdersOf } from '#rooms/people/api.ts';
import type { Tables } from '../tables.ts';

type Payload = { checkId: string; subject: string; tellsBody: boolean };

/** Where the operator chose so, those of the body who may act hear of what is no failure yet. */
export const warningListener: Listener = { event: 'monitoring.warned', name: 'monitoring.tell-body-warned', handler: tellBody };

async function tellBody(ctx: Context<Tables>, { checkId, subject, tellsBody }: Payload): Promise<void> {
  if (!tellsBody) return;
  const warned = await ctx.tx
    .selectFrom('monitoring.warned')
    .select(['organisation_id', 'says', 'level', 'told_at'])
    .where('body_id', '=', ctx.organisation)
    .where('check_id', '=', checkId)
    .where('subject', '=', subject)
    .executeTakeFirst();
  // Of its own machines an operator is told already.
  if (!warned || warned.organisation_id === ctx.organisation) return;
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  for (const { personId } of await holdersOf(ctx, 'monitoring.declare'))
    await notify(ctx, {
      personId,
      what: 'monitoring.warned',
      title: warned.says,
      href: `/o/${slug}/surveillance/sondes/${checkId}`,
      key: `${checkId} ${subject} ${warned.level} ${warned.told_at}`,
    });
}
