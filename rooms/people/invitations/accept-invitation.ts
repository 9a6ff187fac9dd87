// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { WithReply } from '#platform/http/answers.ts';
import { refuse } from '../contract/account.ts';
import { refuseInvitation } from '../contract/invitations.ts';
import { acrossSignIn } from '../sign-in/across-sign-in.ts';
import { openSession, type Method } from '../sign-in/open-session.ts';
import { hashPassword } from '../sign-in/password.ts';
import { LEAST_CHARACTERS, passwordFault } from '../sign-in/password-rule.ts';
import { secretDigest } from '../sign-in/session.ts';
import type { Tables } from '../tables.ts';
import { invitedBy, type Invited } from './invited.ts';

/** Chooses the first password of whoever reads the invited mailbox, and signs them in. Refuses a link that has served, and an account that lives. */
export async function acceptInvitation(ctx: Context<Tables>, { secret, password }: { secret: string; password: string }) {
  const invited = await firstSignIn(ctx, secret);
  const fault = passwordFault(password, { current: '', login: invited.email, name: invited.name });
  if (fault) throw refuse(fault, fault === 'people.password-too-short' ? { least: LEAST_CHARACTERS } : {}, 'password');
  const hash = await hashPassword(password);
  const at = ctx.now().toString();
  return welcome(ctx, invited, secret, ['pwd'], (tx) =>
    tx
      .insertInto('people.credential')
      .values({
        person_id: invited.personId,
        id: ctx.newId(),
        kind: 'password',
        login: invited.email,
        secret_hash: hash,
        created_at: at,
        changed_at: at,
      })
      .execute(),
  );
}

/** Whom the link awaits, refusing an account that lives: an administrator's invitation opens none that is already someone's. */
export async function firstSignIn(ctx: Context<Tables>, secret: string): Promise<Invited> {
  const invited = await invitedBy(ctx, secret);
  if (invited.lives) throw refuseInvitation('people.invitation-account-lives');
  return invited;
}

/** Spends the link, writes how the person signs in from now on, and opens their first session. Of two at once, one enters. */
export async function welcome(
  ctx: Context<Tables>,
  invited: Invited,
  secret: string,
  methods: readonly Method[],
  writeProof: (tx: Context<Tables>['tx']) => Promise<unknown>,
): Promise<WithReply<{ slug: string }>> {
  const at = ctx.now().toString();
  await acrossSignIn(ctx, 'accepter une invitation', async (tx) => {
    await spendInvitation(tx, ctx, secret);
    await leaveAddress(tx, invited);
    // Reading this mailbox is what the link proved.
    await tx
      .insertInto('people.address')
      .values({ person_id: invited.personId, id: ctx.newId(), address: invited.email, added_at: at, verified_at: at })
      .onConflict((conflict) => conflict.column('address').doUpdateSet({ verified_at: at }).where('people.address.person_id', '=', invited.personId))
      .execute();
    await writeProof(tx);
  });
  await ctx.record({ what: 'people.invitation-accepted', about: { person: invited.personId, addressPassed: invited.isTaken } });
  return openSession(ctx, { personId: invited.personId, methods }, { slug: invited.slug });
}

/** Uses the link up, in a transaction of the across role. Of two at once, one does. */
export async function spendInvitation(
  tx: Context<Tables>['tx'],
  ctx: Context<Tables>,
  secret: string,
  more: { person_id?: string } = {},
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('people.invitation')
    .set({ accepted_at: ctx.now().toString(), secret_digest: null, ...more })
    .where('secret_digest', '=', secretDigest(secret))
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw refuseInvitation('people.invitation-unknown');
}

// Whoever had this mailbox before does not read it any more: it opens their account no longer. Passkeys and providers of identity still do.
async function leaveAddress(tx: Context<Tables>['tx'], { isTaken, email, personId }: Invited): Promise<void> {
  if (!isTaken) return;
  await tx.deleteFrom('people.credential').where('login', '=', email).where('person_id', '!=', personId).execute();
  await tx.deleteFrom('people.address').where('address', '=', email).where('person_id', '!=', personId).execute();
}
