// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

const parisTime = z.iso.datetime({ local: true, precision: -1, error: 'Saisissez un jour et une heure.' });

export const listMaintenance = endpoint('GET /monitoring/maintenance', {
  summary: 'Les travaux annoncés, en cours et à venir, et ceux des trente derniers jours.',
  response: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        body: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }).nullable(),
        checkIds: z.array(z.uuid()),
        beginsAt: z.string(),
        endsAt: z.string(),
        isPublic: z.boolean(),
        state: z.enum(['current', 'planned', 'past', 'cancelled']),
        plannedByName: z.string(),
        canCancel: z.boolean(),
      }),
    ),
    total: z.int(),
  }),
});

export const planMaintenance = endpoint('POST /monitoring/maintenance', {
  summary: 'Annonce des travaux : ce qui échoue pendant ce temps n’est pas un incident.',
  body: z.strictObject({
    title: z.string().trim().min(3, 'Dites quels travaux.').max(140, 'Saisissez au plus 140 caractères.'),
    bodyId: z.uuid().nullable().default(null).describe('Pour l’opérateur : absent, toutes les collectivités.'),
    checkIds: z.array(z.uuid()).max(200).default([]),
    beginsAt: parisTime,
    endsAt: parisTime,
    isPublic: z.boolean().default(false),
  }),
  response: z.object({ id: z.uuid() }),
  refusals: [
    'monitoring.no-operator',
    'monitoring.person-needed',
    'monitoring.unknown-body',
    'monitoring.maintenance-order',
    'monitoring.maintenance-past',
    'monitoring.unknown-check',
  ],
});

export const cancelMaintenance = endpoint('DELETE /monitoring/maintenance/:id', {
  summary: 'Annule des travaux, ou les termine.',
  params: z.object({ id: z.uuid() }),
  refusals: ['monitoring.unknown-maintenance'],
});
