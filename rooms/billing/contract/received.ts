// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';
import { documentDetails, documentRow, documentStates } from './documents.ts';
import { documentKinds } from '../document.ts';

const id = z.object({ id: z.uuid() });
export const listReceived = endpoint('GET /billing/received', {
  summary: 'Les appels, factures et avoirs que la collectivité a reçus.',
  query: z.object({
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(100).default(25),
    q: z.string().max(200).optional(),
    kind: z.enum(documentKinds).optional(),
    state: z.enum(documentStates).optional(),
    year: z.coerce.number().int().optional(),
    sort: z.enum(['number', 'issuedOn', 'dueOn', 'grossCents', 'restCents']).optional(),
    order: z.enum(['asc', 'desc']).optional(),
  }),
  response: z.object({ rows: z.array(documentRow), total: z.int() }),
});
export const readReceived = endpoint('GET /billing/received/:id', {
  summary: 'Un document reçu, ligne par ligne.',
  params: id,
  response: documentDetails,
  refusals: ['billing.document-not-found'],
});
export const printReceived = endpoint('GET /billing/received/:id/pdf', {
  summary: 'Un document reçu, en PDF accessible.',
  answer: 'file',
  params: id,
  refusals: ['billing.document-not-found'],
});

export const readReceivedFacturX = endpoint('GET /billing/received/:id/factur-x', {
  summary: 'La facture ou l’avoir reçu en Factur-X (PDF/A-3, profil EN 16931).',
  answer: 'file',
  params: id,
  refusals: ['billing.document-not-found', 'billing.no-factur-x', 'billing.factur-x-refused'],
});

const part = z.object({ bodyId: z.string(), body: z.string(), label: z.string(), netCents: z.int(), says: z.string(), isShared: z.boolean() });
export const readMyCosts = endpoint('GET /billing/my-costs', {
  summary: 'Ce que coûte chaque collectivité à qui paie, et pourquoi, année par année.',
  query: z.object({ year: z.coerce.number().int().optional() }),
  response: z.object({
    year: z.int(),
    years: z.array(z.object({ year: z.int(), netCents: z.int(), vatCents: z.int(), grossCents: z.int() })),
    bodies: z.array(z.object({ bodyId: z.string(), body: z.string(), netCents: z.int(), says: z.string() })),
    parts: z.array(part),
    method: z.string(),
  }),
});
const foreseen = z.object({
  operator: z.string(),
  label: z.string(),
  netCents: z.int().nullable(),
  vatCents: z.int(),
  act: z.string(),
  says: z.string(),
});
export const readForecast = endpoint('GET /billing/forecast', {
  summary: 'Ce que l’an prochain devrait coûter, ligne par ligne avec sa raison, et ce qui reste à facturer de cette année : ni devis, ni facture.',
  response: z.object({
    year: z.int(),
    method: z.string(),
    lines: z.array(foreseen),
    netCents: z.int(),
    grossCents: z.int(),
    thisYearCents: z.int(),
    /** What no document bears of this year yet. */
    remaining: z.array(foreseen),
    remainingCents: z.int(),
  }),
});
