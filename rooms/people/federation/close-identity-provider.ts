// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuseProvider } from '../contract/identity-providers.ts';
import type { Tables } from '../tables.ts';

/** Takes a provider away, with the identities that it proved. Sessions that it opened open nothing from then on. */
export async function closeIdentityProvider(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const { numDeletedRows } = await ctx.tx
    .deleteFrom('people.identity_provider')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (Number(numDeletedRows) === 0) throw refuseProvider('people.own-provider-unknown');
  await ctx.tell('people.identity-provider-changed', { providerId: id, how: 'closed' });
}
