// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';
import { tileIcons } from '#platform/tile-icons.ts';

const place = z.object({
  organisationId: z.uuid(),
  href: z.string(),
  favourite: z.number().int().nullable().describe('Rang parmi les favoris de la personne dans cette collectivité.'),
});

const service = z.object({
  key: z.string(),
  title: z.string(),
  description: z.string(),
  icon: z.enum(tileIcons),
  isElsewhere: z.boolean().describe('Ouvert dans une autre application, sans nouvelle connexion.'),
  places: z.array(place).describe('Les collectivités où la personne peut l’ouvrir.'),
});

const toDo = z.object({
  room: z.string().describe('Le service d’où cela vient.'),
  organisationId: z.uuid(),
  kind: z.enum(['do', 'sign', 'read', 'meet']),
  title: z.string(),
  detail: z.string().nullable(),
  href: z.string(),
  dueOn: z.iso.date().nullable(),
  at: z.iso.datetime().nullable(),
  isLate: z.boolean(),
});

const recent = z.object({ room: z.string(), organisationId: z.uuid(), title: z.string(), detail: z.string(), href: z.string(), at: z.string() });

const home = z.object({
  givenName: z.string(),
  organisations: z.array(z.object({ id: z.uuid(), slug: z.string(), name: z.string(), kind: z.string() })),
  services: z.array(service),
  toDo: z.array(toDo).describe('En retard d’abord, puis par échéance.'),
  recents: z.array(recent),
  unavailable: z.array(z.string()).describe('Les services qui n’ont pas répondu.'),
});

export const readHome = endpoint('GET /home', {
  summary: 'L’accueil d’une personne dans une collectivité : services, à traiter, documents récents.',
  response: home,
});

export const readMyHome = endpoint('GET /home', {
  scope: 'person',
  summary: 'L’accueil d’une personne, pour toutes ses collectivités à la fois.',
  response: home,
});

export const keepFavourites = endpoint('PUT /home/favourites', {
  summary: 'Garde les services favoris de la personne dans une collectivité, dans cet ordre.',
  body: z.strictObject({ services: z.array(z.string().min(1).max(200)).max(50, 'Au plus 50 favoris.') }),
  refusals: ['home.unknown-service'],
});

export const readFirstSteps = endpoint('GET /first-steps', {
  scope: 'person',
  summary: 'Ce qu’une première visite propose de faire, coché d’après ce qui est fait.',
  response: z.object({
    isDismissed: z.boolean(),
    steps: z.array(z.object({ key: z.string(), title: z.string(), detail: z.string(), href: z.string(), isDone: z.boolean() })),
  }),
});

export const dismissFirstSteps = endpoint('POST /first-steps/dismissal', {
  scope: 'person',
  summary: 'Ne plus montrer la liste « Pour commencer ».',
});
