// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import { sendJson, type Exchange } from './http.ts';
import { sign } from './keys.ts';
import { randomId, type Code, type Identity, type World } from './world.ts';

const TOKEN_S = 60;

/** POST /api/v2/token */
export async function token(exchange: Exchange, world: World): Promise<void> {
  const { form } = exchange;
  const service = world.services.find(({ clientId }) => clientId === form.get('client_id'));
  if (!service || form.get('client_secret') !== service.clientSecret) return sendJson(exchange, 401, { error: 'invalid_client' });
  const presented = form.get('code') ?? '';
  const code = world.codes.get(presented);
  world.codes.delete(presented);
  const isGood =
    form.get('grant_type') === 'authorization_code' &&
    code !== undefined &&
    code.until > Date.now() &&
    code.service === service &&
    code.request['redirect_uri'] === form.get('redirect_uri') &&
    isChallengeMet(code, form.get('code_verifier'));
  if (!isGood) return sendJson(exchange, 400, { error: 'invalid_grant' });
  const access = randomId();
  const scopes = (code.request['scope'] ?? '').split(' ');
  world.tokens.set(access, { service, identity: code.identity, scopes, until: Date.now() + TOKEN_S * 1000 });
  const claims = world.twist.idToken?.(idTokenClaims(world, code)) ?? idTokenClaims(world, code);
  const idToken = await (world.twist.signIdToken?.(claims) ?? sign(world.keys, service.signature, claims));
  return sendJson(exchange, 200, { access_token: access, token_type: 'Bearer', expires_in: TOKEN_S, id_token: idToken, scope: scopes.join(' ') });
}

/** One identifier per person and identity provider, the same for every client. */
export function subjectOf({ provider, claims }: Identity): string {
  return createHash('sha256')
    .update(`${provider} ${String(claims['uid'])}`)
    .digest('hex');
}

function idTokenClaims(world: World, { request, service, identity, authTime }: Code): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: world.issuer,
    aud: service.clientId,
    sub: subjectOf(identity),
    nonce: request['nonce'],
    acr: identity.acr,
    ...(asksForAmr(request['claims']) && { amr: identity.amr }),
    auth_time: Math.floor(authTime / 1000),
    iat: now,
    exp: now + TOKEN_S,
  };
}

function asksForAmr(claims: string | undefined): boolean {
  try {
    return 'amr' in (JSON.parse(claims ?? '{}').id_token ?? {});
  } catch {
    return false;
  }
}

function isChallengeMet({ request }: Code, verifier: string | null): boolean {
  const challenge = request['code_challenge'];
  if (!challenge) return verifier === null;
  return verifier !== null && createHash('sha256').update(verifier).digest('base64url') === challenge;
}
