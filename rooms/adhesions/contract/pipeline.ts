// SPDX-License-Identifier: EUPL-1.2
/** What the operator follows of the adhesions under way, and how it opens one. */
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

const day = z.iso.date('Saisissez une date complète.');
const named = z.object({ id: z.uuid(), name: z.string() });

const followed = z.object({
  id: z.uuid(),
  number: z.string(),
  type: z.string(),
  typeLabel: z.string(),
  title: z.string(),
  body: z.string().describe('La collectivité qui délibère.'),
  payer: z.string(),
  step: z.string(),
  stepLabel: z.string(),
  status: z.enum(['open', 'suspended', 'closed']),
  mustAct: z.string().describe('Qui doit agir, en clair.'),
  dueOn: day.nullable(),
  isLate: z.boolean(),
  since: day,
  days: z.int().describe('Jours passés à cette étape.'),
  assignee: z.string().nullable(),
  yearlyCents: z.int().nullable(),
});

const filters = {
  q: z.string().trim().max(100).default(''),
  type: z.string().max(100).optional(),
  step: z.string().max(100).optional(),
  payer: z.uuid().optional(),
  assignee: z.union([z.uuid(), z.literal('nobody')]).optional(),
  late: z.enum(['true']).optional(),
};

export const readPipeline = endpoint('GET /adhesions/pipeline', {
  summary: 'Les adhésions en cours de l’opérateur, par type et par étape.',
  query: z.object(filters),
  response: z.object({
    types: z.array(
      z.object({
        type: z.string(),
        label: z.string(),
        count: z.int(),
        late: z.int(),
        cents: z.int(),
        columns: z.array(
          z.object({
            step: z.string(),
            label: z.string(),
            count: z.int(),
            late: z.int(),
            cents: z.int(),
            cards: z.array(followed).describe('Les premières par échéance.'),
          }),
        ),
      }),
    ),
    choices: z.array(z.object({ type: z.string(), label: z.string() })).describe('Tous les types, filtrés ou non.'),
    payers: z.array(named),
    assignees: z.array(named),
  }),
});

export const listPipeline = endpoint('GET /adhesions/pipeline/list', {
  summary: 'Les mêmes, en liste.',
  query: z.object({
    ...filters,
    sort: z.enum(['number', 'title', 'dueOn', 'since']).default('dueOn'),
    order: z.enum(['asc', 'desc']).default('asc'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(100).default(25),
  }),
  response: z.object({ rows: z.array(followed), total: z.int() }),
});

export const quotesToOpen = endpoint('GET /adhesions/quotes-to-open', {
  summary: 'Les devis acceptés qui portent une adhésion ou un forfait et n’ont pas encore de dossier.',
  query: z.object({ q: z.string().trim().max(100).default('') }),
  response: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        number: z.string(),
        title: z.string(),
        payer: z.string(),
        payerId: z.uuid().nullable(),
        firstYearCents: z.int(),
        isTerritory: z.boolean(),
      }),
    ),
  }),
});

export const adhesionOfQuote = endpoint('GET /adhesions/quotes/:quoteId', {
  summary: 'Le dossier qu’un devis a ouvert, ou s’il peut en ouvrir un.',
  params: z.object({ quoteId: z.uuid() }),
  response: z.object({ mayOpen: z.boolean(), dossier: z.object({ id: z.uuid(), number: z.string() }).nullable() }),
});

const opens = z.object({
  body: z.string(),
  typeLabel: z.string(),
  joursFrancs: z.int().describe('Jours francs entre la convocation et la séance.'),
  dossier: z.object({ id: z.uuid(), number: z.string() }).nullable().describe('Celui qui est déjà ouvert.'),
});

export const previewAdhesion = endpoint('POST /adhesions/preview', {
  summary: 'Les dossiers qu’un devis accepté ouvrirait, et pour qui : rien n’est écrit.',
  body: z.strictObject({ quoteId: z.uuid('Choisissez un devis.'), startsOn: day.nullish(), endsOn: day.nullish() }),
  response: z.object({
    quote: z.object({ number: z.string(), title: z.string(), payer: z.string(), edition: z.string(), yearlyCents: z.int() }),
    startsOn: day.describe('Celui de la demande, ou celui qui est proposé.'),
    endsOn: day.describe('Trois ans, sauf autre choix.'),
    opens: z.array(opens),
  }),
  refusals: [
    'adhesions.quote-unknown',
    'adhesions.quote-not-accepted',
    'adhesions.quote-without-adhesion',
    'adhesions.not-a-registered-body',
    'adhesions.starts-in-the-past',
    'adhesions.ends-before-it-starts',
    'adhesions.already-member',
  ],
});

export const listCadres = endpoint('GET /adhesions/cadres', {
  summary: 'Les conventions cadres en cours ou à venir, et qui de leur territoire n’est pas encore membre.',
  response: z.object({
    rows: z.array(z.object({ id: z.uuid(), number: z.string(), payer: named, beginsOn: day, endsOn: day.nullable(), outside: z.array(named) })),
  }),
});
