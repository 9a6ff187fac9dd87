// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';
import { drillShape } from './drills.ts';
import { boxShape, custodyModes } from './escrow.ts';
import { signShape } from './watch.ts';

const id = z.object({ id: z.uuid() });

export const servedMaintenance = z.object({
  id: z.uuid(),
  body: z.string(),
  machine: z.string(),
  reason: z.string(),
  askedByName: z.string(),
  askedAt: z.string(),
  /** Whether the reader is who asked. */
  isMine: z.boolean(),
});

export const listServedMaintenances = endpoint('GET /backup/served-maintenances', {
  summary: 'Les maintenances qui attendent une réponse, dans les collectivités que cet opérateur garde.',
  response: z.object({ rows: z.array(servedMaintenance), total: z.number().int() }),
  refusals: ['backup.not-an-operator'],
});

export const answerServedMaintenance = endpoint('POST /backup/served-maintenances/:id/answer', {
  summary: 'L’opérateur autorise ou refuse une maintenance demandée par une collectivité.',
  params: id,
  body: z.strictObject({ isAllowed: z.boolean() }),
  refusals: ['backup.not-an-operator', 'backup.person-needed', 'backup.maintenance-unknown', 'backup.maintenance-answered', 'backup.two-persons'],
});

export const entrustedShape = z.object({ id: z.uuid(), body: z.string(), machine: z.string(), mode: z.enum(custodyModes), isStale: z.boolean() });

export const listEntrusted = endpoint('GET /backup/entrusted', {
  summary: 'Les mots de passe de dépôts confiés à la personne, chez les collectivités que cet opérateur garde.',
  response: z.object({ rows: z.array(entrustedShape), total: z.number().int() }),
  refusals: ['backup.not-an-operator'],
});

export const toResealShape = z.object({
  id: z.uuid(),
  body: z.string(),
  machine: z.string(),
  /** Who can open no more; null: one of the operator's custodians has another sheet. */
  lapsed: z.string().nullable(),
  noticedAt: z.string().nullable(),
});

export const listToReseal = endpoint('GET /backup/to-reseal', {
  summary:
    'Les mots de passe de dépôts à confier de nouveau, chez les collectivités que cet opérateur garde : un dépositaire ne peut plus les ouvrir.',
  response: z.object({ rows: z.array(toResealShape), total: z.number().int() }),
  refusals: ['backup.not-an-operator'],
});

export const openEntrusted = endpoint('POST /backup/entrusted/:id/open', {
  summary: 'Donne à son dépositaire, chez l’opérateur, un mot de passe confié ; l’ouverture et son motif restent inscrits.',
  params: id,
  body: z.strictObject({ reason: z.string().trim().min(1, 'Dites pourquoi.').max(500) }),
  response: z.object({ password: z.string() }),
  refusals: ['backup.not-an-operator', 'backup.person-needed', 'backup.not-entrusted', 'backup.not-a-custodian', 'backup.sealed-to-custodians'],
});

export const openEntrustedBox = endpoint('POST /backup/entrusted/:id/box', {
  summary: 'Donne à son dépositaire, chez l’opérateur, la boîte scellée pour lui ; l’ouverture et son motif restent inscrits.',
  params: id,
  body: z.strictObject({ reason: z.string().trim().min(1, 'Dites pourquoi.').max(500) }),
  response: boxShape,
  refusals: ['backup.not-an-operator', 'backup.person-needed', 'backup.not-entrusted', 'backup.not-a-custodian', 'backup.kept-by-the-house'],
});

const paging = { page: z.coerce.number().int().min(1).default(1), size: z.coerce.number().int().min(1).max(100).default(25) };

export const servedSign = signShape.extend({ body: z.string() });
export const servedDrill = drillShape.extend({ body: z.string() });

export const listServedSigns = endpoint('GET /backup/served-signs', {
  summary: 'Ce qui paraît anormal dans les collectivités que cet opérateur garde : ce que personne n’a encore regardé, ou tout l’historique.',
  query: z.object({
    which: z.enum(['open', 'all']).default('open'),
    q: z.string().max(100).default(''),
    sort: z.enum(['onDay']).catch('onDay'),
    order: z.enum(['asc', 'desc']).catch('desc'),
    ...paging,
  }),
  response: z.object({ rows: z.array(servedSign), total: z.number().int() }),
  refusals: ['backup.not-an-operator'],
});

export const handleServedSign = endpoint('POST /backup/served-signs/:id/handle', {
  summary: 'L’opérateur dit qui a regardé un signe et ce qu’il en est ; la collectivité le lit, et l’historique le garde.',
  params: id,
  body: z.strictObject({ why: z.string().trim().min(1, 'Dites ce qu’il en est.').max(500) }),
  refusals: ['backup.not-an-operator', 'backup.person-needed', 'backup.sign-unknown', 'backup.sign-handled'],
});

export const listServedDrills = endpoint('GET /backup/served-drills', {
  summary: 'Les restaurations essayées dans les collectivités que cet opérateur garde, la plus récente d’abord.',
  query: z.object({
    q: z.string().max(100).default(''),
    sort: z.enum(['begunAt', 'body']).catch('begunAt'),
    order: z.enum(['asc', 'desc']).catch('desc'),
    ...paging,
  }),
  response: z.object({ rows: z.array(servedDrill), total: z.number().int() }),
  refusals: ['backup.not-an-operator'],
});

export const readServedDrillProof = endpoint('GET /backup/served-drills/:id/proof', {
  answer: 'file',
  summary: 'La pièce qui prouve une restauration déclarée par une collectivité que cet opérateur garde.',
  params: id,
  refusals: ['backup.not-an-operator', 'backup.proof-unknown'],
});

/** 100 To: beyond, it is a mistake of unit. */
const MOST_MARGIN = 100_000_000_000_000;

export const setAccount = endpoint('PUT /backup/bodies/:id/settings', {
  summary: 'Règle, pour une collectivité, la marge au-delà de son droit et la durée de la corbeille.',
  params: id,
  body: z.strictObject({
    /** Null: the house's own share of the right. */
    marginBytes: z.number().int().min(0, 'La marge ne peut pas être négative.').max(MOST_MARGIN, 'La marge compte au plus 100 000 Go.').nullable(),
    holdDays: z
      .number()
      .int('La corbeille tient un nombre entier de jours.')
      .min(7, 'La corbeille tient au moins 7 jours.')
      .max(365, 'La corbeille tient au plus 365 jours.'),
  }),
  refusals: ['backup.not-an-operator', 'backup.body-unknown'],
});
