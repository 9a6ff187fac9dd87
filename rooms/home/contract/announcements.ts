// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

export const severities = ['info', 'maintenance', 'incident'] as const;
export const territories = ['all', 'epci', 'bodies'] as const;
export const announcementStatuses = ['draft', 'published', 'ended'] as const;

/** Hours are typed and shown in Paris; they travel as instants in answers. */
const parisTime = z.iso.datetime({ local: true, precision: -1, error: 'Saisissez un jour et une heure.' });
const id = z.object({ id: z.uuid() });
const update = z.object({ says: z.string(), byName: z.string(), at: z.string() });

const content = {
  severity: z.enum(severities),
  title: z.string().trim().min(3, 'Le titre compte au moins 3 caractères.').max(140, 'Le titre compte au plus 140 caractères.'),
  says: z.string().trim().max(4_000, 'Le texte compte au plus 4 000 caractères.').default(''),
  services: z.array(z.string().max(200)).max(100).default([]),
  roles: z.array(z.string().max(80)).max(40).default([]),
  territory: z.enum(territories),
  territoryIds: z.array(z.uuid()).max(2_000).default([]),
  isPublic: z.boolean().default(false),
  beginsAt: parisTime,
  endsAt: parisTime.nullable().default(null),
};

const announcement = z.object({
  id: z.uuid(),
  severity: z.enum(severities),
  title: z.string(),
  says: z.string(),
  services: z.array(z.string()),
  roles: z.array(z.string()),
  territory: z.enum(territories),
  territoryIds: z.array(z.uuid()),
  isPublic: z.boolean(),
  beginsAt: z.string(),
  endsAt: z.string().nullable(),
  status: z.enum(announcementStatuses),
  revision: z.number().int(),
  writtenByName: z.string(),
  changedAt: z.string(),
  publishedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
});
export type Announcement = z.infer<typeof announcement>;

const writing = [
  'home.person-needed',
  'home.not-an-operator',
  'home.unknown-service',
  'home.territory-needed',
  'home.outside-territory',
  'home.not-an-epci',
  'home.ends-before-it-begins',
];
const changing = ['home.unknown-announcement', 'home.announcement-changed', 'home.announcement-ended'];

export const listAnnouncements = endpoint('GET /announcements', {
  summary: 'Les annonces de l’opérateur, la dernière modifiée d’abord.',
  query: z.object({
    q: z.string().trim().max(100).optional(),
    status: z.enum(announcementStatuses).optional(),
    severity: z.enum(severities).optional(),
    sort: z.enum(['changed', 'begins', 'title']).default('changed').catch('changed'),
    order: z.enum(['asc', 'desc']).default('desc').catch('desc'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(100).default(25),
  }),
  response: z.object({ rows: z.array(announcement), total: z.number().int() }),
});

export const readAnnouncement = endpoint('GET /announcements/:id', {
  summary: 'Une annonce, ses nouvelles et les collectivités qu’elle atteint.',
  params: id,
  response: announcement.extend({
    updates: z.array(update),
    reached: z.number().int().describe('Nombre de collectivités atteintes ; celles qu’elle atteindrait, pour un brouillon.'),
    named: z.array(z.object({ id: z.uuid(), name: z.string() })).describe('Les collectivités ou EPCI choisis.'),
  }),
  refusals: ['home.unknown-announcement'],
});

export const readAudiences = endpoint('GET /announcement-audiences', {
  summary: 'À qui une annonce peut s’adresser : les services et les EPCI du territoire.',
  response: z.object({
    services: z.array(z.object({ key: z.string(), title: z.string() })),
    epci: z.array(z.object({ id: z.uuid(), name: z.string() })),
    territory: z.number().int().describe('Nombre de collectivités du territoire.'),
  }),
});

export const draftAnnouncement = endpoint('POST /announcements', {
  summary: 'Prépare une annonce, que personne d’autre ne voit encore.',
  body: z.strictObject(content),
  response: id,
  refusals: writing,
});

export const changeAnnouncement = endpoint('PUT /announcements/:id', {
  summary: 'Modifie une annonce qui n’est pas terminée.',
  params: id,
  body: z.strictObject({ ...content, revision: z.number().int() }),
  refusals: [...writing, ...changing, 'home.ends-in-the-past'],
});

export const publishAnnouncement = endpoint('POST /announcements/:id/publish', {
  summary: 'Publie une annonce : les personnes concernées la voient aussitôt, ou à l’heure dite.',
  params: id,
  body: z.strictObject({ revision: z.number().int() }),
  response: z.object({ reached: z.number().int() }),
  refusals: [...writing, ...changing, 'home.announcement-published', 'home.ends-in-the-past'],
});

export const updateAnnouncement = endpoint('POST /announcements/:id/updates', {
  summary: 'Donne des nouvelles d’une annonce publiée.',
  params: id,
  body: z.strictObject({ says: z.string().trim().min(3, 'Écrivez au moins une phrase.').max(2_000, 'Au plus 2 000 caractères.') }),
  refusals: ['home.person-needed', 'home.unknown-announcement', 'home.announcement-not-published'],
});

export const endAnnouncement = endpoint('POST /announcements/:id/end', {
  summary: 'Met fin à une annonce publiée, avec un dernier mot si l’on veut.',
  params: id,
  body: z.strictObject({ says: z.string().trim().max(2_000, 'Au plus 2 000 caractères.').default('') }),
  refusals: ['home.person-needed', 'home.unknown-announcement', 'home.announcement-not-published'],
});

export const deleteDraft = endpoint('DELETE /announcements/:id', {
  summary: 'Supprime un brouillon d’annonce.',
  params: id,
  refusals: ['home.unknown-announcement', 'home.announcement-published'],
});

export const readBanners = endpoint('GET /banners', {
  scope: 'person',
  summary: 'Ce que les opérateurs annoncent à la personne : en cours, et terminé depuis peu.',
  response: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        severity: z.enum(severities),
        title: z.string(),
        says: z.string(),
        from: z.string(),
        until: z.string().nullable(),
        publishedAt: z.string(),
        endedAt: z.string().nullable().describe('Quand elle a pris fin ; absent tant qu’elle dure.'),
        updates: z.array(update),
        /** Places in addresses of the bodies concerned. */
        bodies: z.array(z.object({ slug: z.string(), name: z.string() })),
        isDismissed: z.boolean(),
      }),
    ),
  }),
});

export const dismissBanner = endpoint('POST /banners/:id/dismissal', {
  scope: 'person',
  summary: 'Ne plus montrer une annonce en tête de page ; un incident reste.',
  params: id,
  refusals: ['home.unknown-announcement', 'home.incident-stays'],
});

export const statusPage = endpoint('GET /etat', {
  answer: 'html',
  summary: 'L’état des services de l’opérateur : incidents et maintenances, page publique.',
});

export const statusOfSite = endpoint('GET /etat', {
  scope: 'house',
  answer: 'html',
  summary: 'L’état des services, ou le choix de l’opérateur quand il y en a plusieurs.',
});

export const statusFeed = endpoint('GET /status.atom', {
  answer: 'file',
  summary: 'L’état des services de l’opérateur, en flux Atom.',
  refusals: ['home.not-an-operator'],
});
