// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

export const incidentStatuses = ['open', 'acknowledged', 'closed'] as const;
const id = z.object({ id: z.uuid() });
const paging = { page: z.coerce.number().int().min(1).max(10_000).catch(1), size: z.coerce.number().int().min(1).max(100).catch(25) };

export const incidentRow = z.object({
  id: z.uuid(),
  body: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
  title: z.string(),
  cause: z.string(),
  status: z.enum(incidentStatuses),
  openedAt: z.string(),
  acknowledgedByName: z.string().nullable(),
  closedAt: z.string().nullable(),
  affected: z.int().describe('Sondes touchées.'),
});

export const listIncidents = endpoint('GET /monitoring/incidents', {
  summary: 'Les incidents de l’opérateur, ou ceux de la collectivité.',
  query: z.object({
    q: z.string().trim().max(100).optional(),
    status: z
      .enum([...incidentStatuses, 'current'])
      .optional()
      .catch(undefined),
    body: z.uuid().optional().catch(undefined),
    sort: z.enum(['opened', 'body', 'title']).catch('opened'),
    order: z.enum(['asc', 'desc']).catch('desc'),
    ...paging,
  }),
  response: z.object({ rows: z.array(incidentRow), total: z.int() }),
});

export const readIncident = endpoint('GET /monitoring/incidents/:id', {
  summary: 'Un incident : ce qu’il touche et ce qui s’est passé.',
  params: id,
  response: incidentRow.extend({
    checkId: z.uuid(),
    acknowledgedAt: z.string().nullable(),
    nextStepAt: z.string().nullable().describe('Quand d’autres sont prévenus, si personne ne s’en occupe.'),
    canAct: z.boolean(),
    isOperators: z.boolean().describe('Vrai pour l’opérateur qui surveille, dans son adresse.'),
    checks: z.array(z.object({ id: z.uuid(), name: z.string(), isRoot: z.boolean(), joinedAt: z.string(), leftAt: z.string().nullable() })),
    timeline: z.array(
      z.object({ id: z.uuid(), at: z.string(), kind: z.string(), says: z.string(), byName: z.string().nullable(), isPublic: z.boolean() }),
    ),
  }),
  refusals: ['monitoring.unknown-incident'],
});

export const acknowledgeIncident = endpoint('POST /monitoring/incidents/:id/acknowledgement', {
  summary: 'Prend un incident en charge : personne d’autre n’est plus prévenu.',
  params: id,
  refusals: ['monitoring.unknown-incident', 'monitoring.incident-closed', 'monitoring.incident-taken', 'monitoring.person-needed'],
});

export const noteIncident = endpoint('POST /monitoring/incidents/:id/notes', {
  summary: 'Ajoute une ligne au journal d’un incident.',
  params: id,
  body: z.strictObject({
    says: z.string().trim().min(2, 'Dites ce qui se passe.').max(2_000, 'Saisissez au plus 2 000 caractères.'),
    isPublic: z.boolean().default(false).describe('Pour l’opérateur : montrée sur sa page publique, si un service touché y est.'),
  }),
  refusals: ['monitoring.unknown-incident', 'monitoring.incident-closed', 'monitoring.person-needed', 'monitoring.not-an-operator'],
});

export const closeByHand = endpoint('POST /monitoring/incidents/:id/closing', {
  summary: 'Clôt un incident dont la sonde a été supprimée, mise en pause, ou ne sert plus. Ce qui est en panne en rouvre un.',
  params: id,
  body: z.strictObject({ says: z.string().trim().min(2, 'Dites pourquoi.').max(500) }),
  refusals: ['monitoring.unknown-incident', 'monitoring.incident-closed', 'monitoring.person-needed', 'monitoring.not-an-operator'],
});
