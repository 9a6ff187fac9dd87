// SPDX-License-Identifier: EUPL-1.2
import { sendTo, setSession, type Exchange } from './http.ts';
import { randomId, type Code, type Identity, type Interaction, type World } from './world.ts';

const CODE_MS = 30_000;

/** Opens its session and sends the browser back to the service with a code. */
export function enter(exchange: Exchange, world: World, interaction: Interaction, identity: Identity, idToken: string | null = null): void {
  const { request, service, id } = interaction;
  world.interactions.delete(id);
  const session = { id: randomId(), identity, openedAt: Date.now(), idToken };
  world.sessions.set(session.id, session);
  setSession(exchange, world.origin, session.id);
  const code = newCode(world, { request, service }, identity, session.openedAt);
  sendTo(exchange, request['redirect_uri'] ?? '', { code, state: request['state'], iss: world.issuer });
}

/** A code for what was asked, good for half a minute and once. */
export function newCode(world: World, { request, service }: Pick<Code, 'request' | 'service'>, identity: Identity, authTime: number): string {
  const code = randomId();
  world.codes.set(code, { request, service, identity, authTime, until: Date.now() + CODE_MS });
  return code;
}
