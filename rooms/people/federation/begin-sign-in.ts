// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import * as client from 'openid-client';
import type { Context } from '#platform/context.ts';
import { WithReply } from '#platform/http/answers.ts';
import type { House } from '#platform/house.ts';
import { refuseFederation as refuse } from '../contract/federation.ts';
import { personWhoActs } from '../person-who-acts.ts';
import { asPerson } from '../sign-in/across-sign-in.ts';
import { refuseUnlessProven } from '../sign-in/raise-session.ts';
import type { Tables } from '../tables.ts';
import { newAttempt, rememberAttempt, type Attempt } from './attempt.ts';
import { configurationOf, ProviderDown } from './configuration.ts';
import { PROCONNECT, providerCalled, returnAddressOf, type Provider } from './provider.ts';
import { LEVELS_OF_TWO_FACTORS } from './asserted.ts';
import { safeReturn } from './safe-return.ts';

type Asked = {
  provider: string;
  back?: string | undefined;
  email?: string | undefined;
  isSilent?: boolean | undefined;
  isStrong?: boolean | undefined;
};

/** Where the browser goes to sign in at a provider; the browser keeps what proves that it began. Refuses when the provider does not answer. */
export async function beginSignIn(ctx: Context<Tables>, asked: Asked) {
  return begin(ctx.house, asked, { purpose: 'enter', sessionId: null });
}

/** The same, to add the identity to the account of the person signed in. Never in a session of support: it would outlive it. */
export async function beginLink(ctx: Context<Tables>, { provider }: { provider: string }) {
  const { personId, name, sessionId, supportedBy } = personWhoActs(ctx);
  if (supportedBy) throw refuse('people.link-not-in-support');
  // One more way in is as much as a password: a session left open on a desk must not be given one.
  await asPerson(ctx, { personId, name }, refuseUnlessProven);
  return begin(ctx.house, { provider, back: '/compte/identites' }, { purpose: 'link', sessionId });
}

async function begin(house: House, asked: Asked, { purpose, sessionId }: Pick<Attempt, 'purpose' | 'sessionId'>) {
  const provider = await providerCalled(house, asked.provider);
  if (!provider) throw refuse('people.provider-unknown');
  const attempt = newAttempt(house, { provider: provider.key, purpose, sessionId, back: safeReturn(asked.back), isSilent: asked.isSilent ?? false });
  try {
    const { location, kept } = await authorizationAddress(house, provider, attempt, asked);
    return new WithReply({ location }, (reply) => rememberAttempt(reply, house, kept));
  } catch (error) {
    if (error instanceof ProviderDown) throw refuse('people.provider-down', { name: provider.name });
    throw error;
  }
}

async function authorizationAddress(house: House, provider: Provider, attempt: Attempt, { email, isSilent, isStrong }: Asked) {
  const config = await configurationOf(house, provider);
  // ProConnect’s documentation does not list a challenge and calls unknown parameters errors: it is sent one where its metadata announces it.
  const usesChallenge = provider.key !== PROCONNECT || config.serverMetadata().supportsPKCE();
  const hint = await idpHintFor(house, provider, email);
  const parameters = {
    redirect_uri: returnAddressOf(house, provider.key),
    scope: provider.scopes.join(' '),
    state: attempt.state,
    nonce: attempt.nonce,
    claims: claimsAsked(provider, isStrong),
    ...(provider.askedAcr && { acr_values: provider.askedAcr }),
    ...(email && { login_hint: email }),
    ...(hint && { idp_hint: hint }),
    ...(isSilent && { prompt: 'none' }),
    ...(usesChallenge &&
      attempt.verifier && { code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier), code_challenge_method: 'S256' }),
  };
  const kept = usesChallenge ? attempt : { ...attempt, verifier: null };
  return { location: client.buildAuthorizationUrl(config, parameters).href, kept };
}

// The levels of ProConnect at which a second factor was given, asked as its documentation of 2026 says: as an essential claim, not by `acr_values`.
function claimsAsked(provider: Provider, isStrong: boolean | undefined): string {
  const acr = isStrong && provider.key === PROCONNECT ? { acr: { essential: true, values: LEVELS_OF_TWO_FACTORS } } : {};
  // Told only to those who ask for it; without it a second factor given there would have to be given again here.
  return JSON.stringify({ id_token: { amr: { essential: true }, ...acr } });
}

async function idpHintFor(house: House, provider: Provider, email: string | undefined): Promise<string | null> {
  const domain = email?.split('@')[1]?.toLowerCase();
  if (provider.key !== PROCONNECT || !domain) return null;
  const { rows } = await sql<{ hint: string | null }>`select people.idp_hint_for(${domain}) as hint`.execute(house.db.kysely);
  return rows[0]?.hint ?? null;
}
