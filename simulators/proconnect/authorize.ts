// SPDX-License-Identifier: EUPL-1.2
import type { Exchange } from './http.ts';
import { sendTo, sessionIdOf } from './http.ts';
import { newCode } from './enter.ts';
import { leadTo } from './lead-to.ts';
import { sendAddressPage, sendError } from './pages.ts';
import { randomId, type Interaction, type Request, type World } from './world.ts';

const DOCUMENTED = [
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'claims',
  'state',
  'nonce',
  'prompt',
  'idp_hint',
  'login_hint',
  'acr_values',
];
const CHALLENGE = ['code_challenge', 'code_challenge_method'];
const SCOPES = [
  'openid',
  'given_name',
  'usual_name',
  'email',
  'uid',
  'siret',
  'siren',
  'idp_id',
  'phone',
  'organizational_unit',
  'belonging_population',
  'chorusdt',
  'custom',
];
const SESSION_MS = 12 * 3_600_000;

/** GET /api/v2/authorize */
export async function authorize(exchange: Exchange, world: World): Promise<void> {
  const request: Request = Object.fromEntries(exchange.url.searchParams);
  const service = world.services.find(({ clientId }) => clientId === request['client_id']);
  const admitted = world.takesChallenge ? [...DOCUMENTED, ...CHALLENGE] : DOCUMENTED;
  const stranger = Object.keys(request).find((name) => !admitted.includes(name));
  if (!service || stranger) return sendError(exchange, 400, 'Y000400', stranger ? `Paramètre inconnu : ${stranger}.` : 'client_id inconnu.');
  const back = request['redirect_uri'];
  if (!back || !service.redirectUris.includes(back)) return sendError(exchange, 400, 'Y030031', 'redirect_uri n’est pas celle qui a été déclarée.');
  if (request['response_type'] !== 'code') return sendError(exchange, 400, 'Y000400', 'response_type doit valoir code.');
  for (const name of ['state', 'nonce']) {
    if ((request[name] ?? '').length < 32) return sendError(exchange, 400, 'Y000400', `${name} doit compter au moins 32 caractères.`);
  }
  const scopes = (request['scope'] ?? '').split(' ');
  if (!scopes.includes('openid') || scopes.some((scope) => !SCOPES.includes(scope)))
    return sendTo(exchange, back, { error: 'invalid_scope', error_description: 'requested scope is not allowed', state: request['state'] });
  const session = world.sessions.get(sessionIdOf(exchange) ?? '');
  if (session && session.openedAt + SESSION_MS > Date.now()) {
    return sendTo(exchange, back, {
      code: newCode(world, { request, service }, session.identity, session.openedAt),
      state: request['state'],
      iss: world.issuer,
    });
  }
  if (request['prompt'] === 'none') return sendTo(exchange, back, { error: 'login_required', state: request['state'], iss: world.issuer });
  const interaction: Interaction = { id: randomId(), request, service, upstream: null };
  world.interactions.set(interaction.id, interaction);
  const hinted = world.identityProviders.find(({ id }) => id === request['idp_hint']);
  if (hinted) return leadTo(exchange, world, interaction, hinted, request['login_hint']);
  return sendAddressPage(exchange, world, interaction.id, { email: request['login_hint'] ?? '' });
}
