// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals, refuse } = defineRefusals({
  'adhesions.renewal-unknown': { status: 404, says: 'Cette convention n’existe pas chez cet opérateur, ou suit sa convention cadre.' },
  'adhesions.renewal-no-term': { status: 409, says: 'La convention {number} n’a pas de terme : elle se poursuit sans renouvellement.' },
  'adhesions.renewal-done': { status: 409, says: 'La convention {number} est déjà suivie d’une autre.' },
  'adhesions.renewal-denounced': { status: 409, says: 'La convention {number} est dénoncée : elle prend fin le {day}.' },
  'adhesions.renewal-underway': { status: 409, says: 'Le renouvellement de la convention {number} est déjà préparé : devis {quote}.' },
  'adhesions.renewal-without-terms': {
    status: 409,
    says: 'Ni devis ni lignes ne disent ce que la convention {number} apporte : établissez un devis.',
  },
  'adhesions.renewal-no-edition': { status: 409, says: 'Aucune édition n’est en vigueur au {day} : le renouvellement n’a pas de prix.' },
  'adhesions.denounced-already': { status: 409, says: 'Cette convention est déjà dénoncée.' },
  'adhesions.denounced-in-the-future': { status: 422, says: 'Une dénonciation se reçoit aujourd’hui au plus tard.' },
});

const day = z.iso.date('Saisissez une date complète.');
const text = (least: number, says: string, most = 300) => z.string().trim().min(least, says).max(most);
const reason = text(5, 'Dites pourquoi en quelques mots.', 1_000);
const id = z.object({ id: z.uuid() });

export const renewalStates = [
  'to-decide',
  'quoted',
  'accepted',
  'deciding',
  'refused',
  'expired',
  'tacit',
  'renewed',
  'denounced',
  'lapsed',
] as const;
export type RenewalState = (typeof renewalStates)[number];
export const renewalStateWords: Readonly<Record<RenewalState, string>> = {
  'to-decide': 'À préparer',
  quoted: 'Devis préparé',
  accepted: 'Devis accepté',
  deciding: 'Délibération en cours',
  refused: 'Devis refusé',
  expired: 'Devis expiré',
  tacit: 'Reconduction tacite',
  renewed: 'Renouvelée',
  denounced: 'Dénoncée',
  lapsed: 'Terme dépassé',
};

const row = z.object({
  id: z.uuid(),
  number: z.string(),
  kind: z.enum(['cadre', 'package']),
  payer: z.string(),
  operator: z.string(),
  edition: z.string(),
  yearlyCents: z.number().int().nullable(),
  endsOn: day,
  renewal: z.enum(['none', 'tacit']),
  noticeMonths: z.number().int(),
  noticeOn: day.describe('Dernier jour pour dénoncer.'),
  state: z.enum(renewalStates),
  quoteId: z.uuid().nullable(),
  quoteNumber: z.string().nullable(),
  quotedCents: z.number().int().nullable(),
  dossierId: z.uuid().nullable(),
  says: z.string(),
});

const listing = {
  q: z.string().trim().max(100).default(''),
  state: z.enum(renewalStates).optional(),
  within: z.coerce.number().int().min(1).max(60).default(12).describe('En mois.'),
  sort: z.enum(['endsOn', 'payer', 'number']).default('endsOn'),
  order: z.enum(['asc', 'desc']).default('asc'),
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(100).default(25),
};

export const listRenewals = endpoint('GET /adhesions/renewals', {
  summary: 'Ce qui prend fin dans les mois qui viennent, et où en est son renouvellement.',
  query: z.object(listing),
  response: z.object({ rows: z.array(row), total: z.number().int() }),
});

export const prepareRenewals = endpoint('POST /adhesions/renewals', {
  summary: 'Prépare le devis du terme suivant de plusieurs conventions, sous l’édition en vigueur ou sous la même.',
  body: z.strictObject({
    conventionIds: z.array(z.uuid()).min(1, 'Choisissez au moins une convention.').max(100),
    keepsEdition: z.boolean().default(false),
    volumeGo: z.number().positive().max(1_000_000).nullish().describe('Volume du terme suivant, s’il change.'),
  }),
  response: z.object({
    prepared: z.array(
      z.object({ conventionId: z.uuid(), number: z.string(), quoteId: z.uuid(), quoteNumber: z.string(), firstYearCents: z.number().int() }),
    ),
    refused: z.array(z.object({ conventionId: z.uuid(), code: z.string(), says: z.string() })),
  }),
});

export const openRenewal = endpoint('POST /adhesions/conventions/:id/renewal/dossiers', {
  summary: 'Ouvre les dossiers d’un renouvellement dont le devis est accepté.',
  params: id,
  response: z.object({ dossierId: z.uuid(), number: z.string() }),
  refusals: ['adhesions.renewal-unknown'],
});

export const setRenewal = endpoint('PUT /adhesions/conventions/:id/renewal', {
  summary: 'Inscrit ce que la convention dit de son terme : reconduction tacite ou non, préavis, et la clause qui le dit.',
  params: id,
  body: z.strictObject({ renewal: z.enum(['none', 'tacit']), noticeMonths: z.number().int().min(0).max(24), clause: reason }),
  refusals: ['adhesions.renewal-unknown'],
});

const denunciation = {
  byName: text(2, 'Dites qui dénonce.', 200),
  byTitle: text(2, 'Dites en quelle qualité.', 200),
  reason,
};
const denounced = z.object({ outcome: z.enum(['accepted', 'refused']), says: z.string(), lastOn: day.nullable() });
const denunciationRefusals = ['adhesions.renewal-unknown', 'adhesions.denounced-already', 'adhesions.renewal-done'] as const;

export const recordDenunciation = endpoint('POST /adhesions/conventions/:id/denunciation', {
  summary: 'Enregistre une dénonciation reçue : hors délai, elle est refusée, sauf à dire pourquoi elle est admise.',
  params: id,
  body: z.strictObject({ ...denunciation, receivedOn: day, waiver: z.string().trim().max(1_000).default('') }),
  response: denounced,
  refusals: [...denunciationRefusals, 'adhesions.denounced-in-the-future'],
});

export const listMyTerms = endpoint('GET /adhesions/my-terms', {
  summary: 'Les conventions de la collectivité qui prennent fin, et ce qui est préparé pour la suite.',
  query: z.object({ page: z.coerce.number().int().min(1).default(1), size: z.coerce.number().int().min(1).max(100).default(25) }),
  response: z.object({ rows: z.array(row), total: z.number().int() }),
});

export const denounceMine = endpoint('POST /adhesions/my-terms/:id/denunciation', {
  summary: 'Dénonce une convention de la collectivité, ou annonce qu’elle ne sera pas renouvelée.',
  params: id,
  body: z.strictObject(denunciation),
  response: denounced,
  refusals: [...denunciationRefusals],
});
