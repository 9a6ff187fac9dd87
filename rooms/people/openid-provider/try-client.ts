// SPDX-License-Identifier: EUPL-1.2
/** `openid-client` at work against a listening house, for the tests of the protocol. */
import * as openid from 'openid-client';
import type { TestPerson } from '../testing.ts';
import { Browser, type OpenHouse, type Seen, type TestApplication } from './testing.ts';

export const RETURN = 'https://app.exemple.fr/retour';

export type Started = { url: URL; verifier: string; state: string; nonce: string };

/** What `openid-client` knows of the house, as this application. */
export function discover(it: Pick<OpenHouse, 'issuer'>, application: TestApplication, auth?: openid.ClientAuth): Promise<openid.Configuration> {
  return openid.discovery(new URL(it.issuer), application.id, application.secret, auth ?? openid.ClientSecretBasic(application.secret), {
    execute: [openid.allowInsecureRequests],
  });
}

/** An authorisation request, with what the application keeps to check the answer. */
export async function start(config: openid.Configuration, more: Record<string, string> = {}): Promise<Started> {
  const verifier = openid.randomPKCECodeVerifier();
  const [state, nonce] = [openid.randomState(), openid.randomNonce()];
  const url = openid.buildAuthorizationUrl(config, {
    redirect_uri: RETURN,
    scope: 'openid profile email organisation roles groups',
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...more,
  });
  return { url, verifier, state, nonce };
}

/** The tokens for the code that this address brings back. */
export function finish(config: openid.Configuration, { verifier, state, nonce }: Started, location: string | null) {
  if (!location) throw new Error('the person was not sent back to the application');
  return openid.authorizationCodeGrant(config, new URL(location), { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce });
}

/** The whole way in, where nothing is asked of the person. */
export async function enter(config: openid.Configuration, browser: Browser, more: Record<string, string> = {}) {
  const started = await start(config, more);
  const seen = await browser.visit(started.url);
  return finish(config, started, seen.location);
}

/** A browser in which this person is signed in. */
export async function browserOf(it: OpenHouse, person: TestPerson): Promise<Browser> {
  const browser = new Browser(it.origin);
  await browser.signIn(person);
  return browser;
}

/** The error that an application is sent back with. */
export function errorIn({ location }: Seen): string | null {
  return location ? new URL(location).searchParams.get('error') : null;
}
