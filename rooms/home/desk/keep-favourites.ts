// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { refuse } from '../contract.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';
import { readHome } from './read-home.ts';

/** Keeps a person's favourites in the body of the address, in this order, in the place of those before. Only what they may open there. */
export async function keepFavourites(ctx: Context<Tables>, { services }: { services: string[] }): Promise<void> {
  const { personId } = personWhoActs(ctx);
  const open = new Set((await readHome(ctx)).services.map(({ key }) => key));
  const chosen = [...new Set(services)];
  if (chosen.some((key) => !open.has(key))) throw refuse('home.unknown-service', {}, 'body.services');
  await inContext<Tables, void>(ctx.house, { actor: ctx.actor, organisation: ctx.organisation, requestId: ctx.requestId }, async ({ tx }) => {
    await tx.deleteFrom('home.favourite').where('person_id', '=', personId).where('organisation_id', '=', ctx.organisation).execute();
    if (chosen.length === 0) return;
    await tx
      .insertInto('home.favourite')
      .values(chosen.map((service, place) => ({ person_id: personId, organisation_id: ctx.organisation, service, place })))
      // Two tabs at once: the last one decides.
      .onConflict((conflict) =>
        conflict.columns(['person_id', 'organisation_id', 'service']).doUpdateSet((eb) => ({ place: eb.ref('excluded.place') })),
      )
      .execute();
  });
}
