// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

/** A certificate or a domain name that is watched, and the day on which it ends. */
export const expiryShape = z.object({
  checkId: z.uuid(),
  body: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
  name: z.string(),
  what: z.enum(['certificate', 'domain']),
  on: z.string(),
});

export const listExpiries = endpoint('GET /monitoring/expiries', {
  summary: 'Les certificats et les noms de domaine surveillés, le premier qui expire d’abord.',
  query: z.object({
    q: z.string().trim().max(100).optional(),
    what: z.enum(['certificate', 'domain']).optional().catch(undefined),
    within: z.enum(['7', '30', '90']).optional().catch(undefined),
    sort: z.enum(['on', 'body', 'name']).catch('on'),
    order: z.enum(['asc', 'desc']).catch('asc'),
    page: z.coerce.number().int().min(1).max(10_000).catch(1),
    size: z.coerce.number().int().min(1).max(100).catch(25),
  }),
  response: z.object({
    rows: z.array(
      expiryShape.extend({
        daysLeft: z.int(),
        readAt: z.string().nullable(),
        toldAt: z.string().nullable().describe('Quand ceux qui répondent ont été prévenus pour la dernière fois.'),
      }),
    ),
    total: z.int(),
  }),
});
