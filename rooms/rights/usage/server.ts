// SPDX-License-Identifier: EUPL-1.2
import type { FastifyReply, FastifyRequest } from 'fastify';
import { admit } from '#platform/http/admit.ts';
import type { Context } from '#platform/context.ts';
import { answerError, invalidInput } from '#platform/http/problems.ts';
import { Refusal } from '#platform/http/contract.ts';
import type { House } from '#platform/house.ts';
import { contextWithoutTransaction, type Entry } from '#platform/make-context.ts';
import { route, type Protocol } from '#platform/room.ts';
import { reportUsage as contract, usageEvent } from '../contract.ts';
import type { Tables } from '../tables.ts';
import { MOST_EVENTS, readCloudEvents } from './read-cloud-events.ts';
import { reportUsage } from './report-usage.ts';

const MOST_BYTES = 1_048_576;

/** Who may speak here is who may call the route of the same name: a program's token, or a person with the permission. */
const door = route(contract, { permission: 'rights.report', action: reportUsage, limit: { most: 600, seconds: 60, per: 'organisation' } });

type Outcome =
  | { id: string | null; source: string | null; status: number; beyond: number; beyondCents: number | null; isReplayed: boolean; isOutdated: boolean }
  | { id: string | null; source: string | null; status: number; code: string; title: string };

/** CloudEvents over HTTP: one event or a batch, each taken in a transaction of its own, so that one refusal never hides the others. */
export const cloudEvents: Protocol = {
  name: 'cloudevents',
  prefix: '/o/:organisation/cloudevents',
  plugin: async (app, house) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: MOST_BYTES }, (_request, body, done) => done(null, body));
    // Whatever is thrown here is an error, as everywhere in the house.
    app.setErrorHandler((error, request, reply) => answerError(error as Error, request, reply));
    app.post('/', { config: { acceptsOtherSites: false } }, (request, reply) => take(house, request, reply));
  },
};

async function take(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const entry: Entry = { ...(await admit(house, door, request)), requestId: request.id };
  const ctx = contextWithoutTransaction<Tables>(house, entry);
  const { isBatch, events } = readCloudEvents(request.headers, String(request.body ?? ''));
  if (!isBatch) {
    const read = usageEvent.safeParse(events[0]);
    if (!read.success) throw invalidInput(read.error);
    return reply.send(await reportUsage(ctx, read.data));
  }
  const outcomes: Outcome[] = [];
  for (const event of events.slice(0, MOST_EVENTS)) outcomes.push(await outcomeOf(ctx, event));
  return reply.send({
    taken: outcomes.filter(({ status }) => status < 400).length,
    refused: outcomes.filter(({ status }) => status >= 400).length,
    outcomes,
  });
}

async function outcomeOf(ctx: Context<Tables>, event: unknown): Promise<Outcome> {
  const { id, source } = Object(event) as { id?: unknown; source?: unknown }; // read as unknown: a program wrote it
  const name = { id: typeof id === 'string' ? id : null, source: typeof source === 'string' ? source : null };
  const read = usageEvent.safeParse(event);
  if (!read.success)
    return { ...name, status: 422, code: 'rights.unreadable-event', title: read.error.issues.map(({ message }) => message).join(' ') };
  try {
    return { ...name, status: 200, ...(await reportUsage(ctx, read.data)) };
  } catch (error) {
    if (error instanceof Refusal) return { ...name, status: error.status, code: error.code, title: error.message };
    throw error;
  }
}
