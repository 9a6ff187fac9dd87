// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals: supportRefusals, refuse: refuseSupport } = defineRefusals({
  'people.support-outside': { status: 422, says: 'Cette collectivité n’est pas dans le territoire de l’opérateur.' },
  'people.support-person': { status: 422, says: 'Cette personne n’exerce aucune fonction aujourd’hui dans cette collectivité.' },
  'people.support-self': { status: 422, says: 'On ne s’assiste pas soi-même : connectez-vous à votre propre compte.' },
  'people.support-unknown': { status: 404, says: 'Cette assistance n’existe pas ou a déjà pris fin.' },
});

/** Minutes: unless the technician says otherwise, and at most. */
export const SUPPORT_LASTS = 60;
export const SUPPORT_LASTS_AT_MOST = 240;
export const LEAST_REASON = 10;

const ended = z.enum(['technician', 'person', 'body', 'operator', 'time']).nullable();
const row = z.object({
  id: z.uuid(),
  technician: z.string(),
  person: z.string(),
  body: z.string().describe('La collectivité assistée.'),
  reason: z.string(),
  begunAt: z.iso.datetime({ offset: true }),
  endsAt: z.iso.datetime({ offset: true }),
  endedAt: z.iso.datetime({ offset: true }).nullable(),
  endedHow: ended.describe('Qui y a mis fin ; nul tant qu’elle dure.'),
  acts: z.int().nullable().describe('Nombre d’actes et de consultations sensibles journalisés pendant l’assistance.'),
  mayEnd: z.boolean(),
});
const page = { page: z.coerce.number().int().min(1).max(10_000).catch(1), size: z.coerce.number().int().min(1).max(100).catch(25) };

export const listSupportable = endpoint('GET /support/persons', {
  summary: 'Les personnes qu’un technicien peut assister dans une collectivité du territoire.',
  query: z.object({ body: z.uuid('Choisissez la collectivité à assister.') }),
  response: z.object({ rows: z.array(z.object({ id: z.uuid(), name: z.string(), title: z.string() })) }),
  refusals: ['people.support-outside'],
});

export const beginSupport = endpoint('POST /support', {
  summary: 'Agir au nom d’une personne, pour un motif et un temps limités ; elle et les administrateurs de sa collectivité en sont avertis.',
  body: z.strictObject({
    body: z.uuid('Choisissez la collectivité à assister.'),
    person: z.uuid('Choisissez la personne à assister.'),
    reason: z
      .string('Dites pourquoi.')
      .trim()
      .min(LEAST_REASON, `Dites pourquoi, en ${LEAST_REASON} caractères au moins.`)
      .max(500, 'Le motif compte au plus 500 caractères.'),
    minutes: z
      .int('Saisissez un nombre entier de minutes.')
      .min(5, 'Une assistance dure au moins 5 minutes.')
      .max(SUPPORT_LASTS_AT_MOST, 'Une assistance dure au plus 240 minutes.')
      .default(SUPPORT_LASTS),
  }),
  response: z.object({ id: z.uuid(), slug: z.string(), endsAt: z.iso.datetime({ offset: true }) }),
  refusals: ['people.support-outside', 'people.support-person', 'people.support-self'],
});

export const listSupportGiven = endpoint('GET /support', {
  summary: 'Les assistances données par l’opérateur, de la plus récente à la plus ancienne.',
  query: z.object(page),
  response: z.object({ rows: z.array(row), total: z.int() }),
});

export const endSupportGiven = endpoint('POST /support/:id/end', {
  summary: 'Mettre fin à une assistance donnée par l’opérateur.',
  params: z.object({ id: z.uuid() }),
  refusals: ['people.support-unknown'],
});

export const listSupportReceived = endpoint('GET /assistance', {
  summary: 'Les assistances reçues par la collectivité ; sans l’autorisation de les relire toutes, celles que l’on a reçues soi-même.',
  query: z.object(page),
  response: z.object({ rows: z.array(row), total: z.int() }),
});

export const endSupportReceived = endpoint('POST /assistance/:id/end', {
  summary: 'Mettre fin à une assistance en cours dans la collectivité.',
  params: z.object({ id: z.uuid() }),
  refusals: ['people.support-unknown'],
});

export const leaveSupport = endpoint('POST /support/end', {
  scope: 'house',
  summary: 'Terminer l’assistance de ce navigateur et retrouver sa propre session.',
});
