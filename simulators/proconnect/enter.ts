// SPDX-License-Identifier: EUPL-1.2
import { sendTo, setSession, type Exchange } from './http.ts';
import { randomId, type Code, type Identity, type Interaction, type Request, type World } from './world.ts';

const CODE_MS = 30_000;

/** Opens its session and sends the browser back to the service with a code. */
export function enter(exchange: Exchange, world: World, interaction: Interaction, identity: Identity, idToken: string | null = null): void {
  const { request, service, id } = interaction;
  world.interactions.delete(id);
  if (!isLevelEnough(request, identity)) {
    const error = { error: 'access_denied', error_description: 'none of the requested ACRs could be obtained' };
    return sendTo(exchange, request['redirect_uri'] ?? '', { ...error, state: request['state'], iss: world.issuer });
  }
  const session = { id: randomId(), identity, openedAt: Date.now(), idToken };
  world.sessions.set(session.id, session);
  setSession(exchange, world.origin, session.id);
  const code = newCode(world, { request, service }, identity, session.openedAt);
  sendTo(exchange, request['redirect_uri'] ?? '', { code, state: request['state'], iss: world.issuer });
}

// Asked as an essential claim, a level that was not reached is a refusal (OpenID Connect Core §5.5.1.1).
function isLevelEnough(request: Request, { acr }: Identity): boolean {
  const asked = JSON.parse(request['claims'] ?? '{}') as { id_token?: { acr?: { essential?: boolean; values?: string[] } } }; // read with care below
  const level = asked.id_token?.acr;
  return level?.essential !== true || !Array.isArray(level.values) || level.values.includes(acr);
}

/** A code for what was asked, good for half a minute and once. */
export function newCode(world: World, { request, service }: Pick<Code, 'request' | 'service'>, identity: Identity, authTime: number): string {
  const code = randomId();
  world.codes.set(code, { request, service, identity, authTime, until: Date.now() + CODE_MS });
  return code;
}
