// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '../http/contract.ts';

export const mailState = z.enum(['waiting', 'sent', 'kept', 'refused', 'given-up']);

const line = z.object({
  id: z.uuid(),
  writtenAt: z.iso.datetime(),
  to: z.object({ name: z.string(), address: z.string() }),
  subject: z.string(),
  state: mailState,
  attempts: z.number().int(),
  /** Codes of the mail server that postponed or refused. */
  lastAnswer: z.string().nullable(),
});

export const listOutbox = endpoint('GET /outbox', {
  summary: 'Les messages écrits par la collectivité, du plus récent au plus ancien, et ce qu’ils sont devenus.',
  query: z.object({
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(100).default(25),
    state: mailState.optional(),
  }),
  response: z.object({ rows: z.array(line), total: z.number().int() }),
});

export const readOutbox = endpoint('GET /outbox/:id', {
  summary: 'Un message, en texte et en HTML ; son contenu s’efface au bout d’un mois.',
  params: z.object({ id: z.uuid() }),
  response: line.extend({ from: z.string(), replyTo: z.string().nullable(), text: z.string().nullable(), html: z.string().nullable() }),
  refusals: ['mail.unknown'],
});
