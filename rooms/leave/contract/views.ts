// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';
import { request } from './requests.ts';

const day = z.iso.date('Saisissez une date complète.');
const half = z.enum(['am', 'pm']);

export const account = z.object({
  counter: z.enum(['annual', 'rtt', 'cet', 'hours']),
  label: z.string(),
  unit: z.enum(['day', 'hour']),
  year: z.number().int().nullable(),
  acquired: z.number(),
  taken: z.number().describe('Pris au jour dit.'),
  planned: z.number().describe('Accordé pour plus tard.'),
  waiting: z.number().describe('Demandé, sans réponse.'),
  left: z.number().describe('Ce que l’on peut encore demander : acquis moins pris et accordé.'),
  atDate: z.number().describe('Ce qui reste au jour dit, avant ce qui est accordé pour plus tard.'),
  until: day.nullable().describe('Dernier jour pour prendre ce qui reste.'),
});

export const readMyLeave = endpoint('GET /leave/me', {
  summary: 'Mes compteurs au jour dit, mes absences à venir, ce qui attend ma réponse.',
  query: z.object({ on: day.optional().describe('Aujourd’hui, sauf précision.') }),
  response: z.object({
    on: day,
    agent: z.object({ id: z.uuid(), name: z.string(), team: z.string().nullable(), unit: z.enum(['day', 'hour']) }).nullable(),
    accounts: z.array(account),
    upcoming: z.array(request),
    toAnswer: z.number().int(),
    answersTeams: z.boolean().describe('Si la personne répond pour un service.'),
    kinds: z.array(
      z.object({
        id: z.uuid(),
        label: z.string(),
        short: z.string(),
        colour: z.string(),
        counter: z.string().nullable(),
        takesHours: z.boolean(),
        proof: z.enum(['none', 'asked', 'required']),
        isManagers: z.boolean().describe('Saisi par la personne qui gère les congés.'),
        text: z.string(),
      }),
    ),
    colleagues: z.array(z.object({ id: z.uuid(), name: z.string() })),
    nextWorked: day.nullable().describe('Le premier jour à venir où la personne travaille sans être absente : par où commence une demande.'),
    follows: z.array(z.object({ id: z.uuid(), name: z.string() })).describe('Les services dont la personne peut suivre l’agenda.'),
  }),
});

const presence = z.object({
  kind: z.number().int().describe('Son rang parmi les motifs de la réponse.'),
  status: z.enum(['requested', 'endorsed', 'approved']),
  requestId: z.uuid().optional().describe('La demande, pour qui peut l’ouvrir.'),
  fromOn: day,
  fromHalf: z.literal('pm').optional().describe('Présent quand l’absence commence l’après-midi.'),
  untilOn: day,
  untilHalf: z.literal('am').optional().describe('Présent quand l’absence finit à midi.'),
  hours: z.string().optional().describe('Présent pour une absence de quelques heures : « 14:00–16:00 ».'),
});

const reason = z.object({
  shown: z.object({ label: z.string(), short: z.string(), colour: z.string() }).nullable().describe('Nul quand le motif n’est pas à lire.'),
  isAtWork: z.boolean(),
  isPrivate: z.boolean().describe('Le motif n’est pas à montrer aux collègues : un planning affiché le tait.'),
});

export const readCalendar = endpoint('GET /leave/calendar', {
  summary: 'Le planning d’un service ou de la collectivité, entre deux jours : qui est absent, les jours non travaillés.',
  query: z.object({ from: day, until: day, teamId: z.uuid().optional(), agentId: z.uuid().optional() }),
  response: z.object({
    from: day,
    until: day,
    days: z.array(z.object({ day, holiday: z.string().nullable(), schoolBreak: z.string().nullable(), closed: z.string().nullable() })),
    agents: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        teamId: z.uuid().nullable(),
        /** Two letters a day, morning then afternoon: `1` worked, `0` not. */
        work: z.string(),
        away: z.array(presence),
      }),
    ),
    kinds: z.array(reason).describe('Les motifs des absences, chacun une fois : l’année d’un grand service en compte des milliers.'),
    teams: z.array(z.object({ id: z.uuid(), name: z.string(), minimumPresent: z.number().int() })),
  }),
  refusals: ['leave.too-wide'],
});

export const readMyCalendar = endpoint('GET /leave', {
  scope: 'person',
  summary: 'Mes absences chez tous mes employeurs, entre deux jours.',
  query: z.object({ from: day, until: day }),
  response: z.object({
    employers: z.array(z.object({ organisationId: z.uuid(), slug: z.string(), name: z.string(), agentId: z.uuid() })),
    rows: z.array(
      z.object({
        organisationId: z.uuid(),
        requestId: z.uuid(),
        kind: z.string(),
        colour: z.string(),
        status: z.enum(['requested', 'endorsed', 'approved']),
        fromOn: day,
        fromHalf: half,
        untilOn: day,
        untilHalf: half,
        hours: z.string().nullable(),
      }),
    ),
  }),
});

export const readLedger = endpoint('GET /leave/agents/:id/ledger', {
  summary: 'Chaque mouvement des compteurs d’un agent, avec ce qui l’explique.',
  params: z.object({ id: z.uuid() }),
  query: z.object({
    counter: z.enum(['annual', 'rtt', 'cet', 'hours']).optional(),
    year: z.coerce.number().int().optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(100).default(50),
  }),
  response: z.object({
    agent: z.object({ id: z.uuid(), name: z.string(), unit: z.enum(['day', 'hour']) }),
    accounts: z.array(account),
    rows: z.array(
      z.object({
        id: z.uuid(),
        counter: z.string(),
        year: z.number().int().nullable(),
        what: z.string(),
        amount: z.number(),
        on: day,
        says: z.string(),
        texts: z.array(z.string()),
        by: z.string(),
        at: z.iso.datetime({ offset: true }),
        requestId: z.uuid().nullable(),
      }),
    ),
    total: z.number().int(),
  }),
  refusals: ['leave.unknown-agent'],
});
