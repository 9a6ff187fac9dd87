// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { acrossOrganisations } from '#platform/db/scopes.ts';
import type { Tables } from '../tables.ts';

/** Removes what ran out, an hour later so that whoever presents it is told "expired" and not "unknown"; entries after a year. */
export async function forgetPayloads(ctx: Context<Tables>): Promise<void> {
  const hourAgo = ctx.now().subtract({ hours: 1 }).toString();
  const yearAgo = ctx
    .now()
    .subtract({ hours: 365 * 24 })
    .toString();
  await acrossOrganisations<Tables, void>(ctx.house.db, 'people.forget-openid', 'effacer les jetons échus', async (tx) => {
    await tx.deleteFrom('people.openid_payload').where('expires_at', '<', hourAgo).execute();
    await tx.deleteFrom('people.application_entry').where('told_at', 'is not', null).where('seen_at', '<', yearAgo).execute();
  });
}
