// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

const state = z.enum(['waiting', 'accepted', 'refused', 'withdrawn']);

const ownRequest = z.object({
  id: z.uuid(),
  service: z.string(),
  title: z.string(),
  message: z.string(),
  askedAt: z.string(),
  askedByName: z.string(),
  state,
  reason: z.string(),
  answeredAt: z.string().nullable(),
});

export const listOffers = endpoint('GET /offers', {
  summary: 'Les services que l’opérateur propose et que la collectivité n’a pas, avec la demande en cours.',
  response: z.object({
    operator: z.string().nullable(),
    rows: z.array(
      z.object({
        key: z.string(),
        title: z.string(),
        group: z.string(),
        description: z.string(),
        href: z.string().nullable(),
        request: ownRequest.nullable(),
      }),
    ),
  }),
});

export const listOwnRequests = endpoint('GET /service-requests', {
  summary: 'Les demandes de services de la collectivité, la plus récente d’abord.',
  query: z.object({ page: z.coerce.number().int().min(1).default(1), size: z.coerce.number().int().min(1).max(100).default(25) }),
  response: z.object({ rows: z.array(ownRequest), total: z.number().int() }),
});

export const requestService = endpoint('POST /service-requests', {
  summary: 'Demande un service à l’opérateur.',
  body: z.strictObject({
    service: z.string().min(1).max(200),
    message: z.string().trim().max(2_000, 'Le message compte au plus 2 000 caractères.').default(''),
  }),
  response: z.object({ id: z.uuid() }),
  refusals: [
    'home.person-needed',
    'home.no-operator',
    'home.asks-itself',
    'home.unknown-offer',
    'home.service-open',
    'home.already-asked',
    'home.already-accepted',
  ],
});

export const withdrawRequest = endpoint('POST /service-requests/:id/withdraw', {
  summary: 'Retire une demande qui n’a pas encore reçu de réponse.',
  params: z.object({ id: z.uuid() }),
  refusals: ['home.unknown-request', 'home.request-answered', 'home.request-withdrawn'],
});

const received = z.object({
  id: z.uuid(),
  body: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
  service: z.string(),
  title: z.string(),
  message: z.string(),
  askedAt: z.string(),
  askedByName: z.string(),
  state,
  reason: z.string(),
  answeredAt: z.string().nullable(),
  answeredByName: z.string().nullable(),
});

export const listReceivedRequests = endpoint('GET /requests-received', {
  summary: 'Les demandes de services que l’opérateur a reçues.',
  query: z.object({
    q: z.string().trim().max(100).optional(),
    state: state.optional(),
    sort: z.enum(['asked', 'body', 'title']).default('asked').catch('asked'),
    order: z.enum(['asc', 'desc']).default('desc').catch('desc'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(100).default(25),
  }),
  response: z.object({ rows: z.array(received), total: z.number().int() }),
});

export const answerRequest = endpoint('POST /requests-received/:id/answer', {
  summary: 'Accepte ou refuse une demande de service ; un refus dit pourquoi.',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({
    outcome: z.enum(['accepted', 'refused']),
    reason: z.string().trim().max(2_000, 'Le message compte au plus 2 000 caractères.').default(''),
  }),
  refusals: [
    'home.person-needed',
    'home.not-an-operator',
    'home.unknown-request',
    'home.request-answered',
    'home.request-withdrawn',
    'home.reason-needed',
  ],
});
