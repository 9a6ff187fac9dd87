// SPDX-License-Identifier: EUPL-1.2
/** What an operator sees and decides of what it opened. */
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';
import { allowanceShape, day, openingStates, serviceShape } from './shapes.ts';

export const { refusals: grantedRefusals, refuse: refuseGranted } = defineRefusals({
  'rights.unknown-extra': { status: 404, says: 'Ce complément n’existe pas, ou a déjà pris fin.' },
  'rights.limit-stands': { status: 409, says: '« {label} » est déjà ainsi : rien n’a été changé.' },
  'rights.unlimited': { status: 409, says: '« {label} » est sans limite : il n’y a rien à fixer.' },
  'rights.unknown-service': { status: 404, says: 'Vous n’avez ouvert ce service à aucune collectivité.' },
});

const page = { page: z.coerce.number().int().min(1).default(1), size: z.coerce.number().int().min(1).max(100).default(25) };
const words = { q: z.string().trim().max(200).optional(), order: z.enum(['asc', 'desc']).optional() };
const body = z.object({ id: z.uuid(), name: z.string() });
const reason = z.string().trim().min(5, 'Dites pourquoi en quelques mots.').max(1_000);
const id = z.object({ id: z.uuid() });

export const listBodies = endpoint('GET /rights/bodies', {
  summary: 'Les collectivités auxquelles l’opérateur a ouvert un service, avec ce qui demande attention.',
  query: z.object({ ...page, ...words, sort: z.enum(['name', 'services', 'alerts']).default('name'), state: z.enum(openingStates).optional() }),
  response: z.object({
    rows: z.array(
      z.object({
        ...body.shape,
        services: z.number().int().describe('Services ouverts ce jour.'),
        upcoming: z.number().int(),
        alerts: z.number().int().describe('Droits à 80 % ou plus.'),
        isSuspended: z.boolean(),
      }),
    ),
    total: z.number().int(),
  }),
});

const extra = z.object({
  id: z.uuid(),
  allowanceId: z.uuid(),
  label: z.string(),
  unit: z.string(),
  amount: z.number(),
  beginsOn: day,
  endsOn: day.nullable(),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
  endedBy: z.string().nullable(),
  endReason: z.string().nullable(),
});

const suspension = z.object({
  id: z.uuid(),
  service: z.string().nullable().describe('Absent : tout ce que l’opérateur a ouvert.'),
  label: z.string().nullable(),
  beginsOn: day,
  endsOn: day.nullable(),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
  liftedBy: z.string().nullable(),
  isLifted: z.boolean(),
});

const limitChange = z.object({ id: z.uuid(), label: z.string(), isHard: z.boolean(), reason: z.string(), by: z.string(), at: z.string() });

export const readGranted = endpoint('GET /rights/bodies/:id', {
  summary: 'Tout ce que l’opérateur a ouvert à une collectivité : services, droits, compléments, suspensions, limites.',
  params: id,
  response: z.object({
    body: z.object({ ...body.shape, slug: z.string() }),
    on: day,
    services: z.array(serviceShape),
    allowances: z.array(allowanceShape),
    extras: z.array(extra),
    suspensions: z.array(suspension),
    limitChanges: z.array(limitChange),
  }),
  refusals: ['rights.not-served'],
});

export const endExtra = endpoint('POST /rights/extras/:id/end', {
  summary: 'Met fin à un complément accordé à la main.',
  params: id,
  body: z.strictObject({ lastOn: day, reason }),
  refusals: ['rights.unknown-extra', 'rights.ends-before-it-begins'],
});

export const changeLimit = endpoint('POST /rights/allowances/:id/limit', {
  summary: 'Laisse dépasser un droit, ou arrête les utilisations à sa limite, avec le motif.',
  params: id,
  body: z.strictObject({ isHard: z.boolean(), reason }),
  refusals: ['rights.unknown-allowance', 'rights.limit-stands', 'rights.unlimited'],
});

export const endOpening = endpoint('POST /rights/openings/:id/end', {
  summary: 'Met fin à un service ouvert à une collectivité, et à ses droits, au soir du jour dit.',
  params: id,
  body: z.strictObject({ lastOn: day, reason }),
  refusals: ['rights.unknown-opening', 'rights.closes-before-it-opens'],
});

const consumed = z.object({
  id: z.uuid(),
  bodyId: z.uuid(),
  body: z.string(),
  service: z.string(),
  serviceLabel: z.string(),
  label: z.string(),
  unit: z.string(),
  amount: z.number().nullable(),
  used: z.number(),
  reserved: z.number(),
  beyond: z.number(),
  beyondCents: z.number().int().nullable(),
  percent: z.number().int().nullable(),
  isHard: z.boolean(),
});

export const listConsumption = endpoint('GET /rights/consumption', {
  summary: 'Ce que consomment toutes les collectivités, les droits les plus proches de leur limite d’abord.',
  query: z.object({
    ...page,
    ...words,
    sort: z.enum(['percent', 'body', 'label', 'beyond']).default('percent'),
    service: z.string().max(100).optional(),
    from: z.coerce
      .number()
      .int()
      .pipe(z.union([z.literal(1), z.literal(80), z.literal(90), z.literal(100)]))
      .optional(),
  }),
  response: z.object({ rows: z.array(consumed), total: z.number().int() }),
});

export const countAlerts = endpoint('GET /rights/consumption/alerts', {
  summary: 'Combien de droits ont atteint 80, 90 et 100 %, et ce que le tarif demande de ce qui dépasse.',
  response: z.object({
    at80: z.number().int(),
    at90: z.number().int(),
    at100: z.number().int(),
    beyondCents: z.number().int(),
    bodies: z.number().int().describe('Collectivités qui ont un droit à 80 % ou plus.'),
  }),
});

export const listServices = endpoint('GET /rights/services', {
  summary: 'Les services ouverts par l’opérateur : combien de collectivités les ont, combien s’en servent.',
  query: z.object({ ...page, ...words, sort: z.enum(['label', 'bodies', 'users']).default('label') }),
  response: z.object({
    rows: z.array(
      z.object({
        service: z.string(),
        label: z.string(),
        bodies: z.number().int(),
        users: z.number().int().nullable().describe('Collectivités qui s’en sont servies depuis douze mois ; absent : l’usage n’est pas mesuré.'),
        suspended: z.number().int(),
      }),
    ),
    total: z.number().int(),
  }),
});

export const listHolders = endpoint('GET /rights/services/:service/bodies', {
  summary: 'Qui a un service, et qui s’en sert.',
  params: z.object({ service: z.string().min(1).max(100) }),
  query: z.object({
    ...page,
    ...words,
    sort: z.enum(['name', 'begins', 'used']).default('name'),
    use: z.enum(['used', 'unused']).optional(),
  }),
  response: z.object({
    label: z.string(),
    isMeasured: z.boolean().describe('Vrai si une utilisation de ce service laisse une trace.'),
    rows: z.array(
      z.object({
        ...body.shape,
        beginsOn: day,
        endsOn: day.nullable(),
        state: z.enum(openingStates),
        lastUsedOn: day.nullable(),
      }),
    ),
    total: z.number().int(),
  }),
  refusals: ['rights.unknown-service'],
});
