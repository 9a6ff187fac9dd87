// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

const id = z.object({ id: z.uuid() });

export const escrowShape = z.object({
  repositoryId: z.uuid(),
  machine: z.string(),
  custodians: z.array(z.string()),
  /** Whether the reader is one of them. */
  isMine: z.boolean(),
  depositedBy: z.string().nullable(),
  depositedAt: z.string().nullable(),
  openings: z.array(z.object({ openedBy: z.string(), reason: z.string(), openedAt: z.string() })),
});

export const listEscrows = endpoint('GET /backup/escrows', {
  summary: 'Les machines dont le mot de passe est ou n’est pas confié, et chaque ouverture.',
  response: z.object({ rows: z.array(escrowShape), total: z.number().int() }),
});

export const listCustodians = endpoint('GET /backup/custodians', {
  summary: 'Les personnes à qui un mot de passe de dépôt peut être confié.',
  response: z.object({
    rows: z.array(z.object({ personId: z.uuid(), name: z.string(), title: z.string(), isOfOperator: z.boolean() })),
    total: z.number().int(),
  }),
});

export const depositPassword = endpoint('PUT /backup/machines/:id/escrow', {
  summary: 'Confie le mot de passe d’un dépôt à deux dépositaires ; remplace celui qui était confié.',
  params: id,
  body: z.strictObject({
    password: z.string().min(1, 'Recopiez le mot de passe du dépôt.').max(1_000),
    custodians: z.array(z.uuid()).length(2, 'Choisissez deux dépositaires.'),
  }),
  refusals: ['backup.person-needed', 'backup.machine-unknown', 'backup.custodians'],
});

export const openEscrow = endpoint('POST /backup/machines/:id/escrow/open', {
  summary: 'Donne le mot de passe confié à l’un de ses dépositaires ; l’ouverture et son motif restent inscrits.',
  params: id,
  body: z.strictObject({ reason: z.string().trim().min(1, 'Dites pourquoi.').max(500) }),
  response: z.object({ password: z.string() }),
  refusals: ['backup.person-needed', 'backup.not-entrusted', 'backup.not-a-custodian'],
});

export const withdrawPassword = endpoint('DELETE /backup/machines/:id/escrow', {
  summary: 'Retire un mot de passe confié : il n’est plus gardé.',
  params: id,
  refusals: ['backup.person-needed', 'backup.not-entrusted'],
});
