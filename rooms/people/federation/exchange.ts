// SPDX-License-Identifier: EUPL-1.2
import { createRemoteJWKSet, customFetch, decodeProtectedHeader, jwtVerify, type JWTVerifyGetKey } from 'jose';
import * as client from 'openid-client';
import type { House } from '#platform/house.ts';
import { outgoing, OutgoingRefused } from '#platform/http/outgoing.ts';
import { readClaims, saysSecondFactor, type Asserted } from './asserted.ts';
import type { Attempt } from './attempt.ts';
import { configurationOf, ProviderDown, sayFault, sayWell } from './configuration.ts';
import type { Provider } from './provider.ts';

// ProConnect signs with one of the first two (HS256, which it also offers, would let whoever knows our secret sign). Never `none`.
const SIGNATURES = ['RS256', 'ES256', 'PS256', 'EdDSA', 'Ed25519', 'ES384', 'ES512', 'RS384', 'RS512', 'PS384', 'PS512'];

/** The provider's answer is not to be believed, or says no. `error` is the code that it gave, if any. */
export class AnswerRefused extends Error {
  readonly error: string | null;

  constructor(error: string | null, cause: unknown) {
    super('the answer of the identity provider is refused', { cause });
    this.name = 'AnswerRefused';
    this.error = error;
  }
}

/**
 * Changes the code of a return for what the provider says of the person: state, issuer, nonce, challenge, audience, signatures and
 * subject are checked. Rejects with `AnswerRefused`, or `ProviderDown` when the provider does not answer.
 */
export async function exchange(house: House, provider: Provider, attempt: Attempt, returned: URL): Promise<Asserted> {
  const config = await configurationOf(house, provider);
  try {
    const tokens = await client.authorizationCodeGrant(config, returned, {
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      idTokenExpected: true,
      ...(attempt.verifier && { pkceCodeVerifier: attempt.verifier }),
    });
    const claims = tokens.claims();
    if (!claims || !tokens.id_token) throw new Error('no ID token');
    checkSignature(tokens.id_token);
    const told = provider.signsUserinfo
      ? await signedUserinfo(house, config, provider, tokens.access_token, claims.sub)
      : await plainUserinfo(config, tokens.access_token, claims.sub);
    sayWell(house, provider);
    return {
      issuer: claims.iss,
      subject: claims.sub,
      ...readClaims(provider.claimNames, { ...claims, ...told }),
      hasSecondFactor: saysSecondFactor(claims),
      idToken: tokens.id_token,
    };
  } catch (error) {
    if (isOutOfReach(error)) {
      sayFault(house, provider);
      throw new ProviderDown(error);
    }
    throw new AnswerRefused(error instanceof client.AuthorizationResponseError ? error.error : null, error);
  }
}

const keySets = new WeakMap<client.Configuration, JWTVerifyGetKey>();

/** Userinfo as a signed token: by the provider, for us, about the same person. */
async function signedUserinfo(house: House, config: client.Configuration, provider: Provider, accessToken: string, subject: string) {
  const { userinfo_endpoint: endpoint, issuer, jwks_uri: keys } = config.serverMetadata();
  if (!endpoint || !keys) throw new Error('no userinfo, or no keys');
  const response = await client.fetchProtectedResource(
    config,
    accessToken,
    new URL(endpoint),
    'GET',
    undefined,
    new Headers({ accept: 'application/jwt' }),
  );
  if (response.status >= 500) throw new ProviderDown();
  if (!response.ok || !/^application\/jwt\b/i.test(response.headers.get('content-type') ?? '')) throw new Error('userinfo is not signed');
  const send = outgoing(house.settings, { timeoutMs: 4_000 });
  const keySet =
    keySets.get(config) ??
    createRemoteJWKSet(new URL(keys), {
      [customFetch]: (url, { method, headers, signal }) => send(url, { method, headers, signal }),
      timeoutDuration: 4_000,
    });
  keySets.set(config, keySet);
  const { payload } = await jwtVerify(await response.text(), keySet, {
    issuer,
    audience: provider.clientId,
    algorithms: SIGNATURES,
    clockTolerance: 30,
  });
  if (payload.sub !== subject) throw new Error('userinfo is about someone else');
  return payload;
}

async function plainUserinfo(config: client.Configuration, accessToken: string, subject: string): Promise<Record<string, unknown>> {
  return config.serverMetadata().userinfo_endpoint ? client.fetchUserInfo(config, accessToken, subject) : {};
}

function checkSignature(token: string): void {
  const { alg } = decodeProtectedHeader(token);
  if (!alg || !SIGNATURES.includes(alg)) throw new Error('the ID token is not signed as it must be');
}

// Libraries wrap what the network said in errors of their own.
function isOutOfReach(error: unknown): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof OutgoingRefused || cause instanceof ProviderDown) return true;
    if (cause.cause instanceof Response) return cause.cause.status >= 500;
    if (cause instanceof client.ResponseBodyError) return cause.status >= 500;
  }
  return false;
}
