// SPDX-License-Identifier: EUPL-1.2
/** The addresses of the Deploy Center that applications and launchers of La Suite territoriale call, under `/api/v1.0`. */
import { sql } from 'kysely';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { todayInParis } from '#platform/calendar/paris.ts';
import { takeFromLimit } from '#platform/http/rate-limit.ts';
import type { House } from '#platform/house.ts';
import type { Protocol } from '#platform/room.ts';
import { operatorOn, operatorsOf } from '#rooms/organisations/api.ts';
import { secretDigest } from '../sign-in/session.ts';
import { answerEntitlements, organizationOf, type Service } from './answer-entitlements.ts';
import { LAUNCHER } from './launcher-script.ts';
import { readMeasures, readQuery } from './query.ts';

export const laSuiteProtocol: Protocol = {
  name: 'la-suite',
  prefix: '/api/v1.0',
  plugin: async (app, house) => {
    // Their clients write some addresses with a final slash and some without: the server takes both.
    app.get('/entitlements', (request, reply) => entitlements(house, request, reply));
    app.post('/entitlements', { bodyLimit: 65_536 }, (request, reply) => entitlements(house, request, reply));
    app.get('/lagaufre/services', (request, reply) => services(house, request, reply));
    app.get('/lagaufre.js', (_request, reply) => script(reply));
  },
};

async function entitlements(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const read = readQuery(request.query);
  const service = await serviceOf(house, request);
  // Refused alike without a key, with another's, and for a service that is not: it tells nobody which there are.
  if (!service) {
    await takeFromLimit(house, `la-suite refused ${request.ip}`, { most: 60, seconds: 60 });
    return reply.status(403).send({ detail: 'Authentication credentials were not provided or are not valid.' });
  }
  await takeFromLimit(house, `la-suite ${service.serviceId}`, { most: 3_000, seconds: 60 });
  if ('faults' in read) return reply.status(400).send(read.faults);
  const answer = await answerEntitlements(house, service, read.query, readMeasures(request.body));
  return reply.header('cache-control', 'no-store').send(answer);
}

async function serviceOf(house: House, request: FastifyRequest): Promise<Service | null> {
  const header = request.headers['x-service-auth'];
  // Earlier clients of Messages write ApiKey where the others write Bearer.
  const [, key] = /^(?:Bearer|ApiKey) ([\w-]{20,200})$/.exec(typeof header === 'string' ? header : '') ?? [];
  const { service_id: said } = z.object({ service_id: z.coerce.number().int().min(1).max(2_147_483_647).catch(0) }).parse(request.query);
  if (!key || said === 0) return null;
  const { rows } = await sql<{ who: Service | null }>`select people.whose_suite_key(${secretDigest(key)}, ${said}) as who`.execute(house.db.kysely);
  return rows[0]?.who ?? null;
}

type Tile = { number: number; name: string; url: string; maturity: string; logo: string | null; subscribed: boolean | null };

const launcherQuery = z.object({
  operator: z.uuid().optional(),
  siret: z.string().trim().optional(),
  siren: z.string().trim().optional(),
  insee: z.string().trim().optional(),
});

/** Which services an operator opens, those that the body has first. Anybody may ask: it is what the operator shows on its pages. */
async function services(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  void reply.headers({ 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' });
  await takeFromLimit(house, `la-suite launcher ${request.ip}`, { most: 300, seconds: 60 });
  const read = launcherQuery.safeParse(request.query);
  const fault = (status: number, error: unknown) => reply.status(status).send({ error, services: [] });
  if (!read.success) return fault(400, 'operator must be an identifier');
  const { operator: asked, ...codes } = read.data;
  if (!asked) return fault(400, 'operator is required');
  const operator = (await operatorsOf(house)).find(({ id }) => id === asked);
  if (!operator) return fault(404, 'Operator not found');
  const given = Object.entries(codes).filter(([, code]) => code !== undefined && code !== '');
  if (given.length > 1) return fault(400, { non_field_errors: ['Use exactly one of: siret, siren, or insee'] });
  const [name = '', code = ''] = given[0] ?? [];
  const wanted = { siret: /^\d{14}$/, siren: /^\d{9}$/, insee: /^\d[\dAB]\d{3}$/ }[name];
  if (wanted && !wanted.test(code)) return fault(400, { [name]: ['Invalid format.'] });
  const view = await operatorOn(house, operator.id, todayInParis(house.clock.now()));
  const body = name === 'insee' ? view.byInsee(code) : name ? view.bySiren(code.slice(0, 9)) : undefined;
  // A body that the operator declared is known to it alone: an anonymous question must not tell that it exists.
  if (name && (!body || view.isDeclared(body.id))) return fault(404, 'Organization not found');
  const { rows } = await sql<Tile>`select * from people.suite_of(${operator.id}::uuid, ${body?.id ?? null}::uuid)`.execute(house.db.kysely);
  const { id: _, ...organization } = body ? organizationOf(body) : { id: '' };
  return reply.send({
    ...(body && { organization }),
    services: rows.map(({ number, subscribed, ...tile }) => ({ id: number, ...tile, ...(subscribed !== null && { subscribed }) })),
  });
}

function script(reply: FastifyReply): FastifyReply {
  return reply
    .type('text/javascript; charset=utf-8')
    .headers({ 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin', 'cache-control': 'public, max-age=3600' })
    .send(LAUNCHER);
}
