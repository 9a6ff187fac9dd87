// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

export const targetStates = ['waiting', 'approved', 'refused'] as const;
const id = z.object({ id: z.uuid() });

export const listTargets = endpoint('GET /monitoring/targets', {
  summary: 'Les machines que la collectivité déclare ; pour l’opérateur, celles de toutes.',
  query: z.object({
    q: z.string().trim().max(100).optional(),
    state: z.enum(targetStates).optional().catch(undefined),
    body: z.uuid().optional().catch(undefined),
    sort: z.enum(['declared', 'address', 'body']).catch('declared'),
    order: z.enum(['asc', 'desc']).catch('desc'),
    page: z.coerce.number().int().min(1).max(10_000).catch(1),
    size: z.coerce.number().int().min(1).max(100).catch(25),
  }),
  response: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        body: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
        address: z.string(),
        label: z.string(),
        state: z.enum(targetStates),
        reason: z.string(),
        declaredAt: z.string(),
        declaredByName: z.string(),
        decidedByName: z.string().nullable(),
      }),
    ),
    total: z.int(),
  }),
});

export const declareTarget = endpoint('POST /monitoring/targets', {
  summary: 'Déclare une machine ou un nom de la collectivité, pour qu’on le surveille.',
  body: z.strictObject({
    address: z.string().trim().min(1, 'Saisissez un nom ou une adresse.').max(253),
    label: z.string().trim().min(2, 'Dites ce que c’est : le site, le routeur de l’école…').max(120),
  }),
  response: z.object({ id: z.uuid() }),
  refusals: [
    'monitoring.no-operator',
    'monitoring.not-open',
    'monitoring.person-needed',
    'monitoring.target-address',
    'monitoring.target-private',
    'monitoring.target-declared',
    'monitoring.too-many-targets',
  ],
});

export const withdrawTarget = endpoint('DELETE /monitoring/targets/:id', {
  summary: 'Retire une machine : ses sondes s’arrêtent.',
  params: id,
  refusals: ['monitoring.unknown-target'],
});

export const decideTarget = endpoint('POST /monitoring/targets/:id/decision', {
  summary: 'Approuve ou refuse une machine déclarée. Approuvée, les sondes utiles peuvent être créées aussitôt.',
  params: id,
  body: z.strictObject({
    outcome: z.enum(['approved', 'refused']),
    reason: z.string().trim().max(500).default(''),
    checks: z
      .array(z.enum(['http', 'domain']))
      .max(2)
      .default([]),
  }),
  refusals: [
    'monitoring.unknown-target',
    'monitoring.target-decided',
    'monitoring.reason-needed',
    'monitoring.not-an-operator',
    'monitoring.person-needed',
  ],
});
