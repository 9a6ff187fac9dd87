// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

const day = z.iso.date('Saisissez une date complète.');
const status = z.enum(['requested', 'approved', 'refused']);

export const declareHours = endpoint('POST /leave/extra-hours', {
  summary: 'Déclare des heures faites au-delà de son cycle, à récupérer.',
  body: z.strictObject({
    agentId: z.uuid().nullish().describe('Un autre agent, pour qui gère les congés.'),
    on: day,
    minutes: z.int().min(1, 'Saisissez une durée.').max(1440, 'Une journée compte au plus 24 heures.'),
    percent: z.int().min(100).max(300).default(100).describe('Majoration votée : 125 pour une heure et quart.'),
    reason: z.string().trim().min(3, 'Dites pourquoi en quelques mots.').max(500),
  }),
  response: z.object({ id: z.uuid(), status }),
  refusals: ['leave.not-an-agent', 'leave.not-for-others', 'leave.unknown-agent', 'leave.day-to-come', 'leave.outside-service'],
});

export const answerHours = endpoint('POST /leave/extra-hours/:id/answer', {
  summary: 'Accorde ou refuse des heures déclarées : accordées, elles entrent au compteur.',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ outcome: z.enum(['approve', 'refuse']), reason: z.string().trim().max(500).default('') }),
  response: z.object({ status }),
  refusals: ['leave.unknown-hours', 'leave.own-request', 'leave.not-yours-to-answer', 'leave.already-answered', 'leave.reason-needed'],
});

export const listHours = endpoint('GET /leave/extra-hours', {
  summary: 'Les heures déclarées : les miennes, celles qui attendent ma réponse, ou toutes.',
  query: z.object({
    which: z.enum(['mine', 'to-answer', 'all']).default('mine'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(100).default(25),
  }),
  response: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        agent: z.object({ id: z.uuid(), name: z.string() }),
        on: day,
        minutes: z.number().int(),
        percent: z.number().int(),
        counted: z.number().int().describe('Minutes au compteur, majoration comprise.'),
        reason: z.string(),
        status,
        answer: z.string(),
        mayAnswer: z.boolean(),
      }),
    ),
    total: z.number().int(),
  }),
});
