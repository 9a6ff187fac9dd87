// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { territories } from '#platform/calendar/public-holidays.ts';
import { endpoint } from '#platform/http/contract.ts';

const day = z.iso.date('Saisissez une date complète.');
const name = (says: string) => z.string().trim().min(1, says).max(120);
const week = z
  .array(z.int().min(0).max(720, 'Une demi-journée compte au plus 12 heures.'))
  .length(14, 'Une semaine compte 14 demi-journées.')
  .describe('Minutes de chaque demi-journée, lundi matin d’abord.');
const weeks = z.array(week).min(1, 'Saisissez au moins une semaine.').max(8, 'Un cycle compte au plus huit semaines.');

export const workingTime = z.strictObject({
  beginsOn: day.optional().describe('L’arrivée de l’agent, sauf précision.'),
  terms: weeks,
  breaks: weeks.nullish().describe('Pendant les vacances scolaires, pour qui suit l’école.'),
  percent: z.int().min(1, 'La quotité va de 1 à 100 %.').max(100, 'La quotité va de 1 à 100 %.'),
  fullTimeMinutes: z.int().min(60, 'Saisissez la durée hebdomadaire du temps plein.').max(2880, 'Une semaine compte au plus 48 heures.'),
});

const agentFields = {
  personId: z.uuid().nullish(),
  familyName: name('Saisissez le nom.'),
  givenName: z.string().trim().max(120).default(''),
  number: z
    .string()
    .trim()
    .max(40)
    .nullish()
    .transform((value) => value || null),
  teamId: z.uuid().nullish(),
  status: z.enum(['titulaire', 'stagiaire', 'contractuel', 'prive'], 'Choisissez le statut.'),
  category: z.enum(['A', 'B', 'C'], 'Choisissez la catégorie.'),
  unit: z.enum(['day', 'hour']).default('day'),
  sex: z
    .enum(['F', 'M'])
    .nullish()
    .describe('Pour le rapport social unique, qui compte les absences par sexe. Ce qui n’est pas dit reste comme c’était.'),
  arrivedOn: day,
  leftOn: day.nullish(),
};

const agentRefusals = [
  'leave.number-taken',
  'leave.person-taken',
  'leave.unknown-team',
  'leave.leaves-before-arriving',
  'leave.unknown-person',
] as const;

export const addAgent = endpoint('POST /leave/agents', {
  summary: 'Inscrit un agent, son temps de travail, et ouvre ses compteurs de l’année.',
  body: z.strictObject({ ...agentFields, workingTime }),
  response: z.object({ id: z.uuid() }),
  refusals: [...agentRefusals],
});

export const changeAgent = endpoint('PUT /leave/agents/:id', {
  summary: 'Corrige ce que l’on sait d’un agent : ses compteurs suivent son arrivée et son départ.',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject(agentFields),
  refusals: [...agentRefusals, 'leave.unknown-agent'],
});

export const changeWorkingTime = endpoint('PUT /leave/agents/:id/working-time', {
  summary: 'Change le temps de travail d’un agent à partir d’un jour : ses droits suivent.',
  params: z.object({ id: z.uuid() }),
  body: workingTime.extend({ beginsOn: day }),
  refusals: ['leave.unknown-agent', 'leave.outside-service'],
});

export const adjustAccount = endpoint('POST /leave/agents/:id/adjustments', {
  summary: 'Ajoute ou retire à la main à un compteur, avec le motif.',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({
    counter: z.enum(['annual', 'rtt', 'cet', 'hours']),
    year: z.int().min(2000).max(2100).nullish(),
    amount: z
      .number()
      .refine((value) => value !== 0, 'Saisissez une quantité.')
      .describe('En jours, ou en minutes pour un compte en heures.'),
    isOpening: z.boolean().default(false).describe('Le solde repris d’un autre outil.'),
    reason: z.string().trim().min(3, 'Dites pourquoi en quelques mots.').max(500),
  }),
  refusals: ['leave.unknown-agent', 'leave.year-needed', 'leave.below-zero'],
});

const agentLine = z.object({
  id: z.uuid(),
  familyName: z.string(),
  givenName: z.string(),
  number: z.string().nullable(),
  team: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  status: z.enum(['titulaire', 'stagiaire', 'contractuel', 'prive']),
  category: z.enum(['A', 'B', 'C']),
  unit: z.enum(['day', 'hour']),
  arrivedOn: day,
  leftOn: day.nullable(),
  hasAccount: z.boolean(),
  percent: z.number().int().nullable(),
  weeklyDays: z.number().nullable(),
  annualLeft: z.number(),
  rttLeft: z.number(),
});

export const listAgents = endpoint('GET /leave/agents', {
  summary: 'Les agents de la collectivité et ce qu’il leur reste.',
  query: z.object({
    q: z.string().trim().max(100).default(''),
    teamId: z.uuid().optional(),
    gone: z.enum(['true', 'false']).default('false'),
    sort: z.enum(['name', 'arrivedOn']).default('name'),
    order: z.enum(['asc', 'desc']).default('asc'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({ rows: z.array(agentLine), total: z.number().int() }),
});

export const readAgent = endpoint('GET /leave/agents/:id', {
  summary: 'Un agent et ses temps de travail.',
  params: z.object({ id: z.uuid() }),
  response: agentLine.extend({
    personId: z.uuid().nullable(),
    sex: z.enum(['F', 'M']).nullable(),
    hasSavings: z.boolean().describe('A ouvert un compte épargne-temps.'),
    annualised: z
      .object({ year: z.int(), planned: z.int(), due: z.int(), text: z.string() })
      .nullable()
      .describe('Minutes que prévoit le cycle dans l’année, congés accordés déduits, et minutes dues ; absent hors d’un cycle scolaire.'),
    times: z.array(
      z.object({
        beginsOn: day,
        endsOn: day.nullable(),
        terms: z.array(z.array(z.number())),
        breaks: z.array(z.array(z.number())).nullable(),
        percent: z.number(),
        fullTimeMinutes: z.number(),
      }),
    ),
  }),
  refusals: ['leave.unknown-agent'],
});

export const listPeople = endpoint('GET /leave/people', {
  summary: 'Les comptes de la collectivité que l’on peut relier à un agent, et l’agent auquel chacun est relié.',
  query: z.object({}),
  response: z.object({
    rows: z.array(z.object({ personId: z.uuid(), name: z.string(), title: z.string(), email: z.string().nullable(), agentId: z.uuid().nullable() })),
  }),
});

const teamFields = {
  name: name('Nommez le service.'),
  minimumPresent: z.int().min(0).max(500).default(0),
  managers: z
    .array(z.strictObject({ agentId: z.uuid(), level: z.union([z.literal(1), z.literal(2)]) }))
    .max(20)
    .default([]),
};

export const listTeams = endpoint('GET /leave/teams', {
  summary: 'Les services, leurs responsables et leur effectif minimal.',
  query: z.object({}),
  response: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        minimumPresent: z.number().int(),
        agents: z.number().int(),
        managers: z.array(z.object({ agentId: z.uuid(), name: z.string(), level: z.number().int() })),
      }),
    ),
  }),
});

export const addTeam = endpoint('POST /leave/teams', {
  summary: 'Ajoute un service.',
  body: z.strictObject(teamFields),
  response: z.object({ id: z.uuid() }),
  refusals: ['leave.team-taken', 'leave.unknown-agent'],
});

export const changeTeam = endpoint('PUT /leave/teams/:id', {
  summary: 'Corrige un service et ses responsables.',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject(teamFields),
  refusals: ['leave.unknown-team', 'leave.team-taken', 'leave.unknown-agent'],
});

export const removeTeam = endpoint('DELETE /leave/teams/:id', {
  summary: 'Retire un service qui ne compte plus d’agent.',
  params: z.object({ id: z.uuid() }),
  refusals: ['leave.unknown-team', 'leave.team-in-use'],
});

const settings = {
  schoolZone: z.enum(['A', 'B', 'C']).nullable(),
  territory: z.enum(territories).nullable().describe('Jours fériés d’un autre territoire que celui de la commune.'),
  hasTemple: z.boolean(),
  approvalLevels: z.union([z.literal(1), z.literal(2)]),
  noticeDays: z.int().min(0).max(365),
  presenceRefuses: z.boolean(),
  cetIsPaid: z.boolean(),
  colleaguesSee: z.enum(['team', 'body']),
};

export const readSettings = endpoint('GET /leave/settings', {
  summary: 'Comment la collectivité gère ses congés.',
  response: z.object({ ...settings, isStarted: z.boolean() }),
});

export const changeSettings = endpoint('PUT /leave/settings', {
  summary: 'Règle la gestion des congés de la collectivité. La première fois, ouvre les types d’absence usuels.',
  body: z.strictObject(settings),
});

const kindFields = {
  label: name('Nommez ce type d’absence.'),
  short: z.string().trim().min(1, 'Donnez un sigle.').max(4, 'Un sigle compte au plus quatre lettres.'),
  colour: z
    .string()
    .regex(/^[a-z]+$/, 'Choisissez une couleur.')
    .max(20),
  mostAtOnce: z.number().positive().max(366).nullable(),
  mostPerYear: z.number().positive().max(366).nullable(),
  takesHours: z.boolean(),
  askedBy: z.enum(['agent', 'manager']),
  needsAnswer: z.boolean(),
  proof: z.enum(['none', 'asked', 'required']),
  isPrivate: z.boolean(),
  isAtWork: z.boolean(),
  payrollCode: z.string().trim().max(20).nullable(),
  text: z.string().trim().max(500),
};

export const listKinds = endpoint('GET /leave/kinds', {
  summary: 'Les types d’absence de la collectivité.',
  query: z.object({}),
  response: z.object({
    rows: z.array(
      z.object({
        ...kindFields,
        id: z.uuid(),
        key: z.string(),
        counter: z.string().nullable(),
        isHealth: z.boolean(),
        isFamily: z.boolean(),
        isArchived: z.boolean(),
      }),
    ),
  }),
});

export const addKind = endpoint('POST /leave/kinds', {
  summary: 'Ajoute un type d’absence, comme une autorisation votée par l’assemblée.',
  body: z.strictObject(kindFields),
  response: z.object({ id: z.uuid() }),
});

export const changeKind = endpoint('PUT /leave/kinds/:id', {
  summary: 'Corrige un type d’absence, ou l’archive.',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ ...kindFields, isArchived: z.boolean() }),
  refusals: ['leave.unknown-kind'],
});

export const listDaysOff = endpoint('GET /leave/days-off', {
  summary: 'Les ponts offerts et les vacances scolaires de la collectivité.',
  query: z.object({}),
  response: z.object({
    closedDays: z.array(z.object({ id: z.uuid(), on: day, label: z.string() })),
    breaks: z.array(
      z.object({
        id: z.uuid().nullable(),
        name: z.string(),
        beginsOn: day,
        endsOn: day,
        text: z.string().nullable().describe('Le texte qui les fixe ; nul pour celles que la collectivité a saisies.'),
      }),
    ),
  }),
});

export const addClosedDay = endpoint('POST /leave/closed-days', {
  summary: 'Offre un jour à tous les agents, comme un pont.',
  body: z.strictObject({ on: day, label: name('Dites ce qu’est ce jour.') }),
  response: z.object({ id: z.uuid() }),
  refusals: ['leave.already-closed'],
});

export const removeClosedDay = endpoint('DELETE /leave/closed-days/:id', {
  summary: 'Reprend un jour offert.',
  params: z.object({ id: z.uuid() }),
  refusals: ['leave.unknown-day'],
});

export const addSchoolBreak = endpoint('POST /leave/school-breaks', {
  summary: 'Ajoute des vacances scolaires que le calendrier fourni ne connaît pas.',
  body: z.strictObject({ name: name('Nommez ces vacances.'), beginsOn: day, endsOn: day }),
  response: z.object({ id: z.uuid() }),
  refusals: ['leave.runs-backwards', 'leave.breaks-overlap'],
});

export const removeSchoolBreak = endpoint('DELETE /leave/school-breaks/:id', {
  summary: 'Retire des vacances scolaires saisies.',
  params: z.object({ id: z.uuid() }),
  refusals: ['leave.unknown-day'],
});
