// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

const id = z.object({ id: z.uuid() });

export const maintenanceShape = z.object({
  id: z.uuid(),
  repositoryId: z.uuid(),
  machine: z.string(),
  reason: z.string(),
  askedByName: z.string(),
  askedAt: z.string(),
  /** Whether the reader is who asked. */
  isMine: z.boolean(),
  answeredByName: z.string().nullable(),
  answeredAt: z.string().nullable(),
  isAllowed: z.boolean().nullable(),
  openedAt: z.string().nullable(),
  endsAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  heldObjects: z.number().int(),
  heldBytes: z.number(),
  heldUntil: z.string().nullable(),
});

export type Maintenance = z.output<typeof maintenanceShape>;

export const listMaintenances = endpoint('GET /backup/maintenances', {
  summary: 'Les maintenances demandées, ouvertes et passées, avec ce qu’elles ont mis en corbeille.',
  response: z.object({ rows: z.array(maintenanceShape), total: z.number().int() }),
});

export const askMaintenance = endpoint('POST /backup/machines/:id/maintenances', {
  summary: 'Demande à pouvoir effacer d’anciennes sauvegardes d’une machine ; une autre personne l’autorise.',
  params: id,
  body: z.strictObject({ reason: z.string().trim().min(1, 'Dites pourquoi.').max(500, 'Le motif compte au plus 500 caractères.') }),
  response: z.object({ id: z.uuid() }),
  refusals: ['backup.person-needed', 'backup.machine-unknown', 'backup.machine-closed', 'backup.maintenance-waiting'],
});

export const answerMaintenance = endpoint('POST /backup/maintenances/:id/answer', {
  summary: 'Autorise ou refuse une maintenance demandée par une autre personne.',
  params: id,
  body: z.strictObject({ isAllowed: z.boolean() }),
  refusals: ['backup.person-needed', 'backup.maintenance-unknown', 'backup.maintenance-answered', 'backup.two-persons'],
});

export const openMaintenance = endpoint('POST /backup/maintenances/:id/open', {
  summary: 'Ouvre une maintenance autorisée : donne, une fois, le secret de quelques heures qui permet d’effacer.',
  params: id,
  response: z.object({ repository: z.string(), endsAt: z.string() }),
  refusals: ['backup.person-needed', 'backup.maintenance-unknown', 'backup.not-the-asker', 'backup.not-allowed-yet', 'backup.machine-closed'],
});

export const closeMaintenance = endpoint('POST /backup/maintenances/:id/close', {
  summary: 'Termine une maintenance avant l’heure : son secret ne vaut plus rien.',
  params: id,
  refusals: ['backup.maintenance-unknown', 'backup.not-allowed-yet'],
});

export const restoreBin = endpoint('POST /backup/maintenances/:id/restore', {
  summary: 'Remet en place tout ce qu’une maintenance a effacé et qui est encore tenu.',
  params: id,
  response: z.object({ objects: z.number().int() }),
  refusals: ['backup.person-needed', 'backup.maintenance-unknown', 'backup.nothing-held'],
});
