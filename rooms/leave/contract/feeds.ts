// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

export const listFeeds = endpoint('GET /leave/feeds', {
  scope: 'person',
  summary: 'Les agendas auxquels je suis abonné depuis un autre outil.',
  response: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        team: z.string().nullable(),
        body: z.string().nullable(),
        createdAt: z.iso.datetime({ offset: true }),
        tells: z.boolean().describe('Faux quand je ne peux plus lire le planning de ce service : l’agenda est vide.'),
      }),
    ),
  }),
});

export const openFeed = endpoint('POST /leave/feeds', {
  scope: 'person',
  summary: 'Donne l’adresse secrète d’un agenda à suivre : mes absences, ou celles d’un service. Elle n’est montrée qu’une fois.',
  body: z.strictObject({ organisationId: z.uuid().nullish(), teamId: z.uuid().nullish() }),
  response: z.object({ id: z.uuid(), address: z.url() }),
  refusals: ['leave.unknown-team', 'leave.person-needed'],
});

export const closeFeed = endpoint('DELETE /leave/feeds/:id', {
  scope: 'person',
  summary: 'Ferme un agenda : son adresse n’ouvre plus rien.',
  params: z.object({ id: z.uuid() }),
  refusals: ['leave.unknown-feed'],
});

export const readFeed = endpoint('GET /leave/feeds/:secret', {
  scope: 'house',
  answer: 'file',
  summary: 'L’agenda que cette adresse secrète ouvre (iCalendar).',
  params: z.object({ secret: z.string().min(20).max(100) }),
  refusals: ['leave.unknown-feed'],
});
