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
  /** Name of the document that proves it; null: none. */
  proof: z.string().nullable(),
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
    proof: z
      .strictObject({
        name: z.string().trim().min(1, 'Nommez le fichier.').max(200),
        type: z.enum(['application/pdf', 'image/jpeg', 'image/png'], 'Joignez un PDF ou une image (JPEG, PNG).'),
        content: z.base64('Le fichier n’est pas lisible.').min(1, 'Le fichier est vide.'),
      })
      .nullable()
      .default(null),
  }),
  bodyLimit: 14 * 1_048_576,
  response: z.object({ id: z.uuid() }),
  refusals: ['backup.person-needed', 'backup.machine-unknown'],
});

export const readDrillProof = endpoint('GET /backup/drills/:id/proof', {
  answer: 'file',
  summary: 'La pièce qui prouve une restauration déclarée.',
  params: id,
  refusals: ['backup.proof-unknown'],
});

export const askDrill = endpoint('POST /backup/machines/:id/drills/try', {
  summary: 'Demande à la plateforme d’essayer une restauration, avec le mot de passe confié.',
  params: id,
  refusals: ['backup.machine-unknown', 'backup.not-entrusted', 'backup.sealed-to-custodians', 'backup.no-client'],
});
