// SPDX-License-Identifier: EUPL-1.2
import { generateAuthenticationOptions, verifyAuthenticationResponse, type AuthenticationResponseJSON } from '@simplewebauthn/server';
import type { Context } from '#platform/context.ts';
import { refuseFactor } from '../contract/second-factor.ts';
import { acrossSignIn, asPerson } from '../sign-in/across-sign-in.ts';
import { enter } from '../sign-in/enter.ts';
import type { Method } from '../sign-in/open-session.ts';
import { completeWith, whoCompletes } from '../second-factor/complete-sign-in.ts';
import type { Tables } from '../tables.ts';
import { keepChallenge, relyingParty, spendChallenge } from './challenge.ts';

/** What a passkey must sign. The person need not be named: the authenticator offers the passkeys of this site. */
export async function passkeyOptions(ctx: Context<Tables>) {
  const options = await generateAuthenticationOptions({ rpID: relyingParty(ctx).rpID, userVerification: 'required' });
  await keepChallenge(ctx, options.challenge, 'passkey', null);
  return { options: { ...options } };
}

/**
 * Signs in by a passkey, which is two factors at once: what one has, and what unlocks it. In a session, or after a first factor, it completes
 * that one, if the passkey is the same person's. Runs without a transaction.
 */
export async function givePasskey(ctx: Context<Tables>, { response }: { response: unknown }) {
  const assertion = response as AuthenticationResponseJSON; // read part by part by the library, which throws on what is not
  const known = await verify(ctx, assertion);
  if (!known) {
    await ctx.record({ what: 'people.passkey-failed', about: {} });
    throw refuseFactor('people.passkey-refused');
  }
  const methods: Method[] = ['pop', 'mfa'];
  const who = await whoCompletes(ctx);
  if (who && who.personId === known.personId) return completeWith(ctx, who, methods);
  // Someone else's session is left as it is: theirs to close.
  if (ctx.actor.kind === 'person') throw refuseFactor('people.passkey-refused');
  return enter(ctx, { ...known, methods });
}

async function verify(ctx: Context<Tables>, response: AuthenticationResponseJSON): Promise<{ personId: string; name: string } | null> {
  const key = await acrossSignIn(ctx, 'chercher une clé d’accès', (tx) =>
    tx
      .selectFrom('people.passkey as k')
      .innerJoin('people.person as p', 'p.id', 'k.person_id')
      .select(['k.person_id', 'k.id', 'k.credential_id', 'k.public_key', 'k.counter', 'p.given_name', 'p.family_name'])
      .where('k.credential_id', '=', response.id)
      .executeTakeFirst(),
  );
  if (!key) return null;
  const { rpID, origin } = relyingParty(ctx);
  const checked = await verifyAuthenticationResponse({
    response,
    expectedChallenge: (challenge) => spendChallenge(ctx, challenge, 'passkey', null),
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
    credential: { id: key.credential_id, publicKey: new Uint8Array(key.public_key), counter: key.counter },
  }).catch((error: Error) => {
    // Malformed, of another origin, a counter that went back: refusals all the same.
    ctx.house.log.info({ error: error.message }, 'a passkey was refused');
    return null;
  });
  if (!checked?.verified) return null;
  const { newCounter } = checked.authenticationInfo;
  const person = { personId: key.person_id, name: `${key.given_name} ${key.family_name}` };
  await asPerson(ctx, person, (own) =>
    own.tx
      .updateTable('people.passkey')
      .set({ counter: newCounter, used_at: ctx.now().toString() })
      .where('person_id', '=', key.person_id)
      .where('id', '=', key.id)
      .execute(),
  );
  return person;
}
