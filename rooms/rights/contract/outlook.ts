// SPDX-License-Identifier: EUPL-1.2
/** What is not used, and what next year would cost. */
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';
import { day } from './shapes.ts';

const idleService = z.object({
  service: z.string(),
  label: z.string(),
  sinceOn: day,
  lastUsedOn: day.nullable(),
  /** `unmeasured`: nothing of this service leaves a trace here. */
  use: z.enum(['used', 'unused', 'unmeasured']),
});

const unused = {
  on: day,
  months: z.number().int(),
  services: z.array(idleService).describe('Ouverts depuis tout ce temps, et dont rien n’a été utilisé.'),
  allowances: z.array(
    z.object({
      id: z.uuid(),
      service: z.string(),
      label: z.string(),
      unit: z.string(),
      amount: z.number().nullable(),
      period: z.string().nullable(),
    }),
  ),
  packages: z.array(
    z.object({
      offer: z.string(),
      label: z.string(),
      yearlyCents: z.number().int().nullable().describe('Ce que coûte la ligne, quand elle le dit.'),
      services: z.array(idleService),
    }),
  ),
};

const months = z.coerce.number().int().min(1).max(24).default(3);

export const readUnused = endpoint('GET /rights/unused', {
  summary: 'Ce que la collectivité a et n’utilise pas.',
  query: z.object({ months }),
  response: z.object(unused),
});

const expectation = z.object({
  id: z.uuid(),
  label: z.string(),
  unit: z.string(),
  amount: z.number(),
  now: z.number().describe('Niveau d’aujourd’hui, ou utilisé depuis douze mois.'),
  expected: z.number(),
  cents: z.number().int().nullable().describe('Ce que le tarif en demanderait ; absent : aucun prix imprimé.'),
  /** In a sentence: what is expected, and what it costs. */
  says: z.string(),
  printed: z.string().nullable().describe('Où le prix est imprimé.'),
});

const outlook = {
  year: z.number().int(),
  method: z.string(),
  lines: z.array(expectation),
  totalCents: z.number().int(),
  withoutForecast: z.array(z.object({ label: z.string(), why: z.string() })),
};

export const readNextYear = endpoint('GET /rights/next-year', {
  summary: 'Ce que l’année prochaine coûterait en plus au rythme actuel, chaque montant avec la ligne qui le fixe.',
  response: z.object(outlook),
});

export const readNextYearOf = endpoint('GET /rights/bodies/:id/next-year', {
  summary: 'La même prévision, pour une collectivité que l’opérateur sert.',
  params: z.object({ id: z.uuid() }),
  response: z.object(outlook),
  refusals: ['rights.not-served'],
});

export const readUnusedBy = endpoint('GET /rights/bodies/:id/unused', {
  summary: 'Ce qu’une collectivité a et n’utilise pas, de ce que l’opérateur lui a ouvert.',
  params: z.object({ id: z.uuid() }),
  query: z.object({ months }),
  response: z.object(unused),
  refusals: ['rights.not-served'],
});
