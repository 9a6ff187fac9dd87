// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { notify } from '#platform/notify/notify.ts';
import { accountsToTell } from '#rooms/people/api.ts';
import type { Tables } from '../tables.ts';

/** Tells those who answer requests at the operator that one has come. Runs in the operator. */
export async function tellOperator(ctx: Context<Tables>, { requestId }: { requestId: string }): Promise<void> {
  const request = await ctx.tx
    .selectFrom('home.service_request as r')
    .innerJoin('organisations.body as b', 'b.id', 'r.organisation_id')
    .innerJoin('organisations.body as o', 'o.id', 'r.operator_id')
    .select(['r.title', 'b.name', 'o.slug'])
    .where('r.operator_id', '=', ctx.organisation)
    .where('r.id', '=', requestId)
    .executeTakeFirst();
  if (!request) return;
  for (const personId of await accountsToTell(ctx, 'home.answer-requests'))
    await notify(ctx, {
      personId,
      what: 'home.service-requested',
      title: `${request.name} demande le service « ${request.title} ».`,
      href: `/o/${request.slug}/demandes-de-services`,
      awaitsAnswer: true,
      key: `home.service-requested ${requestId}`,
    });
}

/** Closes the request and tells who asked. Runs in the body that asked. */
export async function tellAsker(ctx: Context<Tables>, { requestId, outcome }: { requestId: string; outcome: 'accepted' | 'refused' }): Promise<void> {
  const request = await ctx.tx
    .updateTable('home.service_request as r')
    .from('organisations.body as b')
    .set({ closed_at: ctx.now().toString() })
    .whereRef('b.id', '=', 'r.organisation_id')
    .where('r.organisation_id', '=', ctx.organisation)
    .where('r.id', '=', requestId)
    .where('r.closed_at', 'is', null)
    .returning(['r.title', 'r.asked_by', 'b.slug'])
    .executeTakeFirst();
  if (!request) return;
  await notify(ctx, {
    personId: request.asked_by,
    what: 'home.service-answered',
    title: `Votre opérateur a ${outcome === 'accepted' ? 'accepté' : 'refusé'} votre demande « ${request.title} ».`,
    href: `/o/${request.slug}/services`,
    key: `home.service-answered ${requestId}`,
  });
}
