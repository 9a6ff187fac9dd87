// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

const own = defineRefusals({
  'adhesions.no-territory': { status: 404, says: 'Aucune convention cadre ne couvre ce territoire à cette date.' },
});
export const territoryRefusals = own.refusals;
export const refuseTerritory = own.refuse;

const day = z.iso.date('Saisissez une date complète.');
const named = z.object({ id: z.uuid(), name: z.string() });

export const alertLevels = ['danger', 'warning', 'info'] as const;
const alert = z.object({
  level: z.enum(alertLevels),
  code: z.enum(['volume', 'amount', 'term', 'missing', 'certificate', 'count']),
  says: z.string(),
});
export type TerritoryAlert = z.output<typeof alert>;

const row = z.object({
  payer: named,
  convention: z.object({ id: z.uuid(), number: z.string() }),
  edition: z.string(),
  beginsOn: day,
  endsOn: day.nullable(),
  yearlyCents: z.int().nullable(),
  members: z.int(),
  counted: z.int(),
  missing: z.int(),
  usedGo: z.number().nullable(),
  boughtGo: z.number().nullable(),
  fillPercent: z.int().nullable(),
  worst: z.enum(alertLevels).nullable(),
  alerts: z.array(alert),
});
export type TerritoryRow = z.output<typeof row>;

export const listTerritories = endpoint('GET /adhesions/territories', {
  summary: 'Les territoires sous convention à une date, avec leur compte, leur volume et leurs alertes.',
  query: z.object({
    q: z.string().trim().max(100).default(''),
    on: day.optional(),
    alert: z.enum(['volume', 'amount', 'term', 'missing', 'certificate', 'count', 'any']).optional(),
    sort: z.enum(['payer', 'endsOn', 'counted', 'fill', 'worst', 'yearlyCents']).default('worst'),
    order: z.enum(['asc', 'desc']).default('asc'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(100).default(25),
  }),
  response: z.object({ rows: z.array(row), total: z.int() }),
});

const member = named.extend({
  slug: z.string().nullable(),
  kind: z.string(),
  since: day,
  until: day.nullable(),
  convention: z.object({ id: z.uuid(), number: z.string() }),
  isCounted: z.boolean().nullable(),
  why: z.string(),
});

const step = z.object({ label: z.string(), upTo: z.number() });

export const readTerritory = endpoint('GET /adhesions/territories/:payerId', {
  summary: 'Un territoire à une date : qui est membre, compté ou non, ce qui vient, le volume et la case de la grille, les alertes.',
  params: z.object({ payerId: z.uuid() }),
  query: z.object({ on: day.optional() }),
  response: z.object({
    on: day,
    today: day,
    payer: named,
    operator: named,
    isOperator: z.boolean(),
    edition: z.object({ key: z.string(), label: z.string() }),
    cadre: z.object({
      id: z.uuid(),
      number: z.string(),
      beginsOn: day,
      endsOn: day.nullable(),
      renewal: z.enum(['none', 'tacit']),
      noticeOn: day.nullable(),
      dossierId: z.uuid().nullable(),
      yearlyCents: z.int().nullable(),
    }),
    rule: z.string(),
    count: z.object({ counted: z.int(), leftOut: z.int(), unknown: z.int() }),
    members: z.array(member).describe('L’EPCI d’abord, puis qui a rejoint à cette date.'),
    toCome: z.array(member.extend({ isLeaving: z.boolean(), says: z.string() })).describe('Qui rejoint ou part dans les douze mois.'),
    missing: z.array(named.extend({ kind: z.string(), isCounted: z.boolean().nullable(), effectCents: z.int().nullable(), says: z.string() })),
    days: z.array(z.object({ on: day, says: z.string() })).describe('Jours où la composition change.'),
    grid: z
      .object({
        columns: z.array(step),
        rows: z.array(step.extend({ cents: z.array(z.int()) })),
        column: z.int().nullable(),
        row: z.int().nullable(),
        cellCents: z.int().nullable(),
      })
      .nullable(),
    oneMore: z.object({ cents: z.int().nullable(), says: z.string() }).nullable().describe('Ce que change une collectivité comptée de plus.'),
    volume: z
      .object({
        usedGo: z.number().nullable(),
        boughtGo: z.number(),
        fillPercent: z.int().nullable(),
        next: z.object({ label: z.string(), differenceCents: z.int().nullable() }).nullable(),
        says: z.string(),
      })
      .nullable(),
    certificates: z.array(z.object({ body: z.string(), holder: z.string(), expiresOn: day, isExpired: z.boolean() })),
    dossiers: z.array(
      z.object({ id: z.uuid(), number: z.string(), title: z.string(), stepLabel: z.string(), dueOn: day.nullable(), isLate: z.boolean() }),
    ),
    alerts: z.array(alert),
  }),
  refusals: ['adhesions.no-territory'],
});
export type TerritoryPage = z.output<NonNullable<(typeof readTerritory)['response']>>;
