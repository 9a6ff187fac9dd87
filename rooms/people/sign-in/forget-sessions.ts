// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import type { Tables } from '../tables.ts';

/** Removes links and steps that have run out, and sessions that ended more than a year ago with the devices not seen since: the CNIL advises six months to a year for connection records. */
export async function forgetSessions(ctx: Context<Tables>): Promise<void> {
  const limit = ctx
    .now()
    .subtract({ hours: 365 * 24 })
    .toString();
  await acrossOrganisations<Tables, unknown>(ctx.house.db, 'people.forget-sessions', 'effacer les anciennes sessions', (tx) =>
    Promise.all([
      tx.deleteFrom('people.session').where('expires_at', '<', limit).execute(),
      tx.deleteFrom('people.known_device').where('seen_at', '<', limit).execute(),
      tx
        .deleteFrom('people.mail_link')
        .where('expires_at', '<', ctx.now().subtract({ hours: 24 }).toString())
        .execute(),
      tx.deleteFrom('people.sign_in_step').where('expires_at', '<', ctx.now().toString()).execute(),
    ]),
  );
}
