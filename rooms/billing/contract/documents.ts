// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';
import { documentKinds } from '../document.ts';

const own = defineRefusals({
  'billing.document-not-found': { status: 404, says: 'Ce document n’existe pas, ou n’est pas le vôtre.' },
  'billing.credit-of-credit': { status: 422, says: 'Un avoir ne se corrige pas par un avoir : émettez une facture ou un appel.' },
  'billing.credit-too-large': { status: 422, says: 'La ligne {rank} ne peut plus être diminuée que de {left}.' },
  'billing.credit-line-unknown': { status: 422, says: 'Le document n’a pas de ligne {rank}.' },
  'billing.credit-empty': { status: 422, says: 'L’avoir ne rend rien : donnez au moins un montant.' },
  'billing.credit-under-way': { status: 409, says: 'Un avoir est déjà préparé pour le document {number}.' },
  'billing.credit-not-found': { status: 404, says: 'Cet avoir préparé n’existe pas.' },
  'billing.credit-settled': { status: 409, says: 'Cet avoir est déjà émis ou abandonné.' },
  'billing.own-credit': { status: 403, says: 'Vous avez préparé cet avoir : une autre personne doit l’émettre.' },
  'billing.credit-person-needed': { status: 403, says: 'Une personne doit le faire, pas un programme.' },
  'billing.document-credited': { status: 409, says: 'Le document {number} est soldé : cela n’est pas possible.' },
  'billing.already-titred': { status: 409, says: 'Le document {number} porte déjà le titre {titre}.' },
  'billing.payment-too-large': { status: 422, says: 'Il reste {left} à payer : le versement de {amount} le dépasse.' },
  'billing.payment-known': { status: 409, says: 'Ce versement est déjà enregistré.' },
  'billing.not-titred': { status: 409, says: 'Le document {number} n’a pas de titre : le comptable n’a rien pu rejeter.' },
  'billing.already-rejected': { status: 409, says: 'Le titre du document {number} est déjà noté comme rejeté.' },
  'billing.not-rejected': { status: 409, says: 'Le titre du document {number} n’est pas rejeté.' },
  'billing.rejected-paid': { status: 409, says: 'Le document {number} est payé de {paid} : son titre n’a pas pu être rejeté.' },
  'billing.nothing-late': { status: 422, says: '{name} n’a aucun document en retard à relancer.' },
});
export const documentRefusals = own.refusals;
export const refuseDocument = own.refuse;

export const documentStates = ['issued', 'titred', 'paid', 'late', 'contested', 'rejected', 'credited'] as const;
export const stateLabels: Readonly<Record<(typeof documentStates)[number], string>> = {
  issued: 'émis',
  titred: 'titré',
  paid: 'payé',
  late: 'en retard',
  contested: 'contesté',
  rejected: 'rejeté par le comptable',
  credited: 'annulé par avoir',
};
export const kindLabels = { appel: 'Appel de participation', facture: 'Facture', avoir: 'Avoir' } as const;

const id = z.object({ id: z.uuid() });
const page = { page: z.coerce.number().int().min(1).default(1), size: z.coerce.number().int().min(1).max(100).default(25) };
export const documentRow = z.object({
  id: z.uuid(),
  kind: z.enum(documentKinds),
  number: z.string(),
  title: z.string(),
  payer: z.object({ id: z.uuid(), name: z.string() }),
  operator: z.string(),
  issuedOn: z.iso.date(),
  dueOn: z.iso.date(),
  nextDueOn: z.iso
    .date()
    .nullable()
    .describe('Échéance de ce qui reste à payer : la première que les versements n’ont pas atteinte. Nulle quand tout est réglé.'),
  netCents: z.int(),
  vatCents: z.int(),
  grossCents: z.int(),
  paidCents: z.int(),
  creditedCents: z.int(),
  restCents: z.int(),
  state: z.enum(documentStates),
  titre: z.string().nullable(),
  bordereau: z.string().nullable(),
  reminders: z.int(),
});
const filters = {
  q: z.string().max(200).optional(),
  kind: z.enum(documentKinds).optional(),
  state: z.enum(documentStates).optional(),
  year: z.coerce.number().int().optional(),
  payer: z.uuid().optional(),
  run: z.uuid().optional(),
  sort: z.enum(['number', 'issuedOn', 'dueOn', 'payer', 'grossCents', 'restCents']).optional(),
  order: z.enum(['asc', 'desc']).optional(),
};
const documentPage = z.object({ rows: z.array(documentRow), total: z.int() });

export const listDocuments = endpoint('GET /billing/documents', {
  summary: 'Les documents émis, avec ce qu’il reste à recouvrer.',
  query: z.object({ ...page, ...filters }),
  response: documentPage,
});
export const exportDocuments = endpoint('GET /billing/documents.csv', {
  summary: 'Les mêmes en CSV, une ligne par document.',
  answer: 'file',
  query: z.object(filters),
});
export const exportLines = endpoint('GET /billing/lines.csv', {
  summary: 'Les lignes des documents en CSV, avec acte, bénéficiaires et imputation.',
  answer: 'file',
  query: z.object({ year: z.coerce.number().int() }),
});

const happening = z.object({
  what: z.string(),
  onDay: z.iso.date(),
  amountCents: z.int().nullable(),
  says: z.string(),
  byName: z.string(),
  at: z.string(),
});
const contest = z.object({
  id: z.uuid(),
  isByPayer: z.boolean().describe('Dite par le payeur sur sa page, ou notée par l’opérateur.'),
  onDay: z.iso.date(),
  reason: z.string(),
  byName: z.string(),
  verdict: z.enum(['upheld', 'rejected', 'withdrawn']).nullable(),
  answer: z.string().nullable(),
  answeredOn: z.iso.date().nullable(),
  answeredName: z.string().nullable(),
  isClosed: z.boolean().describe('Fondée, elle le devient quand un avoir corrige le document.'),
});
export const documentDetails = documentRow.extend({
  digest: z.string(),
  isIntact: z.boolean().describe('L’empreinte recalculée est celle de l’émission.'),
  issuedBy: z.string(),
  issuedAt: z.string(),
  contestedOn: z.iso.date().nullable(),
  contestReason: z.string().nullable(),
  rejectedOn: z.iso.date().nullable(),
  rejectReason: z.string().nullable(),
  content: z.record(z.string(), z.unknown()).describe('Le document tel qu’il a été émis.'),
  happenings: z.array(happening),
  contests: z.array(contest).describe('La dernière d’abord.'),
  avoirs: z.array(z.object({ id: z.uuid(), number: z.string(), issuedOn: z.iso.date(), grossCents: z.int() })),
  original: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  credit: z.object({ id: z.uuid(), reason: z.string(), preparedName: z.string(), netCents: z.int(), maySettle: z.boolean() }).nullable(),
});
export const readDocument = endpoint('GET /billing/documents/:id', {
  summary: 'Un document émis et ce qu’il est devenu.',
  params: id,
  response: documentDetails,
  refusals: ['billing.document-not-found'],
});
export const printDocument = endpoint('GET /billing/documents/:id/pdf', {
  summary: 'Le document en PDF accessible.',
  answer: 'file',
  params: id,
  refusals: ['billing.document-not-found'],
});

export const prepareCredit = endpoint('POST /billing/documents/:id/credit', {
  summary: 'Prépare un avoir sur un document ; une autre personne l’émet.',
  params: id,
  body: z.object({
    reason: z.string().trim().min(3, 'Donnez un motif.').max(500),
    lines: z.array(z.object({ rank: z.int().min(1), netCents: z.int().min(0), isBilledAnew: z.boolean() })).max(500),
  }),
  response: z.object({ id: z.uuid() }),
  refusals: [
    'billing.document-not-found',
    'billing.credit-of-credit',
    'billing.credit-too-large',
    'billing.credit-line-unknown',
    'billing.credit-empty',
    'billing.credit-under-way',
    'billing.credit-person-needed',
  ],
});
export const issueCredit = endpoint('POST /billing/credits/:id/issue', {
  summary: 'Émet un avoir préparé par quelqu’un d’autre.',
  params: id,
  response: z.object({ id: z.uuid(), number: z.string() }),
  refusals: [
    'billing.credit-not-found',
    'billing.credit-settled',
    'billing.own-credit',
    'billing.credit-too-large',
    'billing.credit-person-needed',
    'billing.document-not-found',
    'billing.credit-line-unknown',
  ],
});
export const dropCredit = endpoint('POST /billing/credits/:id/drop', {
  summary: 'Abandonne un avoir préparé.',
  params: id,
  response: z.object({ id: z.uuid() }),
  refusals: ['billing.credit-not-found', 'billing.credit-settled'],
});

const day = z.iso.date();
export const recordTitre = endpoint('POST /billing/documents/:id/titre', {
  summary: 'Enregistre le titre émis par le logiciel de finances.',
  params: id,
  body: z.object({
    titre: z.string().trim().min(1, 'Donnez le numéro du titre.').max(40),
    bordereau: z.string().trim().max(40),
    exercice: z.int().min(2000).max(2200),
    on: day,
  }),
  response: documentRow,
  refusals: ['billing.document-not-found', 'billing.already-titred', 'billing.document-credited'],
});
export const recordPayment = endpoint('POST /billing/documents/:id/payments', {
  summary: 'Enregistre un encaissement dit par le comptable public.',
  params: id,
  body: z.object({
    amountCents: z.int().min(1, 'Un versement est positif.'),
    on: day,
    reference: z.string().trim().min(1, 'Donnez la référence du versement.').max(100),
  }),
  response: documentRow,
  refusals: ['billing.document-not-found', 'billing.payment-too-large', 'billing.payment-known'],
});
export const rejectTitre = endpoint('POST /billing/documents/:id/rejection', {
  summary: 'Note que le comptable a rejeté le titre d’un document, avec son motif.',
  params: id,
  body: z.object({ on: day, reason: z.string().trim().min(3, 'Donnez le motif du rejet.').max(1000) }),
  response: documentRow,
  refusals: ['billing.document-not-found', 'billing.not-titred', 'billing.already-rejected', 'billing.rejected-paid'],
});
export const sendAgain = endpoint('POST /billing/documents/:id/another-titre', {
  summary: 'Remet un document rejeté en attente : le prochain fichier lui donne un autre numéro de titre.',
  params: id,
  body: z.object({ reason: z.string().trim().min(3, 'Dites ce qui a été corrigé.').max(1000) }),
  response: documentRow,
  refusals: ['billing.document-not-found', 'billing.not-rejected', 'billing.document-credited'],
});

export const listLate = endpoint('GET /billing/late', {
  summary: 'Ce qui est en retard, par payeur, et ce qu’il faut relancer.',
  query: z.object({
    ...page,
    q: z.string().max(200).optional(),
    payer: z.uuid().optional(),
    sort: z.enum(['payer', 'restCents', 'oldestDueOn']).optional(),
    order: z.enum(['asc', 'desc']).optional(),
  }),
  response: z.object({
    rows: z.array(
      z.object({
        payerId: z.uuid(),
        payer: z.string(),
        documents: z.int(),
        restCents: z.int(),
        oldestDueOn: day,
        days: z.int(),
        reminders: z.int(),
        remindedOn: day.nullable(),
        isToRemind: z.boolean(),
      }),
    ),
    total: z.int(),
  }),
});
export const remindPayer = endpoint('POST /billing/late/:payer/reminder', {
  summary: 'Enregistre une relance et en donne la lettre.',
  params: z.object({ payer: z.uuid() }),
  response: z.object({ documents: z.int() }),
  refusals: ['billing.nothing-late'],
});
export const reminderLetter = endpoint('GET /billing/late/:payer/letter', {
  summary: 'La lettre de relance d’un payeur, en PDF accessible.',
  answer: 'file',
  params: z.object({ payer: z.uuid() }),
  refusals: ['billing.nothing-late'],
});
