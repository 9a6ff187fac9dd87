// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

const id = z.object({ id: z.uuid() });

export const servedMaintenance = z.object({
  id: z.uuid(),
  body: z.string(),
  machine: z.string(),
  reason: z.string(),
  askedByName: z.string(),
  askedAt: z.string(),
  /** Whether the reader is who asked. */
  isMine: z.boolean(),
});

export const listServedMaintenances = endpoint('GET /backup/served-maintenances', {
  summary: 'Les maintenances qui attendent une réponse, dans les collectivités que cet opérateur garde.',
  response: z.object({ rows: z.array(servedMaintenance), total: z.number().int() }),
  refusals: ['backup.not-an-operator'],
});

export const answerServedMaintenance = endpoint('POST /backup/served-maintenances/:id/answer', {
  summary: 'L’opérateur autorise ou refuse une maintenance demandée par une collectivité.',
  params: id,
  body: z.strictObject({ isAllowed: z.boolean() }),
  refusals: ['backup.not-an-operator', 'backup.person-needed', 'backup.maintenance-unknown', 'backup.maintenance-answered', 'backup.two-persons'],
});

export const entrustedShape = z.object({ id: z.uuid(), body: z.string(), machine: z.string() });

export const listEntrusted = endpoint('GET /backup/entrusted', {
  summary: 'Les mots de passe de dépôts confiés à la personne, chez les collectivités que cet opérateur garde.',
  response: z.object({ rows: z.array(entrustedShape), total: z.number().int() }),
  refusals: ['backup.not-an-operator'],
});

export const openEntrusted = endpoint('POST /backup/entrusted/:id/open', {
  summary: 'Donne à son dépositaire, chez l’opérateur, un mot de passe confié ; l’ouverture et son motif restent inscrits.',
  params: id,
  body: z.strictObject({ reason: z.string().trim().min(1, 'Dites pourquoi.').max(500) }),
  response: z.object({ password: z.string() }),
  refusals: ['backup.not-an-operator', 'backup.person-needed', 'backup.not-entrusted', 'backup.not-a-custodian'],
});

/** 100 To: beyond, it is a mistake of unit. */
const MOST_MARGIN = 100_000_000_000_000;

export const setAccount = endpoint('PUT /backup/bodies/:id/settings', {
  summary: 'Règle, pour une collectivité, la marge au-delà de son droit et la durée de la corbeille.',
  params: id,
  body: z.strictObject({
    /** Null: the house's own share of the right. */
    marginBytes: z.number().int().min(0, 'La marge ne peut pas être négative.').max(MOST_MARGIN, 'La marge compte au plus 100 000 Go.').nullable(),
    holdDays: z
      .number()
      .int('La corbeille tient un nombre entier de jours.')
      .min(7, 'La corbeille tient au moins 7 jours.')
      .max(365, 'La corbeille tient au plus 365 jours.'),
  }),
  refusals: ['backup.not-an-operator', 'backup.body-unknown'],
});
