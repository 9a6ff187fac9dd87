// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

export const listOffers = endpoint('GET /offers', {
  summary: 'Les lignes d’un tarif inventé.',
  query: z.object({
    q: z.string().optional(),
    stratum: z.string().optional(),
    sort: z.enum(['name', 'cents']).optional(),
    order: z.enum(['asc', 'desc']).optional(),
    page: z.coerce.number().optional(),
    size: z.coerce.number().optional(),
  }),
  response: z.object({
    rows: z.array(z.object({ id: z.string(), name: z.string(), stratum: z.string(), unit: z.string(), since: z.string(), cents: z.int() })),
    total: z.int(),
  }),
});

export const brokenOffer = endpoint('GET /broken', { summary: 'Échoue toujours.', response: z.object({ name: z.string() }) });
