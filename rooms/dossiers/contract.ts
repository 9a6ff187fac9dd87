// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals, refuse } = defineRefusals({
  'dossiers.unknown': { status: 404, says: 'Ce dossier n’existe pas, ou n’est pas ouvert à votre collectivité.' },
  'dossiers.unknown-type': { status: 404, says: 'Ce type de dossier n’existe pas.' },
  'dossiers.unknown-transition': { status: 404, says: 'Cette étape n’existe pas dans ce type de dossier.' },
  'dossiers.unknown-piece': { status: 404, says: 'Cette pièce n’existe pas ou a été retirée.' },
  'dossiers.unknown-piece-kind': { status: 422, says: 'Ce type de dossier n’attend pas cette pièce de votre part.' },
  'dossiers.unknown-role': { status: 422, says: 'Ce dossier n’a pas ce participant.' },
  'dossiers.changed-meanwhile': { status: 409, says: 'Le dossier a changé entre-temps : relisez-le avant de continuer.' },
  'dossiers.closed': { status: 409, says: 'Le dossier est clos.' },
  'dossiers.suspended': { status: 409, says: 'Le dossier est suspendu : reprenez-le d’abord.' },
  'dossiers.not-suspended': { status: 409, says: 'Le dossier n’est pas suspendu.' },
  'dossiers.not-from-here': { status: 409, says: '« {transition} » n’est pas possible à l’étape « {step} ».' },
  'dossiers.not-yours': { status: 403, says: '« {transition} » revient à un autre participant.' },
  'dossiers.day-to-come': { status: 422, says: 'Cette date est à venir : saisissez le jour où cela s’est fait.' },
  'dossiers.day-before-step': { status: 422, says: 'Cette date précède le début de l’étape.' },
  'dossiers.day-past': { status: 422, says: 'Cette date est passée.' },
  'dossiers.facts': { status: 422, says: '{says}' },
  'dossiers.piece-missing': { status: 422, says: 'Joignez d’abord la pièce qui le prouve : {pieces}.' },
  'dossiers.piece-is-evidence': { status: 409, says: 'Cette pièce prouve une étape faite : elle reste au dossier.' },
  'dossiers.nobody-has-it': { status: 409, says: 'Personne n’a ce dossier : attribuez-le d’abord.' },
  'dossiers.not-here': { status: 422, says: 'Choisissez une personne de votre collectivité qui peut agir sur ce dossier.' },
});

const day = z.iso.date('Saisissez une date complète.');
const id = z.object({ id: z.uuid() });
const status = z.enum(['open', 'suspended', 'closed']);

const line = z.object({
  id: z.uuid(),
  number: z.string(),
  type: z.string(),
  typeLabel: z.string(),
  title: z.string(),
  step: z.string(),
  stepLabel: z.string(),
  status,
  awaits: z.string(),
  awaitsLabel: z.string().describe('Qui doit agir, en clair.'),
  dueOn: day.nullable(),
  isLate: z.boolean(),
  assignee: z.string().nullable(),
  owner: z.string().describe('La collectivité qui tient le dossier.'),
  role: z.string().describe('Ce que la collectivité de l’adresse est dans ce dossier : owner, ou un participant.'),
  changedAt: z.iso.datetime({ offset: true }),
});

export const listDossiers = endpoint('GET /dossiers', {
  summary: 'Les dossiers que la collectivité tient ou auxquels elle participe.',
  query: z.object({
    q: z.string().trim().max(100).default(''),
    type: z.string().max(100).optional(),
    status: z.enum(['open', 'suspended', 'closed', 'late']).optional(),
    step: z.string().max(100).optional(),
    mine: z.enum(['true', 'false']).optional(),
    sort: z.enum(['number', 'title', 'dueOn', 'changedAt']).default('dueOn'),
    order: z.enum(['asc', 'desc']).default('asc'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(100).default(25),
  }),
  response: z.object({ rows: z.array(line), total: z.number().int() }),
});

export const listTypes = endpoint('GET /dossiers/types', {
  summary: 'Les types de dossiers que la personne peut lire, avec leurs étapes.',
  response: z.object({
    rows: z.array(z.object({ key: z.string(), label: z.string(), steps: z.array(z.object({ key: z.string(), label: z.string() })) })),
  }),
});

const happening = z.object({
  id: z.uuid(),
  rank: z.number().int(),
  kind: z.string(),
  says: z.string().describe('Ce qui s’est passé, en une phrase.'),
  on: day,
  at: z.iso.datetime({ offset: true }),
  by: z.string(),
  visibleTo: z.string(),
  byBody: z.uuid().describe('La collectivité pour laquelle cela s’est fait.'),
  readBy: z.string().describe('Qui le lit, en clair.'),
  details: z.array(z.object({ label: z.string(), value: z.string() })).describe('Ce qui a été constaté, en clair.'),
  digest: z.string(),
});

const foreseen = z.object({ label: z.string(), value: z.string(), tone: z.enum(['good', 'bad']).optional() });

const piece = z.object({
  id: z.uuid(),
  kind: z.string(),
  kindLabel: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.number().int(),
  digest: z.string(),
  datedOn: day.nullable(),
  author: z.string(),
  addedAt: z.iso.datetime({ offset: true }),
  readBy: z.string(),
  isEvidence: z.boolean().describe('Si elle prouve une étape faite.'),
  mayWithdraw: z.boolean(),
});

const transition = z.object({
  key: z.string(),
  label: z.string(),
  isGrave: z.boolean().describe('Si elle met fin au dossier ou annule.'),
  pieces: z.array(z.object({ kind: z.string(), label: z.string() })).describe('Dont une au moins doit être au dossier.'),
  form: z.record(z.string(), z.unknown()).nullable().describe('Ce qu’il faut saisir, en JSON Schema.'),
  foresees: z.boolean().describe('Si la saisie peut être éprouvée avant l’envoi.'),
  asksDay: z.boolean(),
});

const sister = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  typeLabel: z.string(),
  stepLabel: z.string(),
  status,
  dueOn: day.nullable(),
  isLate: z.boolean(),
  how: z.string(),
});

export const readDossier = endpoint('GET /dossiers/:id', {
  summary: 'Un dossier, tel que la collectivité le voit, aujourd’hui ou à une date passée.',
  params: id,
  query: z.object({ asOf: day.optional().describe('Tel qu’il était à la fin de ce jour.') }),
  response: line.extend({
    since: day,
    facts: z.record(z.string(), z.unknown()),
    about: z.array(z.object({ label: z.string(), value: z.string() })).describe('Ce qui l’a ouvert, en clair.'),
    highlights: z.array(foreseen).describe('Ce qui ne doit pas être manqué.'),
    assigneeId: z.uuid().nullable(),
    delegate: z.object({ name: z.string(), until: day }).nullable(),
    mayAct: z.boolean(),
    parties: z.array(z.object({ partyId: z.uuid(), name: z.string(), role: z.string(), roleLabel: z.string() })),
    pieces: z.array(piece),
    pieceKinds: z.array(z.object({ kind: z.string(), label: z.string(), readBy: z.string() })),
    audiences: z.array(z.object({ role: z.string(), label: z.string() })).describe('À qui la collectivité peut écrire à part.'),
    steps: z.array(z.object({ key: z.string(), label: z.string(), state: z.enum(['done', 'current', 'to-come']), doneOn: day.nullable() })),
    transitions: z.array(transition),
    links: z.array(sister),
    history: z.array(happening),
    isWhole: z.boolean().describe('Si les empreintes s’enchaînent : rien n’a été retiré ni changé.'),
    rank: z.number().int(),
  }),
  refusals: ['dossiers.unknown'],
});

export const printJournal = endpoint('GET /dossiers/:id/journal', {
  answer: 'file',
  summary: 'Le journal du dossier, à imprimer (PDF accessible).',
  params: id,
  refusals: ['dossiers.unknown'],
});

const reason = z.string().trim().min(5, 'Dites pourquoi en quelques mots.').max(2_000);

export const moveDossier = endpoint('POST /dossiers/:id/moves', {
  summary: 'Fait passer le dossier à une autre étape.',
  params: id,
  body: z.strictObject({
    transition: z.string().min(1).max(100),
    facts: z.record(z.string(), z.unknown()).optional(),
    on: day.optional().describe('Le jour où cela s’est fait ; aujourd’hui, sauf précision.'),
    expects: z.number().int().optional().describe('Le rang que l’on a lu.'),
  }),
  response: z.object({ step: z.string(), status }),
  refusals: [
    'dossiers.unknown',
    'dossiers.unknown-transition',
    'dossiers.changed-meanwhile',
    'dossiers.closed',
    'dossiers.suspended',
    'dossiers.not-from-here',
    'dossiers.not-yours',
    'dossiers.day-to-come',
    'dossiers.day-before-step',
    'dossiers.facts',
    'dossiers.piece-missing',
  ],
});

export const foreseeMove = endpoint('POST /dossiers/:id/moves/preview', {
  summary: 'Ce que donnerait une étape avec ces éléments : rien n’est écrit.',
  params: id,
  body: z.strictObject({ transition: z.string().min(1).max(100), facts: z.record(z.string(), z.unknown()) }),
  response: z.object({
    lines: z.array(foreseen),
    isComplete: z.boolean(),
    faults: z.array(z.object({ path: z.string(), says: z.string() })),
  }),
  refusals: ['dossiers.unknown', 'dossiers.unknown-transition'],
});

export const addPiece = endpoint('POST /dossiers/:id/pieces', {
  summary: 'Joint une pièce au dossier.',
  params: id,
  body: z.strictObject({
    kind: z.string().min(1, 'Dites ce qu’est cette pièce.').max(100),
    name: z.string().trim().min(1, 'Nommez le fichier.').max(200),
    type: z
      .string()
      .regex(/^[\w.+-]+\/[\w.+-]+$/, 'Le type du fichier n’est pas lisible.')
      .max(100),
    content: z.base64('Le fichier n’est pas lisible.').min(1, 'Le fichier est vide.'),
    datedOn: day.nullish(),
  }),
  response: z.object({ pieceId: z.uuid(), digest: z.string(), rank: z.number().int() }),
  bodyLimit: 30 * 1_048_576,
  refusals: ['dossiers.unknown', 'dossiers.closed', 'dossiers.unknown-piece-kind'],
});

export const readPiece = endpoint('GET /dossiers/:id/pieces/:pieceId', {
  answer: 'file',
  summary: 'Une pièce du dossier.',
  params: z.object({ id: z.uuid(), pieceId: z.uuid() }),
  query: z.object({ inline: z.enum(['true']).optional().describe('À lire dans le navigateur, plutôt qu’à enregistrer.') }),
  refusals: ['dossiers.unknown', 'dossiers.unknown-piece'],
});

export const withdrawPiece = endpoint('POST /dossiers/:id/pieces/:pieceId/withdraw', {
  summary: 'Retire une pièce : son empreinte et le motif restent au journal.',
  params: z.object({ id: z.uuid(), pieceId: z.uuid() }),
  body: z.strictObject({ reason }),
  refusals: ['dossiers.unknown', 'dossiers.unknown-piece', 'dossiers.piece-is-evidence', 'dossiers.not-yours'],
});

export const say = endpoint('POST /dossiers/:id/messages', {
  summary: 'Écrit dans le dossier : à tous, à un participant, ou entre collègues.',
  params: id,
  body: z.strictObject({
    text: z.string().trim().min(1, 'Écrivez votre message.').max(10_000),
    visibleTo: z.string().max(60).default('all').describe('all, owner (entre collègues), ou le rôle d’un participant.'),
  }),
  refusals: ['dossiers.unknown', 'dossiers.unknown-role'],
});

export const listColleagues = endpoint('GET /dossiers/:id/colleagues', {
  summary: 'Celles et ceux à qui le dossier peut être attribué.',
  params: id,
  response: z.object({ rows: z.array(z.object({ personId: z.uuid(), name: z.string(), title: z.string() })) }),
  refusals: ['dossiers.unknown'],
});

export const assign = endpoint('PUT /dossiers/:id/assignee', {
  summary: 'Attribue le dossier à une personne, ou à personne.',
  params: id,
  body: z.strictObject({ personId: z.uuid('Choisissez une personne.').nullable() }),
  refusals: ['dossiers.unknown', 'dossiers.closed', 'dossiers.not-here'],
});

export const delegate = endpoint('PUT /dossiers/:id/delegate', {
  summary: 'Laisse une autre personne agir jusqu’à une date.',
  params: id,
  body: z.strictObject({ personId: z.uuid('Choisissez une personne.'), until: day }),
  refusals: ['dossiers.unknown', 'dossiers.closed', 'dossiers.nobody-has-it', 'dossiers.day-past', 'dossiers.not-here'],
});

export const suspend = endpoint('POST /dossiers/:id/suspension', {
  summary: 'Suspend le dossier, avec le motif : les jours de suspension repoussent l’échéance.',
  params: id,
  body: z.strictObject({ reason }),
  refusals: ['dossiers.unknown', 'dossiers.closed', 'dossiers.suspended'],
});

export const resume = endpoint('DELETE /dossiers/:id/suspension', {
  summary: 'Reprend un dossier suspendu.',
  params: id,
  refusals: ['dossiers.unknown', 'dossiers.closed', 'dossiers.not-suspended'],
});

export const changeDue = endpoint('PUT /dossiers/:id/due', {
  summary: 'Fixe une autre échéance à l’étape, avec le motif.',
  params: id,
  body: z.strictObject({ dueOn: day, reason }),
  refusals: ['dossiers.unknown', 'dossiers.closed', 'dossiers.day-past'],
});
