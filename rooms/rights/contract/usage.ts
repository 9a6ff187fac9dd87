// SPDX-License-Identifier: EUPL-1.2
/** What a service that runs elsewhere says of a body's use: CloudEvents 1.0, https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md */
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals: usageRefusals, refuse: refuseUsage } = defineRefusals({
  'rights.not-cloudevents': {
    status: 415,
    says: 'Envoyez des CloudEvents 1.0 : application/cloudevents+json, application/cloudevents-batch+json, ou application/json avec les en-têtes ce-*.',
  },
  'rights.unreadable-event': { status: 400, says: 'Le contenu n’est pas un CloudEvent lisible : {why}' },
  'rights.too-many-events': { status: 413, says: 'Un lot compte {most} événements au plus, et 1 Mio.' },
});

/** One event: a measure of a level, or a use of a count. */
export const usageEvent = z.object({
  specversion: z.literal('1.0', 'La version des CloudEvents est 1.0.'),
  id: z.string().min(1, 'Chaque événement porte un identifiant.').max(200),
  source: z.string().min(1, 'Chaque événement dit d’où il vient.').max(500),
  type: z.enum(
    ['beffroi.usage.report', 'beffroi.usage.consume'],
    'Le type est beffroi.usage.report (mesure) ou beffroi.usage.consume (consommation).',
  ),
  subject: z.string('Le sujet nomme la collectivité.').min(1, 'Le sujet nomme la collectivité, par son SIREN ou son adresse courte.').max(200),
  time: z.iso.datetime({ offset: true, error: 'L’instant (time) s’écrit selon la RFC 3339.' }).optional(),
  datacontenttype: z
    .string()
    .regex(/^application\/json\b/i, 'Les données (data) sont en JSON.')
    .optional(),
  data: z.strictObject({
    allowance: z.string().min(1).max(100).describe('Clé du droit, telle que la page des droits la montre.'),
    amount: z
      .number('La quantité (amount) est un nombre.')
      .min(0, 'La quantité (amount) n’est pas négative.')
      .max(1e12)
      .describe('En unités du droit.'),
    says: z.string().max(500).optional().describe('Ce qui le prouve, en clair.'),
    session: z.string().min(1).max(200).optional().describe('La séance, pour un droit compté par séance.'),
  }),
});

const taken = {
  beyond: z.number().describe('Ce qui dépasse le droit, en unités.'),
  beyondCents: z.number().int().nullable(),
  isReplayed: z.boolean().describe('Cet événement était déjà connu.'),
  isOutdated: z.boolean().describe('Une mesure plus récente est connue : celle-ci ne change rien.'),
};

export const reportUsage = endpoint('POST /rights/usage', {
  summary: 'Reçoit la consommation d’un service tenu ailleurs : un CloudEvent 1.0, en JSON. Rejoué, il ne change rien.',
  body: usageEvent,
  response: z.object(taken),
  refusals: [
    'rights.not-served',
    'rights.not-open',
    'rights.not-yet-open',
    'rights.ended',
    'rights.suspended',
    'rights.exhausted',
    'rights.exhausted-until',
    'rights.measured-later',
  ],
});
