// SPDX-License-Identifier: EUPL-1.2
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { whoIs } from '#platform/http/admit.ts';
import { takeFromLimit } from '#platform/http/rate-limit.ts';
import type { House } from '#platform/house.ts';
import type { Protocol } from '#platform/room.ts';
import { takeCodeFromAddress } from './code-in-address.ts';
import { answerQuestion, showQuestion } from './question.ts';
import { openIdProvider } from './provider.ts';
import { rememberWhoAsks } from './who-asks.ts';

const PREFIX = '/oidc';

/** OpenID Connect under `/oidc`: the questions asked of the person are ours, everything else is `oidc-provider`'s. */
export const openIdProtocol: Protocol = {
  name: 'openid',
  prefix: PREFIX,
  plugin: async (app, house) => {
    // Only these pages are reached by a person whose session counts; refusing foreign forms is for them.
    app.get('/entrer/:uid', { config: { answer: 'html' } }, (request, reply) => showQuestion(house, request, reply));
    app.post('/entrer/:uid', { config: { answer: 'html' } }, (request, reply) => answerQuestion(house, request, reply));
    await app.register(async (mount) => mountProvider(mount, house));
  },
};

// Programs and other sites' pages post there by design, with credentials of their own: no cookie counts there.
const openToOtherSites = ['/token', '/token/*', '/me', '/device/auth'];

async function mountProvider(mount: FastifyInstance, house: House): Promise<void> {
  // The provider reads the body itself.
  mount.removeAllContentTypeParsers();
  mount.addContentTypeParser('*', (_request, _body, done) => done(null));
  const handler = (request: FastifyRequest, reply: FastifyReply): Promise<void> => handOver(house, request, reply);
  for (const url of openToOtherSites) mount.all(url, { config: { acceptsOtherSites: true } }, handler);
  mount.get('/appareil', (request, reply) => enterCode(house, request, reply, handler));
  mount.post('/appareil', (request, reply) => checkCode(house, request, reply, handler));
  mount.all('/*', handler);
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** A code is short: only somebody who is signed in may try one, and not many. */
async function enterCode(house: House, request: FastifyRequest, reply: FastifyReply, handler: Handler): Promise<FastifyReply | void> {
  if (!(await whoIs(house, request, null))) return reply.redirect(`/connexion?retour=${encodeURIComponent(request.url)}`, 303);
  takeCodeFromAddress(request.raw);
  return handler(request, reply);
}

async function checkCode(house: House, request: FastifyRequest, reply: FastifyReply, handler: Handler): Promise<FastifyReply | void> {
  const who = await whoIs(house, request, null);
  if (!who) return reply.redirect(`/connexion?retour=${encodeURIComponent(`${PREFIX}/appareil`)}`, 303);
  await takeFromLimit(house, `openid user code ${who.personId}`, { most: 20, seconds: 600 });
  return handler(request, reply);
}

async function handOver(house: House, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  await takeFromLimit(house, `openid ${request.ip}`, { most: 600, seconds: 60 });
  const { raw } = request;
  const [{ answer }, who] = await Promise.all([openIdProvider(house), whoIs(house, request, null)]);
  rememberWhoAsks(raw, who);
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value);
  reply.hijack();
  const { host, protocol } = new URL(house.settings.publicUrl);
  // Links are made of the public address, never of what the request says.
  Object.assign(raw.headers, { host, 'x-forwarded-proto': protocol.slice(0, -1), 'x-forwarded-for': request.ip });
  delete raw.headers['x-forwarded-host'];
  const whole = raw.url ?? PREFIX;
  Object.assign(raw, { originalUrl: whole, url: whole.slice(PREFIX.length) || '/' });
  await answer(raw, reply.raw);
}
