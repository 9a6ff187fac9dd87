// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import type { Tables } from '../tables.ts';

/** Removes sessions that ended more than a year ago: the CNIL advises six months to a year for connection records. */
export async function forgetSessions(ctx: Context<Tables>): Promise<void> {
  const limit = ctx
    .now()
    .subtract({ hours: 365 * 24 })
    .toString();
  await acrossOrganisations<Tables, unknown>(ctx.house.db, 'people.forget-sessions', 'effacer les anciennes sessions', (tx) =>
    tx.deleteFrom('people.session').where('expires_at', '<', limit).execute(),
  );
}
