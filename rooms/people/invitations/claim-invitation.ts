// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuseInvitation } from '../contract/invitations.ts';
import { personWhoActs } from '../person-who-acts.ts';
import { acrossSignIn } from '../sign-in/across-sign-in.ts';
import { accountAt } from '../sign-in/sign-in.ts';
import type { Tables } from '../tables.ts';
import { firstSignIn, spendInvitation } from './accept-invitation.ts';

/**
 * Gives the function that an invitation opens to whoever is signed in by its very address: the account that was prepared for somebody else stays
 * empty. Refuses whoever signs in by another address.
 */
export async function claimInvitation(ctx: Context<Tables>, { secret }: { secret: string }): Promise<{ slug: string }> {
  const invited = await firstSignIn(ctx, secret);
  const { personId } = personWhoActs(ctx);
  await acrossSignIn(ctx, 'joindre une fonction à un compte existant', async (tx) => {
    const account = await accountAt(tx, ctx, invited.email);
    const owner = await tx
      .selectFrom('people.person')
      .select(['id', 'main_id'])
      .where('id', '=', account?.personId ?? '')
      .executeTakeFirst();
    if (!owner || (owner.main_id ?? owner.id) !== personId) throw refuseInvitation('people.invitation-other-address');
    await spendInvitation(tx, ctx, secret, { person_id: owner.id });
    await tx.updateTable('people.mandate').set({ person_id: owner.id }).where('person_id', '=', invited.personId).execute();
  });
  await ctx.record({ what: 'people.invitation-claimed', about: { person: personId, insteadOf: invited.personId } });
  return { slug: invited.slug };
}
