// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';
import type { Asserted } from './asserted.ts';
import type { Provider } from './provider.ts';
import { link, linkedTo } from './reconcile.ts';

/** Adds the identity that the provider proved to the account of the person signed in, who thus proved both. `taken`: it is someone else's. */
export async function completeLink(ctx: Context<Tables>, provider: Provider, asserted: Asserted): Promise<'linked' | 'taken'> {
  const { personId } = personWhoActs(ctx);
  const added = await link(ctx.house, provider, asserted, personId, 'proof');
  if (added) {
    await ctx.record({ what: 'people.identity-linked', about: { person: personId, provider: provider.key, how: 'proof' } });
    return 'linked';
  }
  const holder = await linkedTo(ctx.house, provider, asserted);
  return holder?.personId === personId ? 'linked' : 'taken';
}
