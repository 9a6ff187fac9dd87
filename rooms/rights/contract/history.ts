// SPDX-License-Identifier: EUPL-1.2
/** What was used of a right: each movement, its course, its shares, its journal as a file. */
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';
import { day } from './shapes.ts';

export const { refusals: historyRefusals, refuse: refuseHistory } = defineRefusals({
  'rights.journal-too-long': {
    status: 422,
    says: 'Le journal de cette période compte {total} lignes, {most} au plus : choisissez une période plus courte.',
  },
});

export const movementKinds = ['reserve', 'consume', 'settle', 'release', 'give-back', 'report'] as const;
export type MovementKind = (typeof movementKinds)[number];
export const movementLabels: Readonly<Record<MovementKind, string>> = {
  reserve: 'Réservation',
  consume: 'Utilisation',
  settle: 'Réservation utilisée',
  release: 'Réservation annulée',
  'give-back': 'Restitution',
  report: 'Relevé',
};

const id = z.object({ id: z.uuid() });
const page = { page: z.coerce.number().int().min(1).default(1), size: z.coerce.number().int().min(1).max(100).default(25) };

export const listMovements = endpoint('GET /rights/allowances/:id/movements', {
  summary: 'Chaque utilisation d’un droit, avec ce qui la prouve, la plus récente d’abord.',
  params: id,
  query: z.object({ ...page, kind: z.enum(movementKinds).optional() }),
  response: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        kind: z.enum(movementKinds),
        on: day,
        consumer: z.string(),
        used: z.number(),
        reserved: z.number(),
        beyond: z.number(),
        beyondCents: z.number().int().nullable(),
        says: z.string(),
        convenedBy: day.nullable().describe('Séance de formation réservée : dernier jour pour convoquer les agents.'),
      }),
    ),
    total: z.number().int(),
  }),
  refusals: ['rights.unknown-allowance'],
});

export const readHistory = endpoint('GET /rights/allowances/:id/history', {
  summary: 'Le cours d’un droit : le niveau de chaque jour mesuré, ou ce qui a été utilisé mois par mois et année par année.',
  params: id,
  query: z.object({ months: z.coerce.number().int().min(1).max(60).default(13) }),
  response: z.object({
    id: z.uuid(),
    label: z.string(),
    unit: z.string(),
    kind: z.enum(['level', 'count']),
    holder: z.string(),
    isPooled: z.boolean(),
    amount: z.number().nullable(),
    printed: z.string().nullable(),
    days: z.array(z.object({ on: day, value: z.number() })).describe('Niveau au soir de chaque jour où il a changé ou été mesuré.'),
    months: z.array(z.object({ month: z.string(), used: z.number() })),
    years: z.array(z.object({ year: z.string(), used: z.number() })),
  }),
  refusals: ['rights.unknown-allowance'],
});

export const listShares = endpoint('GET /rights/allowances/:id/shares', {
  summary: 'Qui utilise, dans un territoire, le droit que détient son EPCI.',
  params: id,
  query: z.object({ ...page, sort: z.enum(['used', 'body']).default('used'), order: z.enum(['asc', 'desc']).optional() }),
  response: z.object({
    rows: z.array(z.object({ id: z.uuid(), body: z.string(), used: z.number(), share: z.number().int().nullable(), lastOn: day.nullable() })),
    total: z.number().int(),
  }),
  refusals: ['rights.unknown-allowance'],
});

export const exportJournal = endpoint('GET /rights/journal', {
  answer: 'file',
  summary: 'Le journal des utilisations d’une période, en CSV : celles de la collectivité, ou de toutes celles que l’opérateur sert.',
  query: z.object({
    from: day.optional().describe('Premier jour ; le 1er janvier, sauf précision.'),
    to: day.optional(),
    allowance: z.uuid().optional(),
  }),
  refusals: ['rights.journal-too-long', 'rights.ends-before-it-begins'],
});
