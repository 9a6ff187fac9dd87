// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

export const machineKinds = ['workstation', 'server', 'nas'] as const;

const id = z.object({ id: z.uuid() });

export const machineShape = z.object({
  id: z.uuid(),
  label: z.string(),
  kind: z.enum(machineKinds),
  bytes: z.number(),
  binnedBytes: z.number(),
  objects: z.number().int(),
  addedAt: z.string(),
  enrolledAt: z.string().nullable(),
  seenAt: z.string().nullable(),
  backedUpAt: z.string().nullable(),
  provenAt: z.string().nullable(),
  isEntrusted: z.boolean(),
  /** Whether the platform can open the password, and so tries restores itself. */
  isTriedByPlatform: z.boolean(),
  hasPlan: z.boolean(),
  heardAt: z.string().nullable(),
  closedAt: z.string().nullable(),
});

export type Machine = z.output<typeof machineShape>;

export const accountShape = z.object({
  /** Whether the right is open today. */
  isOpen: z.boolean(),
  bytes: z.number(),
  binnedBytes: z.number(),
  softBytes: z.number().nullable(),
  hardBytes: z.number().nullable(),
  holdDays: z.number().int(),
});

export const listMachines = endpoint('GET /backup/machines', {
  summary: 'Les machines qui sauvegardent, avec leur dernière sauvegarde et le volume de la collectivité.',
  response: z.object({ account: accountShape.nullable(), rows: z.array(machineShape), total: z.number().int() }),
});

/** What is shown once, and lets one machine take its own secret within the hour. */
export const invitationShape = z.object({ id: z.uuid(), token: z.string(), endsAt: z.string() });

export const addMachine = endpoint('POST /backup/machines', {
  summary: 'Ajoute une machine et prépare son inscription ; le jeton sert une fois, dans l’heure.',
  body: z.strictObject({
    label: z.string().trim().min(1, 'Donnez un nom à la machine.').max(80, 'Le nom compte au plus 80 caractères.'),
    kind: z.enum(machineKinds),
  }),
  response: invitationShape,
  refusals: ['backup.no-operator', 'backup.label-taken'],
});

export const inviteMachine = endpoint('POST /backup/machines/:id/enrolments', {
  summary: 'Prépare l’inscription d’une machine : son ancien secret vaut jusqu’à ce que le nouveau soit pris.',
  params: id,
  response: invitationShape,
  refusals: ['backup.machine-unknown', 'backup.machine-closed'],
});

export const enrolMachine = endpoint('POST /backup/enrol', {
  summary: 'Échange un jeton d’inscription contre le secret de la machine. Appelée par la machine elle-même.',
  body: z.strictObject({ token: z.string().min(20).max(100) }),
  response: z.object({ label: z.string(), url: z.string(), user: z.string(), secret: z.string(), repository: z.string() }),
  refusals: ['backup.token-unknown'],
});

export const closeMachine = endpoint('POST /backup/machines/:id/close', {
  summary: 'Ferme une machine : son secret ne vaut plus rien, ses sauvegardes restent.',
  params: id,
  refusals: ['backup.machine-unknown', 'backup.machine-closed'],
});

export const installers = ['linux.sh', 'windows.ps1', 'rustic.toml', 'profiles.yaml'] as const;

export const readInstaller = endpoint('GET /backup/install/:name', {
  answer: 'file',
  summary: 'Le script ou le modèle de réglages d’une machine ; il ne contient aucun secret.',
  params: z.object({ name: z.enum(installers) }),
});
