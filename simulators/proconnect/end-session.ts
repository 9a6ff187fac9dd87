// SPDX-License-Identifier: EUPL-1.2
import { createLocalJWKSet, jwtVerify } from 'jose';
import { sendTo, sessionIdOf, setSession, type Exchange } from './http.ts';
import { endAtIdentityProvider } from './identity-provider.ts';
import { sendError } from './pages.ts';
import { randomId, type World } from './world.ts';

/** GET /api/v2/session/end: by the browser, with the ID token, to an address declared beforehand. */
export async function endSession(exchange: Exchange, world: World): Promise<void> {
  const { id_token_hint: hint, state, post_logout_redirect_uri: back } = Object.fromEntries(exchange.url.searchParams);
  if (!hint || !state || !back) return sendError(exchange, 400, 'Y000400', 'id_token_hint, state et post_logout_redirect_uri sont requis.');
  const audience = await audienceOf(world, hint);
  const service = world.services.find(({ clientId }) => clientId === audience);
  if (!service?.postLogoutUris.includes(back))
    return sendError(exchange, 400, 'Y030111', 'post_logout_redirect_uri n’est pas celle qui a été déclarée.');
  const session = world.sessions.get(sessionIdOf(exchange) ?? '');
  if (!session) return sendError(exchange, 400, 'Y030110', 'Aucune session n’est ouverte.');
  world.sessions.delete(session.id);
  setSession(exchange, world.origin, null);
  const destination = new URL(back);
  destination.searchParams.set('state', state);
  const provider = world.identityProviders.find(({ id }) => id === session.identity.provider);
  if (provider?.kind !== 'openid' || !session.idToken) return sendTo(exchange, destination.href);
  const leaving = randomId();
  world.leavings.set(leaving, { back: destination.href });
  return endAtIdentityProvider(exchange, world, provider, { idToken: session.idToken, state: leaving });
}

/** GET /api/v2/client/logout-callback: the identity provider closed its own session. */
export function afterIdentityProvider(exchange: Exchange, world: World): void {
  const state = exchange.url.searchParams.get('state') ?? '';
  const leaving = world.leavings.get(state);
  world.leavings.delete(state);
  if (!leaving) return sendError(exchange, 400, 'Y000400', 'Cette déconnexion n’a pas commencé ici.');
  sendTo(exchange, leaving.back);
}

async function audienceOf(world: World, hint: string): Promise<unknown> {
  try {
    // Hours later the token has run out; it still says whose session this is.
    const { payload } = await jwtVerify(hint, createLocalJWKSet({ keys: world.keys.public }), { issuer: world.issuer, currentDate: new Date(0) });
    return payload.aud;
  } catch {
    return null;
  }
}
