// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

/** Why an illness has no waiting day. */
export const noWaiting = z.enum(['prolongation', 'within-48-hours', 'long-illness', 'service', 'pregnancy', 'child-death']);

export const changeHealth = endpoint('PUT /leave/requests/:id/health', {
  summary: 'Dit si le jour de carence s’applique à un congé de maladie, et pourquoi non.',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ noWaiting: noWaiting.nullable(), note: z.string().trim().max(500).default('') }),
  refusals: ['leave.unknown-request', 'leave.no-illness'],
});

export const addProof = endpoint('POST /leave/requests/:id/proofs', {
  summary: 'Joint un justificatif à une absence : lu par l’agent et par qui traite ces justificatifs.',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({
    name: z.string().trim().min(1, 'Nommez le fichier.').max(200),
    type: z.enum(['application/pdf', 'image/jpeg', 'image/png'], 'Joignez un PDF ou une image (JPEG, PNG).'),
    content: z.base64('Le fichier n’est pas lisible.').min(1, 'Le fichier est vide.'),
  }),
  response: z.object({ id: z.uuid() }),
  bodyLimit: 14 * 1_048_576,
  refusals: ['leave.unknown-request', 'leave.not-for-others'],
});

export const readProof = endpoint('GET /leave/requests/:id/proofs/:proofId', {
  answer: 'file',
  summary: 'Un justificatif, pour l’agent et pour qui le traite. Chaque lecture est inscrite au journal.',
  params: z.object({ id: z.uuid(), proofId: z.uuid() }),
  refusals: ['leave.unknown-proof'],
});

export const removeProof = endpoint('DELETE /leave/requests/:id/proofs/:proofId', {
  summary: 'Retire un justificatif d’une demande qui attend encore.',
  params: z.object({ id: z.uuid(), proofId: z.uuid() }),
  refusals: ['leave.unknown-proof', 'leave.unknown-request', 'leave.already-answered'],
});
