// SPDX-License-Identifier: EUPL-1.2
import { identityOf } from '#platform/access/providers.ts';
import type { Context } from '#platform/context.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';

/** The account of the person signed in. */
export async function readAccount(ctx: Context<Tables>) {
  const { personId, name } = personWhoActs(ctx);
  const credential = await ctx.tx
    .selectFrom('people.credential')
    .select(['login', 'changed_at'])
    .where('person_id', '=', personId)
    .where('kind', '=', 'password')
    .executeTakeFirst();
  const mailbox = credential ? null : await identityOf(ctx.house).mailboxOf?.(ctx.house, personId);
  return { name, email: credential?.login ?? mailbox?.address ?? '', passwordChangedAt: credential?.changed_at ?? null };
}
