// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import { inContext } from '#platform/make-context.ts';
import type { Tables } from '../../tables.ts';
import { openRider } from './add-options.ts';

/** Each night: opens the riders whose first day has come, operator by operator. */
export async function openRiders(ctx: Context<Tables>): Promise<void> {
  const due = await acrossOrganisations<Tables, { organisation_id: string; id: string }[]>(
    ctx.house.db,
    'adhesions.open-riders',
    'ouvrir les avenants du jour',
    (tx) =>
      tx
        .selectFrom('adhesions.rider')
        .select(['organisation_id', 'id'])
        .where('status', '=', 'concluded')
        .where('opened_at', 'is', null)
        .where('effective_on', '<=', ctx.today().toString())
        .orderBy('id')
        .execute(),
  );
  for (const { organisation_id, id } of due)
    await inContext<Tables, void>(ctx.house, { actor: ctx.actor, organisation: organisation_id }, (inside) => openRider(inside, id));
}
