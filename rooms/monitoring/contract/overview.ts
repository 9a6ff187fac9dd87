// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';
import { checkStatuses, day } from './checks.ts';
import { expiryShape } from './expiries.ts';
import { incidentRow } from './incidents.ts';

const counts = z.object({ up: z.int(), warn: z.int(), down: z.int(), pending: z.int() });

export const readOverview = endpoint('GET /monitoring/overview', {
  summary: 'Ce qui va et ce qui ne va pas : tout le territoire pour l’opérateur, elle-même pour une collectivité.',
  response: z.object({
    isOperator: z.boolean(),
    counts,
    openIncidents: z.int(),
    acknowledgedIncidents: z.int(),
    waitingTargets: z.int(),
    works: z.int(),
    incidents: z.array(incidentRow).describe('Les plus récents en cours, vingt au plus.'),
    expiring: z.array(expiryShape).describe('Certificats et noms de domaine qui expirent sous soixante jours, les vingt premiers.'),
    own: z
      .array(
        z.object({
          id: z.uuid(),
          name: z.string(),
          status: z.enum(checkStatuses),
          isFlapping: z.boolean(),
          says: z.string().nullable(),
          days: z.array(day),
        }),
      )
      .describe('Pour une collectivité : ce qui est surveillé chez elle, et trente jours.'),
    lastLookAt: z.string().nullable(),
  }),
});

export const listWatchedBodies = endpoint('GET /monitoring/bodies', {
  summary: 'Les collectivités surveillées, la plus touchée d’abord.',
  query: z.object({
    q: z.string().trim().max(100).optional(),
    state: z.enum(['troubled', 'quiet']).optional().catch(undefined),
    sort: z.enum(['down', 'name', 'checks']).catch('down'),
    order: z.enum(['asc', 'desc']).catch('desc'),
    page: z.coerce.number().int().min(1).max(10_000).catch(1),
    size: z.coerce.number().int().min(1).max(100).catch(25),
  }),
  response: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        slug: z.string(),
        name: z.string(),
        checks: z.int(),
        ...counts.shape,
        incidents: z.int(),
      }),
    ),
    total: z.int(),
  }),
  refusals: ['monitoring.not-an-operator'],
});
