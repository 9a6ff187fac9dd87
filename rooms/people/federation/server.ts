// SPDX-License-Identifier: EUPL-1.2
/** Where providers send the browser back. One address for each provider: an answer of one is never read as another's (RFC 9700 §4.4.2). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '#platform/context.ts';
import { whoIs } from '#platform/http/admit.ts';
import { takeFromLimit } from '#platform/http/rate-limit.ts';
import type { House } from '#platform/house.ts';
import { contextWithoutTransaction } from '#platform/make-context.ts';
import type { Protocol } from '#platform/room.ts';
import type { Tables } from '../tables.ts';
import type { Asserted } from './asserted.ts';
import { takeAttempt, type Attempt } from './attempt.ts';
import { completeLink } from './complete-link.ts';
import { completeSignIn } from './complete-sign-in.ts';
import { ProviderDown } from './configuration.ts';
import { AnswerRefused, exchange } from './exchange.ts';
import { providerCalled, returnAddressOf, type Provider } from './provider.ts';
import { refusedPage, type Why } from './refused-page.ts';

const KEY = /^(proconnect|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

export const federationProtocol: Protocol = { name: 'federation', prefix: '/connexion/federation', plugin: serveFederation };

async function serveFederation(app: FastifyInstance, house: House): Promise<void> {
  app.get('/:provider/retour', (request, reply) => comeBack(house, request, reply));
  app.get('/:provider/sortie', (request, reply) => afterLeaving(house, request, reply));
}

async function comeBack(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  await takeFromLimit(house, `federation ${request.ip}`, { most: 60, seconds: 60 });
  const { key, state } = asked(request);
  const attempt = KEY.test(key) ? await takeAttempt(house, request, reply, { state, provider: key }) : null;
  const provider = attempt ? await providerCalled(house, key) : null;
  if (!attempt || attempt.purpose === 'leave' || !provider) return refuse(reply, { kind: 'not-begun-here' });
  try {
    const asserted = await exchange(house, provider, attempt, returnedAddress(house, request, key));
    return await (attempt.purpose === 'link' ? addIdentity : enter)(house, request, reply, { provider, attempt, asserted });
  } catch (error) {
    return answerFault(house, request, reply, { provider, attempt }, error);
  }
}

type Came = { provider: Provider; attempt: Attempt; asserted: Asserted };

async function enter(house: House, request: FastifyRequest, reply: FastifyReply, { provider, attempt, asserted }: Came): Promise<FastifyReply> {
  const completed = await completeSignIn(publicContext(house, request), provider, asserted);
  if (completed.kind !== 'open') return refuse(reply, { ...completed, provider, asserted });
  completed.answer.apply(reply);
  return reply.redirect(attempt.back, 303);
}

// The browser must still hold the session that asked: an identity is never added to the account of whoever happens to be signed in.
async function addIdentity(house: House, request: FastifyRequest, reply: FastifyReply, { provider, attempt, asserted }: Came): Promise<FastifyReply> {
  const who = await whoIs(house, request, null);
  if (!who || who.supportedBy || who.sessionId !== attempt.sessionId) return refuse(reply, { kind: 'not-begun-here' });
  const { personId, name, sessionId } = who;
  const ctx = contextWithoutTransaction<Tables>(house, { ...entryOf(request), actor: { kind: 'person', personId, name, sessionId } });
  if ((await completeLink(ctx, provider, asserted)) === 'taken') return refuse(reply, { kind: 'taken', provider });
  return reply.redirect(attempt.back, 303);
}

async function answerFault(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  { provider, attempt }: Pick<Came, 'provider' | 'attempt'>,
  error: unknown,
): Promise<FastifyReply> {
  const isDown = error instanceof ProviderDown;
  if (!isDown && !(error instanceof AnswerRefused)) throw error;
  const code = isDown ? null : error.error;
  // Nobody is signed in there, and nothing was to be shown: the door asks.
  if (attempt.isSilent) return reply.redirect(`/connexion${attempt.back === '/' ? '' : `?retour=${encodeURIComponent(attempt.back)}`}`, 303);
  request.log.warn({ provider: provider.key, code, err: error.cause }, 'sign-in elsewhere refused');
  const because = isDown ? 'down' : (code ?? 'answer-refused');
  await publicContext(house, request).record({ what: 'people.federated-sign-in-refused', about: { provider: provider.key, because } });
  return refuse(
    reply,
    isDown
      ? { kind: 'down', provider }
      : code
        ? { kind: 'declined', provider, isCancelled: code === 'access_denied' }
        : { kind: 'answer-refused', provider },
  );
}

// Its own session is closed already; the state only says that this browser asked to leave.
async function afterLeaving(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { key, state } = asked(request);
  const attempt = KEY.test(key) ? await takeAttempt(house, request, reply, { state, provider: key }) : null;
  return reply.redirect(attempt?.purpose === 'leave' ? '/connexion?deconnexion=faite' : '/connexion', 303);
}

function asked(request: FastifyRequest): { key: string; state: string | undefined } {
  const { provider } = request.params as { provider: string }; // the address above names it
  const { state } = request.query as { state?: unknown }; // repeated, it is a list: no state
  return { key: provider, state: typeof state === 'string' ? state : undefined };
}

// Never from the Host header, which whoever sends the request chooses.
function returnedAddress(house: House, request: FastifyRequest, key: string): URL {
  const address = new URL(returnAddressOf(house, key));
  address.search = new URL(request.url, house.settings.publicUrl).search;
  return address;
}

function refuse(reply: FastifyReply, why: Why): FastifyReply {
  const { status, page } = refusedPage(why);
  return reply.status(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page.toString());
}

function publicContext(house: House, request: FastifyRequest): Context<Tables> {
  return contextWithoutTransaction<Tables>(house, { ...entryOf(request), actor: { kind: 'public' } });
}

function entryOf(request: FastifyRequest) {
  return { organisation: null, requestId: request.id, userAgent: request.headers['user-agent'], address: request.ip, cookies: request.cookies };
}
