// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

const id = z.object({ id: z.uuid() });

export const drillShape = z.object({
  id: z.uuid(),
  repositoryId: z.uuid(),
  machine: z.string(),
  madeBy: z.enum(['platform', 'body']),
  begunAt: z.string(),
  endedAt: z.string().nullable(),
  succeeded: z.boolean().nullable(),
  files: z.number().int().nullable(),
  bytes: z.number().nullable(),
  digest: z.string().nullable(),
  says: z.string(),
  saidBy: z.string(),
});

export const listDrills = endpoint('GET /backup/drills', {
  summary: 'Les restaurations essayées, la plus récente d’abord.',
  response: z.object({ rows: z.array(drillShape), total: z.number().int() }),
});

export const recordDrill = endpoint('POST /backup/machines/:id/drills', {
  summary: 'Inscrit une restauration que la collectivité a essayée elle-même, avec sa preuve.',
  params: id,
  body: z.strictObject({
    succeeded: z.boolean(),
    says: z.string().trim().min(1, 'Dites ce qui a été restauré, et comment vous l’avez vérifié.').max(1_000),
    digest: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^([0-9a-f]{64})?$/, 'Une empreinte SHA-256 compte 64 chiffres et lettres de a à f.')
      .default(''),
  }),
  response: z.object({ id: z.uuid() }),
  refusals: ['backup.person-needed', 'backup.machine-unknown'],
});

export const askDrill = endpoint('POST /backup/machines/:id/drills/try', {
  summary: 'Demande à la plateforme d’essayer une restauration, avec le mot de passe confié.',
  params: id,
  refusals: ['backup.machine-unknown', 'backup.not-entrusted', 'backup.no-client'],
});
