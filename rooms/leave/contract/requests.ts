// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';
import { noWaiting } from './proofs.ts';

const day = z.iso.date('Saisissez une date complète.');
const half = z.enum(['am', 'pm']);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Saisissez une heure, comme 09:30.');

/** An absence as a person types it: half-days, or hours of one day when two times are given. */
const span = {
  fromOn: day,
  fromHalf: half.default('am'),
  untilOn: day,
  untilHalf: half.default('pm'),
  fromTime: time.nullish(),
  untilTime: time.nullish(),
};
const asked = {
  ...span,
  kindId: z.uuid('Choisissez un type d’absence.'),
  agentId: z.uuid().nullish().describe('Un autre agent, pour qui gère les congés ; absent : soi-même.'),
};

const status = z.enum(['requested', 'endorsed', 'approved', 'refused', 'cancelled', 'recalled']);
const kind = z.object({ id: z.uuid(), label: z.string(), short: z.string(), colour: z.string() });

export const request = z.object({
  id: z.uuid(),
  agent: z.object({ id: z.uuid(), name: z.string() }),
  team: z.string().nullable(),
  teamId: z.uuid().nullable(),
  kind: kind.nullable().describe('Absent quand le motif n’est pas à lire.'),
  status,
  unit: z.enum(['half-day', 'hour']),
  fromOn: day,
  fromHalf: half.nullable(),
  untilOn: day,
  untilHalf: half.nullable(),
  fromTime: z.string().nullable(),
  untilTime: z.string().nullable(),
  days: z.number().describe('En jours.'),
  minutes: z.number().int(),
  comment: z.string(),
  replacement: z.string().nullable(),
  askedAt: z.iso.datetime({ offset: true }),
  askedBy: z.string(),
  isOnBehalf: z.boolean(),
  version: z.number().int(),
});

const refusalsOfSpan = [
  'leave.not-an-agent',
  'leave.unknown-agent',
  'leave.unknown-kind',
  'leave.kind-of-manager',
  'leave.not-for-others',
  'leave.nothing-taken',
  'leave.runs-backwards',
  'leave.no-working-time',
  'leave.outside-service',
  'leave.no-hours',
  'leave.overlaps',
  'leave.not-enough',
  'leave.too-long',
  'leave.too-much-at-once',
  'leave.too-much-this-year',
  'leave.too-few-present',
] as const;

export const previewLeave = endpoint('POST /leave/preview', {
  summary: 'Ce que prendrait une absence, ce qui resterait, qui d’autre est absent, et ce qui l’empêche.',
  body: z.strictObject({ ...asked, except: z.uuid().nullish().describe('L’absence que celle-ci remplacerait.') }),
  response: z.object({
    days: z.number(),
    minutes: z.number().int(),
    unit: z.enum(['day', 'hour']),
    drawn: z.array(z.object({ year: z.number().int(), amount: z.number() })).describe('En jours, ou en minutes pour un compte en heures.'),
    left: z.number().nullable().describe('Ce qui resterait à cette date, demandes en attente comprises.'),
    splitGain: z.number().describe('Jours de fractionnement que cela ferait gagner.'),
    away: z.array(z.object({ name: z.string(), fromOn: day, untilOn: day })),
    fewest: z.object({ day, present: z.number().int(), minimum: z.number().int() }).nullable(),
    obstacle: z.object({ code: z.string(), says: z.string(), field: z.string().nullable() }).nullable(),
    warnings: z.array(z.string()),
    law: z.string().nullable().describe('Ce que la loi donne pour ce motif : durée d’un congé de naissance, d’adoption…'),
  }),
  refusals: ['leave.not-an-agent', 'leave.unknown-agent', 'leave.unknown-kind', 'leave.kind-of-manager', 'leave.not-for-others'],
});

export const requestLeave = endpoint('POST /leave/requests', {
  summary: 'Demande une absence.',
  body: z.strictObject({
    ...asked,
    comment: z.string().trim().max(1_000, 'Le commentaire compte au plus 1 000 caractères.').default(''),
    replacementId: z.uuid().nullish(),
  }),
  response: z.object({ id: z.uuid(), status }),
  refusals: [...refusalsOfSpan],
});

export const changeLeave = endpoint('PUT /leave/requests/:id', {
  summary: 'Change les jours d’une absence qui n’est pas passée : la demande repart pour réponse.',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ ...span, version: z.number().int() }),
  response: z.object({ id: z.uuid(), status }),
  refusals: [...refusalsOfSpan, 'leave.unknown-request', 'leave.changed-meanwhile', 'leave.already-over', 'leave.already-answered'],
});

const reason = z.string().trim().max(1_000, 'Le motif compte au plus 1 000 caractères.').default('');

export const answerLeave = endpoint('POST /leave/requests/:id/answer', {
  summary: 'Accorde ou refuse une demande, à son tour.',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ outcome: z.enum(['approve', 'refuse'], 'Accordez ou refusez.'), reason, version: z.number().int() }),
  response: z.object({ status }),
  refusals: [
    'leave.unknown-request',
    'leave.not-yours-to-answer',
    'leave.own-request',
    'leave.already-answered',
    'leave.changed-meanwhile',
    'leave.reason-needed',
    'leave.not-enough',
    'leave.nothing-taken',
    'leave.proof-needed',
  ],
});

export const cancelLeave = endpoint('POST /leave/requests/:id/cancel', {
  summary: 'Renonce à une absence qui n’a pas commencé : ce qu’elle prenait est rendu.',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ reason }),
  refusals: ['leave.unknown-request', 'leave.already-over', 'leave.already-answered', 'leave.kind-of-manager'],
});

export const recallLeave = endpoint('POST /leave/requests/:id/recall', {
  summary: 'Reprend une absence accordée, toute ou à partir d’un jour : ce qui n’est pas pris est rendu.',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ fromOn: day.nullish(), reason }),
  refusals: ['leave.unknown-request', 'leave.not-under-way', 'leave.recalled-outside', 'leave.reason-needed', 'leave.not-yours-to-answer'],
});

export const listLeave = endpoint('GET /leave/requests', {
  summary: 'Les absences : les miennes, celles qui attendent ma réponse, ou toutes pour qui gère les congés.',
  query: z.object({
    which: z.enum(['mine', 'to-answer', 'all']).default('mine'),
    status: status.optional(),
    agentId: z.uuid().optional(),
    from: day.optional(),
    until: day.optional(),
    sort: z.enum(['from', 'asked']).default('from'),
    order: z.enum(['asc', 'desc']).default('desc'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(100).default(25),
  }),
  response: z.object({ rows: z.array(request), total: z.number().int() }),
});

export const readLeave = endpoint('GET /leave/requests/:id', {
  summary: 'Une absence, ce qui lui a été répondu, et ce qui l’accompagne.',
  params: z.object({ id: z.uuid() }),
  response: request.extend({
    answers: z.array(
      z.object({ outcome: z.string(), reason: z.string(), by: z.string(), inPlaceOf: z.string().nullable(), at: z.iso.datetime({ offset: true }) }),
    ),
    drawn: z.array(z.object({ counter: z.string(), year: z.number().int(), amount: z.number(), unit: z.enum(['day', 'hour']) })),
    proofs: z.array(z.object({ id: z.uuid(), name: z.string(), type: z.string(), size: z.number().int() })),
    health: z.object({ noWaiting: noWaiting.nullable(), note: z.string() }).nullable().describe('Pour l’agent et qui traite la santé.'),
    mayAnswer: z.boolean(),
    mayCancel: z.boolean(),
    mayChange: z.boolean(),
    mayProve: z.boolean().describe('Peut joindre un justificatif.'),
    proofsCount: z.number().int().describe('Justificatifs joints, qu’ils soient ou non à lire.'),
    mayRecall: z.boolean(),
    kindFacts: z.object({ proof: z.enum(['none', 'asked', 'required']), takesHours: z.boolean(), hasWaitingDay: z.boolean() }),
    awaits: z.string().nullable().describe('Qui doit répondre, en clair.'),
  }),
  refusals: ['leave.unknown-request'],
});
