// SPDX-License-Identifier: EUPL-1.2
/** Who was a member on a day, under which edition, counted or not, with which rights; and what became of a body since its first membership. */
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

const own = defineRefusals({ 'adhesions.no-such-body': { status: 404, says: 'Cette collectivité n’existe pas au registre.' } });
export const historyRefusals = own.refusals;
export const refuseHistory = own.refuse;

const day = z.iso.date('Saisissez une date complète.');
const body = z.object({ id: z.uuid(), name: z.string() });

export const membersAsOf = endpoint('GET /adhesions/as-of', {
  summary: 'Qui était membre à une date, sous quelle édition, compté ou non et pourquoi, avec quels services.',
  query: z.object({
    on: day.optional().describe('Aujourd’hui, sauf précision.'),
    payerId: z.uuid().optional(),
    bodyId: z.uuid().optional(),
    q: z.string().trim().max(100).default('').describe('Nom de la collectivité ou du payeur, numéro de la convention.'),
    sort: z.enum(['payer', 'body', 'since', 'until']).default('payer'),
    order: z.enum(['asc', 'desc']).default('asc'),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(100).default(25),
  }),
  response: z.object({
    on: day,
    rows: z.array(
      z.object({
        body,
        payer: body,
        operator: z.string(),
        scope: z.string(),
        convention: z.object({ id: z.uuid(), number: z.string(), kind: z.enum(['cadre', 'tripartite', 'package']) }),
        edition: z.string(),
        editionLabel: z.string(),
        since: day,
        until: day.nullable(),
        isCounted: z.boolean().nullable().describe('Absent : l’EPCI lui-même, un forfait, ou une édition qui ne compte pas.'),
        why: z.string(),
        services: z.array(z.string()),
        isSuspended: z.boolean(),
      }),
    ),
    total: z.number().int(),
  }),
});

export const bodyHistory = endpoint('GET /adhesions/bodies/:bodyId/history', {
  summary: 'Tout ce qu’une collectivité a eu comme adhésions et conventions : rien n’est effacé.',
  params: z.object({ bodyId: z.uuid() }),
  response: z.object({
    name: z.string(),
    rows: z.array(
      z.object({
        on: day,
        what: z.enum(['concluded', 'opens', 'ends', 'ended', 'suspended', 'resumed']),
        says: z.string(),
        convention: z.object({ id: z.uuid(), number: z.string() }),
        edition: z.string(),
        editionLabel: z.string(),
        by: z.string().nullable(),
      }),
    ),
  }),
  refusals: ['adhesions.no-such-body'],
});
