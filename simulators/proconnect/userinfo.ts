// SPDX-License-Identifier: EUPL-1.2
import { sendJson, type Exchange } from './http.ts';
import { sign } from './keys.ts';
import { subjectOf } from './token.ts';
import type { World } from './world.ts';

const CLAIM_OF: Readonly<Record<string, string>> = { phone: 'phone_number' };

/** GET /api/v2/userinfo: a signed token. */
export async function userinfo(exchange: Exchange, world: World): Promise<void> {
  const [, presented = ''] = /^Bearer (\S+)$/.exec(exchange.request.headers.authorization ?? '') ?? [];
  const access = world.tokens.get(presented);
  if (!access || access.until <= Date.now()) return sendJson(exchange, 401, { error: 'invalid_token' });
  const { service, identity, scopes } = access;
  const known: Record<string, unknown> = { ...identity.claims, idp_id: identity.provider };
  const told = Object.fromEntries(
    scopes.map((scope) => CLAIM_OF[scope] ?? scope).flatMap((name) => (known[name] === undefined ? [] : [[name, known[name]]])),
  );
  const now = Math.floor(Date.now() / 1000);
  const plain = { ...told, sub: subjectOf(identity), aud: service.clientId, iss: world.issuer, iat: now, exp: now + 60 };
  const claims = world.twist.userinfo?.(plain) ?? plain;
  const jwt = await (world.twist.signUserinfo?.(claims) ?? sign(world.keys, service.signature, claims));
  exchange.response.writeHead(200, { 'content-type': 'application/jwt', 'cache-control': 'no-store' }).end(jwt);
}
