// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { notify } from '#platform/notify/notify.ts';
import type { Listener } from '#platform/room.ts';
import { holdersOf } from '#rooms/people/api.ts';
import type { Tables } from '../tables.ts';

type Payload = { incidentId: string };

/** Those of the body who may act hear of its incidents, when they begin and when they are over. */
export const incidentListeners: readonly Listener[] = [
  { event: 'monitoring.incident-opened', name: 'monitoring.tell-body-opened', handler: (ctx, payload: Payload) => tellBody(ctx, payload, 'opened') },
  { event: 'monitoring.incident-closed', name: 'monitoring.tell-body-closed', handler: (ctx, payload: Payload) => tellBody(ctx, payload, 'closed') },
];

async function tellBody(ctx: Context<Tables>, { incidentId }: Payload, what: 'opened' | 'closed'): Promise<void> {
  const incident = await ctx.tx
    .selectFrom('monitoring.incident')
    .select(['organisation_id', 'title'])
    .where('body_id', '=', ctx.organisation)
    .where('id', '=', incidentId)
    .executeTakeFirst();
  // An operator's own incident was told to those who answer it.
  if (!incident || incident.organisation_id === ctx.organisation) return;
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  for (const { personId } of await holdersOf(ctx, 'monitoring.declare'))
    await notify(ctx, {
      personId,
      what: `monitoring.incident-${what}`,
      title: what === 'opened' ? `Incident : ${incident.title}. Votre opérateur est prévenu.` : `Incident terminé : ${incident.title}.`,
      href: `/o/${slug}/surveillance/incidents/${incidentId}`,
      key: `${incidentId} ${what}`,
    });
}
