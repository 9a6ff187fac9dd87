// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

const day = z.iso.date('Saisissez une date complète.');
const year = z.coerce.number().int().min(2000).max(2100);

const figures = {
  agents: z.int().describe('Agents absents au moins une fois.'),
  absences: z.int(),
  calendarDays: z.number().describe('Jours calendaires, comme le rapport social unique les compte.'),
  workedDays: z.number().describe('Jours qui auraient été travaillés.'),
};

export const readStatistics = endpoint('GET /leave/statistics', {
  summary: 'Les absences d’une année par motif, service, mois, statut, catégorie et sexe : agents, absences, jours.',
  query: z.object({ year: year.optional().describe('Cette année, sauf précision.') }),
  response: z.object({
    year: z.int(),
    headcount: z.number().describe('Effectif moyen de l’année, en agents présents chaque jour.'),
    healthRate: z.number().nullable().describe('Taux d’absence pour raison de santé, en pour cent des jours calendaires.'),
    isSexKnown: z.boolean(),
    byReason: z.array(z.object({ key: z.string(), label: z.string(), ...figures })),
    byKind: z.array(z.object({ id: z.uuid(), label: z.string(), counter: z.string().nullable(), ...figures })),
    byTeam: z.array(z.object({ name: z.string(), ...figures })),
    byMonth: z
      .array(z.object({ month: z.int(), health: z.number(), family: z.number(), other: z.number() }))
      .describe('Jours calendaires hors congés.'),
    byGroup: z.array(z.object({ reason: z.string(), status: z.string(), category: z.string(), sex: z.string().nullable(), ...figures })),
  }),
});

export const exportStatistics = endpoint('GET /leave/exports/statistics', {
  answer: 'file',
  summary: 'Les absences d’une année pour le rapport social unique (CSV) : par motif, statut, catégorie et sexe.',
  query: z.object({ year }),
});

export const payrollFields = [
  'number', 'familyName', 'givenName', 'code', 'label', 'from', 'fromHalf', 'until', 'untilHalf', 'workedDays', 'hours', 'calendarDays', 'percent', 'waiting', 'fixed',
] as const; // prettier-ignore

const layout = {
  separator: z.enum([';', ',', 'tab']),
  decimals: z.enum(['comma', 'dot']),
  days: z.enum(['iso', 'french', 'compact']).describe('2026-12-31, 31/12/2026 ou 20261231.'),
  codedOnly: z.boolean().describe('Ne sortir que les absences dont le type porte un code de paie.'),
  columns: z
    .array(
      z.strictObject({
        field: z.enum(payrollFields),
        title: z.string().trim().min(1, 'Nommez la colonne.').max(60),
        text: z.string().max(60).default('').describe('Le texte d’une colonne fixe.'),
      }),
    )
    .min(1, 'Gardez au moins une colonne.')
    .max(40),
};

export const readPayrollLayout = endpoint('GET /leave/payroll-layout', {
  summary: 'Les colonnes du fichier que lit le logiciel de paie.',
  query: z.object({}),
  response: z.object(layout),
});

export const changePayrollLayout = endpoint('PUT /leave/payroll-layout', {
  summary: 'Règle les colonnes du fichier de paie : lesquelles, dans quel ordre, sous quels titres.',
  body: z.strictObject(layout),
});

export const exportPayroll = endpoint('GET /leave/exports/payroll', {
  answer: 'file',
  summary: 'Les absences accordées entre deux jours, dans les colonnes que la collectivité a réglées pour sa paie.',
  query: z.object({ from: day, until: day }),
  refusals: ['leave.too-wide', 'leave.runs-backwards'],
});
