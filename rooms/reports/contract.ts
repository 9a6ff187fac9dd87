// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals, refuse } = defineRefusals({
  'reports.unknown-report': { status: 404, says: 'Il n’y a pas de rapport de cette semaine.' },
  'reports.unknown-person': { status: 422, says: 'Cette personne ne sert pas la collectivité aujourd’hui.' },
});

export const tones = ['good', 'watch', 'bad'] as const;
/** Those of the platform, in the order of the page: safe for the browser, which cannot import the manifest. */
export const parts = ['protected', 'failed', 'restored', 'volume', 'expiring', 'to-do'] as const;
/** Headings of the parts. */
export const partTitles = {
  protected: 'Ce qui est protégé',
  failed: 'Ce qui n’a pas fonctionné',
  restored: 'Ce qui a été restauré',
  volume: 'La place occupée',
  expiring: 'Ce qui va expirer',
  'to-do': 'Ce qu’il faut faire',
} as const;
const week = z.string().regex(/^\d{4}-W\d{2}$/, 'Une semaine s’écrit 2026-W47.');
const paging = { page: z.coerce.number().int().min(1).max(10_000).catch(1), size: z.coerce.number().int().min(1).max(100).catch(25) };

const line = z.object({
  part: z.enum(parts),
  says: z.string(),
  tone: z.enum(['good', 'watch', 'bad', 'plain']),
  href: z.string().optional(),
  dueOn: z.string().optional(),
  volume: z.object({ usedBytes: z.number(), allowedBytes: z.number().nullable(), fullOn: z.string().nullable() }).optional(),
});

const report = z.object({
  week: z.string(),
  fromOn: z.string(),
  toOn: z.string(),
  tone: z.enum(tones),
  summary: z.string(),
  body: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
  lines: z.array(line),
});
export type Report = z.output<typeof report>;

const whose = { body: z.uuid().optional().describe('Pour l’opérateur : une collectivité qu’il sert.') };

export const listReports = endpoint('GET /reports/weekly', {
  summary: 'Les rapports hebdomadaires de la collectivité, le dernier d’abord.',
  query: z.object({ ...whose, sort: z.enum(['week']).catch('week'), order: z.enum(['asc', 'desc']).catch('desc'), ...paging }),
  response: z.object({
    rows: z.array(z.object({ week: z.string(), fromOn: z.string(), toOn: z.string(), tone: z.enum(tones), summary: z.string(), failures: z.int() })),
    total: z.int(),
  }),
});

export const readReport = endpoint('GET /reports/weekly/:week', {
  summary: 'Un rapport, tel qu’il a été envoyé.',
  params: z.object({ week }),
  query: z.object(whose),
  response: report,
  refusals: ['reports.unknown-report'],
});

export const printReport = endpoint('GET /reports/weekly/:week/pdf', {
  answer: 'file',
  summary: 'Un rapport sur une page, en PDF accessible.',
  params: z.object({ week }),
  query: z.object(whose),
  refusals: ['reports.unknown-report'],
});

export const previewReport = endpoint('GET /reports/preview', {
  summary: 'Ce que dirait le rapport de la semaine en cours, à cet instant.',
  response: report.extend({ mailedTo: z.array(z.string()).describe('À qui il sera envoyé.'), sentOn: z.string() }),
});

export const readRollUp = endpoint('GET /reports/roll-up', {
  summary: 'Une semaine pour toutes : les collectivités de l’opérateur, ou les membres de l’EPCI.',
  query: z.object({
    q: z.string().trim().max(100).optional(),
    week: week.optional().catch(undefined),
    tone: z.enum(tones).optional().catch(undefined),
    sort: z.enum(['tone', 'name', 'failures']).catch('tone'),
    order: z.enum(['asc', 'desc']).catch('asc'),
    ...paging,
  }),
  response: z.object({
    week: z.string().nullable(),
    weeks: z.array(z.string()),
    counts: z.object({ good: z.int(), watch: z.int(), bad: z.int() }),
    usedBytes: z.number(),
    canOpen: z.boolean().describe('L’opérateur ouvre chaque rapport ; l’EPCI n’en lit que la phrase.'),
    rows: z.array(
      z.object({
        id: z.uuid(),
        slug: z.string(),
        name: z.string(),
        tone: z.enum(tones),
        summary: z.string(),
        failures: z.int(),
        toDo: z.int(),
        usedBytes: z.number().nullable(),
        allowedBytes: z.number().nullable(),
      }),
    ),
    total: z.int(),
  }),
});

export const readSettings = endpoint('GET /reports/settings', {
  summary: 'À qui le rapport est envoyé.',
  response: z.object({
    isMailed: z.boolean(),
    mandateIds: z.array(z.uuid()),
    addresses: z.array(z.string()),
    tellsEpci: z.boolean(),
    people: z.array(z.object({ mandateId: z.uuid(), name: z.string(), title: z.string() })),
  }),
});

export const changeSettings = endpoint('PUT /reports/settings', {
  summary: 'Change les destinataires du rapport.',
  body: z.strictObject({
    isMailed: z.boolean(),
    mandateIds: z.array(z.uuid()).max(20, 'Vingt personnes au plus.'),
    addresses: z.array(z.email('Saisissez des adresses complètes.').max(254)).max(10, 'Dix adresses au plus.'),
    tellsEpci: z.boolean(),
  }),
  refusals: ['reports.unknown-person'],
});
