// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

export const signKinds = ['silence', 'mass-new-data', 'volume-drop', 'removal-tried', 'quota-full', 'no-heartbeat'] as const;

export const signShape = z.object({
  id: z.uuid(),
  repositoryId: z.uuid(),
  machine: z.string(),
  kind: z.enum(signKinds),
  onDay: z.string(),
  says: z.string(),
  seenBy: z.string().nullable(),
  seenAt: z.string().nullable(),
  /** Who looked at it at the operator, when, and what they found. */
  handledBy: z.string().nullable(),
  handledAt: z.string().nullable(),
  handledWhy: z.string().nullable(),
});

export const listSigns = endpoint('GET /backup/signs', {
  summary: 'Ce qui paraît anormal, dans la collectivité ou sur une machine : ce que personne n’a vu, puis le plus récent ; cent au plus.',
  query: z.object({ machine: z.uuid().optional() }),
  response: z.object({ rows: z.array(signShape), total: z.number().int() }),
});

export const acknowledgeSign = endpoint('POST /backup/signs/:id/acknowledge', {
  summary: 'Dit qu’un signe a été vu et compris.',
  params: z.object({ id: z.uuid() }),
  refusals: ['backup.sign-unknown'],
});

export const makeHeartbeat = endpoint('POST /backup/machines/:id/heartbeat', {
  summary: 'Donne à une machine l’adresse qu’elle appelle pour dire qu’elle vit ; l’ancienne ne vaut plus rien.',
  params: z.object({ id: z.uuid() }),
  response: z.object({ url: z.string() }),
  refusals: ['backup.machine-unknown'],
});

export const hearHeartbeat = endpoint('POST /backup/heartbeats/:heartbeat', {
  summary: 'Une machine dit qu’elle vit. Appelée par la machine elle-même.',
  params: z.object({ heartbeat: z.string().min(1).max(60) }),
  refusals: ['backup.heartbeat-unknown'],
});

export const hearHeartbeatByGet = endpoint('GET /backup/heartbeats/:heartbeat', {
  summary: 'Un serveur de fichiers qui ne sait que lire une adresse dit qu’il vit. Refusée aux autres machines : POST.',
  params: z.object({ heartbeat: z.string().min(1).max(60) }),
  response: z.object({ heard: z.literal(true) }),
  refusals: ['backup.heartbeat-unknown', 'backup.heartbeat-by-post'],
});

export const overviewRow = z.object({
  bodyId: z.uuid(),
  slug: z.string(),
  body: z.string(),
  isOpen: z.boolean(),
  bytes: z.number(),
  softBytes: z.number().nullable(),
  hardBytes: z.number().nullable(),
  /** How far beyond its right; null: the house's own share. */
  marginBytes: z.number().nullable(),
  /** Days for which what it removes is held. */
  holdDays: z.number().int(),
  machines: z.number().int(),
  lateMachines: z.number().int(),
  oldestBackupAt: z.string().nullable(),
  /** Machines of which a restore was proved one day. */
  provenMachines: z.number().int(),
  openSigns: z.number().int(),
});

export const readOverview = endpoint('GET /backup/overview', {
  summary: 'Les sauvegardes de toutes les collectivités que cet opérateur garde, celles qui inquiètent d’abord.',
  query: z.object({
    q: z.string().max(100).default(''),
    sort: z.enum(['body', 'bytes', 'lateMachines', 'openSigns']).default('openSigns'),
    order: z.enum(['asc', 'desc']).default('desc'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(100).default(25),
  }),
  response: z.object({
    rows: z.array(overviewRow),
    total: z.number().int(),
    /** Null: the settings name none. */
    secondSite: z
      .object({
        state: z.enum(['copied', 'behind']),
        copiedAt: z.string().nullable(),
        verifiedAt: z.string().nullable(),
        oldestVerifiedAt: z.string().nullable(),
        damaged: z.number().int(),
      })
      .nullable(),
    sum: z.object({ bytes: z.number(), machines: z.number().int(), lateMachines: z.number().int(), openSigns: z.number().int() }),
  }),
});
