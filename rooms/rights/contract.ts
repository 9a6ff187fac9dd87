// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals, refuse } = defineRefusals({
  'rights.not-open': { status: 403, says: 'Ce droit n’est pas ouvert pour votre collectivité : demandez-le à votre opérateur.' },
  'rights.not-yet-open': { status: 403, says: '« {label} » s’ouvre le {beginsOn} : rien ne peut être utilisé avant.' },
  'rights.ended': { status: 403, says: '« {label} » a pris fin le {endsOn}.' },
  'rights.suspended': { status: 403, says: 'Ce droit est suspendu pour votre collectivité.' },
  'rights.exhausted': { status: 409, says: '« {label} » : il reste {left}, ce n’est pas assez.' },
  'rights.exhausted-until': { status: 409, says: '« {label} » : il reste {left}, ce n’est pas assez. Prochaine disponibilité le {nextOn}.' },
  'rights.unknown-use': { status: 404, says: 'Aucune réservation ni utilisation de ce droit ne porte cette référence.' },
  'rights.unknown-opening': { status: 404, says: 'Rien n’a été ouvert sous cette référence.' },
  'rights.unknown-allowance': { status: 404, says: 'Ce droit n’existe pas pour cette collectivité.' },
  'rights.unknown-suspension': { status: 404, says: 'Cette suspension n’existe pas ou est déjà levée.' },
  'rights.not-served': { status: 404, says: 'Vous n’avez ouvert aucun droit à cette collectivité.' },
  'rights.ends-before-it-begins': { status: 422, says: 'La fin précède le début.' },
  'rights.closes-before-it-opens': {
    status: 422,
    says: 'Ce droit n’est pas encore ouvert à cette date : choisissez un dernier jour postérieur à son ouverture.',
  },
});

const day = z.iso.date('Saisissez une date complète.');
const source = z.record(z.string(), z.unknown()).describe('Où c’est imprimé : édition, offre, document, ligne.');

const service = z.object({
  id: z.uuid(),
  service: z.string(),
  label: z.string(),
  operator: z.string(),
  beginsOn: day,
  endsOn: day.nullable(),
  isSuspended: z.boolean(),
  source,
});

const allowance = z.object({
  id: z.uuid(),
  service: z.string(),
  key: z.string(),
  label: z.string(),
  unit: z.string(),
  kind: z.enum(['level', 'count']),
  per: z.enum(['term', 'civil-year', 'rolling', 'session']),
  amount: z.number().nullable().describe('En unités, compléments accordés compris ; absent : sans limite.'),
  used: z.number(),
  reserved: z.number(),
  beyond: z.number().describe('Ce qui dépasse, en unités.'),
  beyondCents: z.number().int().nullable().describe('Ce que le tarif en demande.'),
  percent: z.number().int().nullable(),
  isHard: z.boolean(),
  isPooled: z.boolean(),
  holder: z.string().describe('La collectivité qui détient le droit.'),
  beginsOn: day,
  endsOn: day.nullable(),
  nextOn: day.nullable().describe('Quand une unité entière redevient disponible, s’il n’en reste pas.'),
  source,
});

export const readRights = endpoint('GET /rights', {
  summary: 'Les droits de la collectivité au jour dit, et ce qu’elle en a utilisé.',
  query: z.object({ on: day.optional().describe('Aujourd’hui, sauf précision.') }),
  response: z.object({ on: day, services: z.array(service), allowances: z.array(allowance) }),
});

export const listMovements = endpoint('GET /rights/allowances/:id/movements', {
  summary: 'Chaque utilisation d’un droit, avec ce qui la prouve, la plus récente d’abord.',
  params: z.object({ id: z.uuid() }),
  query: z.object({ page: z.coerce.number().int().min(1).default(1), size: z.coerce.number().int().min(1).max(100).default(25) }),
  response: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(['reserve', 'consume', 'settle', 'release', 'give-back', 'report']),
        on: day,
        consumer: z.string(),
        used: z.number(),
        reserved: z.number(),
        beyond: z.number(),
        beyondCents: z.number().int().nullable(),
        says: z.string(),
      }),
    ),
    total: z.number().int(),
  }),
  refusals: ['rights.unknown-allowance'],
});

const beneficiaryId = z.uuid('Choisissez une collectivité.');
const reason = z.string().trim().min(5, 'Dites pourquoi en quelques mots.').max(1_000);

export const grantExtra = endpoint('POST /rights/extras', {
  summary: 'Ajoute à la main à un droit d’une collectivité, avec le motif.',
  body: z.strictObject({
    allowanceId: z.uuid(),
    amount: z.number().positive('Saisissez une quantité positive.').max(1_000_000),
    beginsOn: day,
    endsOn: day.nullish(),
    reason,
  }),
  response: z.object({ id: z.uuid() }),
  refusals: ['rights.unknown-allowance', 'rights.ends-before-it-begins'],
});

export const suspendRights = endpoint('POST /rights/suspensions', {
  summary: 'Suspend ce que l’opérateur a ouvert à une collectivité, ou un seul service.',
  body: z.strictObject({ beneficiaryId, service: z.string().min(1).optional(), beginsOn: day, endsOn: day.optional(), reason }),
  response: z.object({ id: z.uuid() }),
  refusals: ['rights.not-served', 'rights.ends-before-it-begins'],
});

export const liftSuspension = endpoint('POST /rights/suspensions/:id/lift', {
  summary: 'Lève une suspension : la collectivité retrouve ses services aujourd’hui.',
  params: z.object({ id: z.uuid() }),
  refusals: ['rights.unknown-suspension'],
});

/** CloudEvents 1.0, structured mode: a service that runs elsewhere says what a body uses. */
export const reportUsage = endpoint('POST /rights/usage', {
  summary: 'Reçoit la consommation d’un service tenu ailleurs (CloudEvents 1.0, mode structuré). Rejouée, elle ne change rien.',
  body: z.object({
    specversion: z.literal('1.0', 'La version des CloudEvents est 1.0.'),
    id: z.string().min(1, 'Chaque événement porte un identifiant.').max(200),
    source: z.string().min(1, 'Chaque événement dit d’où il vient.').max(500),
    type: z.enum(
      ['beffroi.usage.report', 'beffroi.usage.consume'],
      'Le type est beffroi.usage.report (mesure) ou beffroi.usage.consume (consommation).',
    ),
    subject: z.string().min(1, 'Le sujet nomme la collectivité, par son SIREN ou son adresse courte.').max(200),
    time: z.iso.datetime({ offset: true }).optional(),
    datacontenttype: z.string().optional(),
    data: z.strictObject({
      allowance: z.string().min(1).max(100),
      amount: z.number().min(0).max(1e12).describe('En unités du droit.'),
      says: z.string().max(500).optional(),
    }),
  }),
  response: z.object({ beyond: z.number(), beyondCents: z.number().int().nullable(), isReplayed: z.boolean() }),
  refusals: [
    'rights.not-served',
    'rights.not-open',
    'rights.not-yet-open',
    'rights.ended',
    'rights.suspended',
    'rights.exhausted',
    'rights.exhausted-until',
  ],
});
