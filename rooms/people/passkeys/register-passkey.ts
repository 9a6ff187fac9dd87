// SPDX-License-Identifier: EUPL-1.2
import { generateRegistrationOptions, verifyRegistrationResponse, type RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Context } from '#platform/context.ts';
import { refuseFactor } from '../contract/second-factor.ts';
import type { Tables } from '../tables.ts';
import { keepChallenge, relyingParty, spendChallenge } from './challenge.ts';

export type Holder = { personId: string; name: string; email: string };

/** What a browser needs to make a passkey: kept by the authenticator, so that no address is typed, and unlocked at each use. */
export async function registrationOptions(ctx: Context<Tables>, holder: Holder, known: readonly string[]) {
  const options = await generateRegistrationOptions({
    rpName: 'Beffroi',
    rpID: relyingParty(ctx).rpID,
    userID: new TextEncoder().encode(holder.personId),
    userName: holder.email,
    userDisplayName: holder.name,
    attestationType: 'none',
    excludeCredentials: known.map((id) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await keepChallenge(ctx, options.challenge, 'new-passkey', holder.personId);
  return { options: { ...options } };
}

/** The row of a passkey that this person has just made for this site. Refuses `people.passkey-not-made`. */
export async function checkedPasskey(ctx: Context<Tables>, personId: string, name: string, response: unknown) {
  const { rpID, origin } = relyingParty(ctx);
  const checked = await verifyRegistrationResponse({
    response: response as RegistrationResponseJSON, // read part by part by the library, which throws on what is not
    expectedChallenge: (challenge) => spendChallenge(ctx, challenge, 'new-passkey', personId),
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
  }).catch((error: Error) => {
    ctx.house.log.info({ error: error.message }, 'a new passkey was refused');
    return null;
  });
  if (!checked?.verified) throw refuseFactor('people.passkey-not-made');
  const { credential, credentialBackedUp } = checked.registrationInfo;
  return {
    person_id: personId,
    id: ctx.newId(),
    credential_id: credential.id,
    public_key: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: [...(credential.transports ?? [])],
    name,
    is_synced: credentialBackedUp,
    created_at: ctx.now().toString(),
    used_at: null,
  };
}
