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
    statusPage: z.object({
      isOpen: z.boolean(),
      intro: z.string(),
      href: z.string(),
      subscribers: z.int().describe('Adresses abonnées par courriel, confirmées.'),
    }),
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

const link = z.object({ id: z.uuid(), secret: z.string().regex(/^[0-9a-f]{40}$/) });

export const showSubscribe = endpoint('GET /disponibilite/abonnement', {
  answer: 'html',
  summary: 'Page publique : s’abonner par courriel à la disponibilité des services.',
  query: z.object({ etat: z.enum(['envoye', 'fini']).optional().catch(undefined) }),
});

export const subscribe = endpoint('POST /disponibilite/abonnement', {
  answer: 'html',
  summary: 'Page publique : écrit à l’adresse saisie, avec le lien qui confirme.',
  body: z.object({ address: z.string().max(254).default('') }),
  bodyLimit: 4_000,
});

export const showSubscription = endpoint('GET /disponibilite/abonnement/:id/:secret', {
  answer: 'html',
  summary: 'Page publique : l’abonnement d’un lien reçu par courriel ; ne change rien.',
  params: link,
});

export const changeSubscription = endpoint('POST /disponibilite/abonnement/:id/:secret', {
  answer: 'html',
  summary: 'Page publique : confirme l’abonnement, ou l’arrête et efface l’adresse.',
  params: link,
  body: z.object({ decision: z.enum(['confirmer', 'arreter']) }),
  bodyLimit: 4_000,
});
