// SPDX-License-Identifier: EUPL-1.2
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { House } from '../house.ts';
import { contextWithoutTransaction, inContext, type Entry } from '../make-context.ts';
import type { FileAnswer, Route } from '../room.ts';
import { addressOf, type AnswerKind, type Endpoint } from './contract.ts';
import { admit } from './admit.ts';
import { Redirect, WithReply } from './answers.ts';
import { Html } from './html.ts';
import { refuseNullCharacters } from './null-characters.ts';
import { invalidInput } from './problems.ts';
import { sendFile } from './send-file.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    answer?: AnswerKind;
    route?: Route;
    /** A protocol's address that other sites' pages may call: it reads no cookie, or nothing follows from it without a question. */
    acceptsOtherSites?: boolean;
    /** A protocol's address whose uploads may last for hours: it watches over their pace itself. */
    takesLong?: boolean;
  }
}

/** Puts the route tables of every room on the server: admit, validate, run the action, answer what the contract says. */
export function registerRoutes(app: FastifyInstance, house: House): void {
  for (const room of house.rooms) for (const route of room.routes ?? []) registerRoute(app, house, route);
}

function registerRoute(app: FastifyInstance, house: House, route: Route): void {
  const { endpoint } = route;
  app.route({
    method: endpoint.method,
    url: addressOf(endpoint),
    config: { answer: endpoint.answer, route },
    ...(endpoint.bodyLimit !== undefined && { bodyLimit: endpoint.bodyLimit }),
    handler: async (request, reply) => {
      const admitted = await admit(house, route, request);
      const input = readInput(endpoint, request);
      const caller = { requestId: request.id, userAgent: request.headers['user-agent'], address: request.ip, cookies: request.cookies };
      const entry: Entry = { ...admitted, readOnly: readsOnly(route), ...caller };
      const output = route.withoutTransaction
        ? await route.action(contextWithoutTransaction(house, entry), input)
        : await inContext(house, entry, (ctx) => route.action(ctx, input));
      return answer(house, endpoint, output, reply);
    },
  });
}

// A person's own rows may change on a GET (marks what was seen) only if the route says POST: GET never writes.
function readsOnly(route: Route): boolean {
  return route.readsOnly ?? route.endpoint.method === 'GET';
}

function readInput(endpoint: Endpoint, request: FastifyRequest): Record<string, unknown> {
  return {
    ...valid(endpoint.body, request.body ?? {}),
    ...valid(endpoint.query, request.query),
    ...valid(endpoint.params, request.params),
  };
}

// Only here does a schema refuse a person; anywhere else, what does not fit a schema is a bug.
function valid(schema: z.ZodType | undefined, input: unknown): Record<string, unknown> {
  if (!schema) return {};
  refuseNullCharacters(input);
  const read = schema.safeParse(input);
  if (!read.success) throw invalidInput(read.error);
  return asObject(read.data);
}

// Contracts describe objects; a body that is not one arrives as `{ body }`.
function asObject(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : { body: value };
}

function answer(house: House, endpoint: Endpoint, output: unknown, reply: FastifyReply): FastifyReply {
  if (output instanceof WithReply) {
    output.apply(reply);
    return answer(house, endpoint, output.body, reply);
  }
  if (output instanceof Redirect) return reply.redirect(output.to, 303);
  if (output instanceof Html) return reply.type('text/html; charset=utf-8').send(output.toString());
  if (output === undefined || output === null) return reply.status(204).send();
  if (endpoint.answer === 'file') return sendFile(reply, output as FileAnswer); // `route()` types the pair
  const checked = house.settings.checksAnswers && endpoint.response ? endpoint.response.parse(output) : output;
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(checked));
}
