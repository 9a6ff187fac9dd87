// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

const day = z.iso.date('Saisissez une date complète.');
const year = z.coerce.number().int().min(2000).max(2100);

const line = z.object({
  agentId: z.uuid(),
  name: z.string(),
  unit: z.enum(['day', 'hour']),
  annualLeft: z.number(),
  rttLeft: z.number(),
  keptByRight: z.object({ amount: z.number(), until: day, ground: z.enum(['health', 'family']) }).nullable(),
  authorised: z.object({ amount: z.number(), until: day }).nullable().describe('Reliquat que la collectivité laisse prendre jusqu’à cette date.'),
  maySave: z.object({ annual: z.number(), rtt: z.number() }).nullable().describe('Absent sans compte épargne-temps.'),
  saved: z.number().describe('Déjà épargné.'),
  option: z
    .object({ beyond: z.number(), payable: z.number(), dayCents: z.int(), unchosen: z.enum(['keep', 'pay', 'pension']) })
    .nullish()
    .describe(
      'Jours épargnés dont l’agent choisit le sort avant le 31 janvier, et ceux que la collectivité peut payer ; absent si elle n’en paie aucun.',
    ),
  lost: z.number().describe('Perdu, si rien n’est épargné de plus.'),
});

export const openYear = endpoint('POST /leave/years/:year/open', {
  summary: 'Ouvre les compteurs d’une année : ce que chaque agent acquiert. Répétée, elle ne change que ce qui a changé.',
  params: z.object({ year }),
  response: z.object({ changed: z.number().int() }),
});

export const prepareClosing = endpoint('GET /leave/years/:year/closing', {
  summary: 'Ce que devient le reste de chaque agent si l’année est close, ou le rapport de l’année close.',
  params: z.object({ year }),
  response: z.object({
    year: z.number().int(),
    closedAt: z.iso.datetime({ offset: true }).nullable(),
    closedBy: z.string().nullable(),
    lines: z.array(line),
    waiting: z.number().int(),
    digest: z.string(),
  }),
});

export const closeYear = endpoint('POST /leave/years/:year/closing', {
  summary: 'Clôt une année : reporte, épargne et perd ce que la préparation a montré.',
  params: z.object({ year }),
  body: z.strictObject({
    digest: z.string().describe('De la préparation que l’on a lue.'),
    savings: z
      .array(z.strictObject({ agentId: z.uuid(), annual: z.number().min(0).default(0), rtt: z.number().min(0).default(0) }))
      .max(5_000)
      .default([])
      .describe('Jours que chaque agent demande à épargner.'),
  }),
  refusals: [
    'leave.year-not-over',
    'leave.year-closed',
    'leave.year-waits',
    'leave.closing-changed',
    'leave.no-savings',
    'leave.may-not-save',
    'leave.unknown-agent',
  ],
});

export const openSavings = endpoint('POST /leave/agents/:id/savings-account', {
  summary: 'Ouvre le compte épargne-temps d’un agent, à sa demande.',
  params: z.object({ id: z.uuid() }),
  refusals: ['leave.unknown-agent', 'leave.may-not-save', 'leave.savings-open'],
});

export const exportAbsences = endpoint('GET /leave/exports/absences', {
  answer: 'file',
  summary: 'Les absences accordées entre deux jours, pour la paie (CSV) : jours, heures, carence et taux des congés de maladie.',
  query: z.object({ from: day, until: day }),
  refusals: ['leave.too-wide', 'leave.runs-backwards'],
});

export const exportBalances = endpoint('GET /leave/exports/balances', {
  answer: 'file',
  summary: 'Les compteurs de tous les agents au jour dit (CSV).',
  query: z.object({ on: day.optional() }),
});
