// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';
import { bodyKinds } from './body-kinds.ts';

export { bodyKinds, epciKinds, isEpci, kindLabels, type BodyKind } from './body-kinds.ts';

export const { refusals, refuse } = defineRefusals({
  'organisations.unknown-body': { status: 404, says: 'Aucune collectivité ne correspond à « {asked} ».' },
  'organisations.unknown-operator': { status: 404, says: 'Aucun opérateur ne correspond à « {asked} ».' },
});

const kind = z.enum(bodyKinds, 'Choisissez un type de collectivité connu.');
const day = z.iso.date('Saisissez une date au format AAAA-MM-JJ.');
const figure = z.object({ value: z.int(), vintage: z.string() });

export const bodyLine = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  kind,
  siren: z.string().nullable(),
  insee: z.string().nullable(),
  department: z.string().nullable(),
});

export const population = z
  .object({ totale: figure.optional(), municipale: figure.optional(), communeFile: figure.optional(), declared: figure.optional() })
  .describe('Habitants, chaque chiffre à part avec son millésime. Un chiffre absent est inconnu.');

const publicBody = bodyLine.extend({
  endedOn: day.nullable().describe('Premier jour où elle n’existe plus.'),
  population,
  epci: bodyLine.nullable(),
  members: z.array(bodyLine.extend({ population })),
  successors: z.array(bodyLine),
  register: z.object({
    edition: z.int().nullable(),
    isBeforeFirst: z.boolean().describe('Le jour demandé précède toutes les éditions connues : la première est montrée.'),
  }),
});

export const searchBodies = endpoint('GET /organisations', {
  scope: 'house',
  summary: 'Cherche une commune ou un EPCI par son nom, son SIREN ou son code INSEE, fautes de frappe et accents oubliés pardonnés.',
  query: z.object({
    q: z
      .string('Saisissez un nom, un SIREN ou un code INSEE.')
      .trim()
      .min(1, 'Saisissez un nom, un SIREN ou un code INSEE.')
      .max(120, 'Saisissez au plus 120 caractères.'),
    kind: z
      .string()
      .transform((text) => text.split(','))
      .pipe(z.array(kind).max(20))
      .optional()
      .describe('Types de collectivités, séparés par des virgules.'),
    limit: z.coerce.number().int().min(1).max(50).default(10),
  }),
  response: z.object({
    rows: z.array(bodyLine.extend({ formerName: z.string().nullable().describe('Ancien nom ou commune déléguée par lequel elle a été trouvée.') })),
  }),
});

export const readPublicBody = endpoint('GET /organisations/:body', {
  scope: 'house',
  summary: 'Montre ce que le registre national dit d’une collectivité : identité, populations et millésimes, appartenance, membres.',
  params: z.object({ body: z.string().max(120).describe('Identifiant, adresse courte, SIREN ou code INSEE.') }),
  query: z.object({ on: day.optional().describe('Jour auquel le registre est lu ; aujourd’hui par défaut.') }),
  response: publicBody,
  refusals: ['organisations.unknown-body'],
});
