// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

/** « 8 heures », « 3 jours », « 1 an » ; « Chaque jour ». */
export { durationInWords, frequencyInWords } from '../duration-words.ts';

export const places = ['operator', 'on-site', 'elsewhere'] as const;

const hours = z.number().int('Un nombre entier d’heures.').min(0, 'Zéro au moins.').max(8_784, 'Un an au plus.');

export const planLine = z.strictObject({
  what: z.string().trim().min(1, 'Dites ce qui est sauvegardé.').max(160),
  repositoryId: z.uuid().nullable(),
  keptWhere: z.enum(places),
  everyHours: hours.min(1, 'Une heure au moins.'),
  keptDays: z.number().int().min(1, 'Un jour au moins.').max(36_600),
  lossHours: hours,
  outageHours: hours,
  contact: z.string().trim().max(300),
});

export type PlanLine = z.output<typeof planLine>;

export const planShape = z.object({
  whoToCall: z.string(),
  restartOrder: z.string(),
  drillDays: z.number().int(),
  revisedBy: z.string().nullable(),
  revisedAt: z.string().nullable(),
  lines: z.array(planLine),
  /** Machines that no line covers. */
  uncovered: z.array(z.object({ id: z.uuid(), label: z.string() })),
});

export const readPlan = endpoint('GET /backup/plan', {
  summary: 'Le plan de sauvegarde de la collectivité, et les machines qu’il oublie.',
  response: planShape,
});

export const revisePlan = endpoint('PUT /backup/plan', {
  summary: 'Remplace le plan de sauvegarde.',
  body: z.strictObject({
    whoToCall: z.string().trim().max(2_000),
    restartOrder: z.string().trim().max(2_000),
    drillDays: z.number().int().min(7, 'Sept jours au moins.').max(366, 'Une fois l’an au moins.'),
    lines: z.array(planLine).max(200),
  }),
  refusals: ['backup.machine-unknown'],
});

export const printPlan = endpoint('GET /backup/plan/annex', {
  answer: 'file',
  summary: 'Le plan comme annexe du plan de reprise d’activité, en PDF accessible.',
});
