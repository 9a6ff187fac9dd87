// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

const step = z.object({
  afterMinutes: z.int('Saisissez un nombre de minutes.').min(0).max(1_440, 'Un jour au plus.'),
  mandateIds: z.array(z.uuid()).min(1, 'Choisissez au moins une personne.').max(20),
});

export const readSettings = endpoint('GET /monitoring/settings', {
  summary: 'L’escalade des incidents et la page publique de l’opérateur.',
  response: z.object({
    steps: z.array(step),
    people: z.array(z.object({ mandateId: z.uuid(), name: z.string(), title: z.string() })),
    warnings: z.object({ expiryDays: z.array(z.int()), fromHour: z.int(), untilHour: z.int(), tellsBody: z.boolean() }),
    statusPage: z.object({ isOpen: z.boolean(), intro: z.string(), href: z.string() }),
    mailLoop: z.boolean().describe('Si l’installation peut vérifier des messageries.'),
  }),
  refusals: ['monitoring.not-an-operator'],
});

export const changeSettings = endpoint('PUT /monitoring/settings', {
  summary: 'Change l’escalade et la page publique.',
  body: z.strictObject({
    steps: z.array(step).max(5, 'Cinq étapes au plus.'),
    warnings: z
      .strictObject({
        expiryDays: z.array(z.int().min(1).max(120)).min(1, 'Choisissez au moins un délai.').max(8),
        fromHour: z.int().min(0).max(23),
        untilHour: z.int().min(1).max(24),
        tellsBody: z.boolean(),
      })
      .refine(({ fromHour, untilHour }) => fromHour < untilHour, { error: 'La dernière heure est après la première.', path: ['untilHour'] })
      .optional()
      .describe('Quand prévenir de ce qui n’est pas encore une panne ; absent : inchangé.'),
    isOpen: z.boolean(),
    intro: z.string().trim().max(2_000, 'Saisissez au plus 2 000 caractères.').default(''),
  }),
  refusals: ['monitoring.not-an-operator', 'monitoring.unknown-person'],
});

export const sendAvailabilityFeed = endpoint('GET /availability.atom', {
  answer: 'file',
  summary: 'Les incidents et les travaux que l’opérateur montre, en flux Atom, pour tout le monde.',
  refusals: ['monitoring.not-an-operator'],
});

export const sendWorksCalendar = endpoint('GET /availability.ics', {
  answer: 'file',
  summary: 'Les travaux que l’opérateur annonce à tous, en agenda.',
  refusals: ['monitoring.not-an-operator'],
});

export const showStatusPage = endpoint('GET /disponibilite', {
  answer: 'html',
  summary: 'L’état des services de l’opérateur, pour tout le monde.',
});
