// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';
import { familyNames } from './settings.ts';

const own = defineRefusals({
  'billing.run-not-found': { status: 404, says: 'Cette campagne de facturation n’existe pas.' },
  'billing.run-locked': {
    status: 409,
    says: 'La campagne {number} est verrouillée : ses montants ne se recalculent plus. Un montant se corrige par un avoir.',
  },
  'billing.run-wrong-status': { status: 409, says: 'La campagne {number} est {status} : cela n’est pas possible.' },
  'billing.run-busy': { status: 409, says: 'La campagne {number} est en cours de traitement : attendez qu’il finisse.' },
  'billing.run-empty': { status: 422, says: 'La campagne {number} ne porte aucun document à émettre.' },
  'billing.run-has-faults': {
    status: 422,
    says: '{count} document(s) ne peuvent pas être émis, dont celui de {name} : {fault} Corrigez, recalculez, ou écartez-les avec un motif.',
  },
  'billing.totals-differ': {
    status: 409,
    says: 'Les totaux de la campagne {number} ne se recoupent pas : elle ne peut pas être verrouillée. Recalculez-la.',
  },
  'billing.own-run': { status: 403, says: 'Vous avez préparé la campagne {number} : une autre personne doit l’émettre.' },
  'billing.not-holder': { status: 403, says: 'Le compte {as} n’existe pas chez cet opérateur, ou n’a pas le droit de le faire.' },
  'billing.person-needed': { status: 403, says: 'Une personne doit le faire, pas un programme.' },
  'billing.already-billed': {
    status: 409,
    says: 'Une ligne de la campagne {number} a été facturée entre-temps par une autre : abandonnez celle-ci et préparez-en une nouvelle.',
  },
  'billing.liquidation-not-found': { status: 404, says: 'Ce document à émettre n’existe pas dans cette campagne.' },
  'billing.period-not-whole': { status: 422, says: 'La période finit avant de commencer.' },
});
export const runRefusals = own.refusals;
export const refuseRun = own.refuse;

export const runStatuses = ['preparing', 'prepared', 'locking', 'locked', 'issuing', 'issued', 'abandoned'] as const;
export const runStatusLabels: Readonly<Record<(typeof runStatuses)[number], string>> = {
  preparing: 'en préparation',
  prepared: 'à vérifier',
  locking: 'en cours de verrouillage',
  locked: 'verrouillée',
  issuing: 'en émission',
  issued: 'émise',
  abandoned: 'abandonnée',
};

const id = z.object({ id: z.uuid() });
export const runRow = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  year: z.int(),
  fromOn: z.iso.date(),
  untilOn: z.iso.date(),
  families: z.array(z.string()),
  status: z.enum(runStatuses),
  payers: z.int(),
  netCents: z.int(),
  vatCents: z.int(),
  grossCents: z.int(),
  preparedName: z.string(),
  preparedAt: z.string(),
  lockedAt: z.string().nullable(),
  issuedName: z.string().nullable(),
  issuedAt: z.string().nullable(),
});

const difference = z.object({
  label: z.string(),
  nature: z.enum(['new', 'gone', 'more', 'less', 'same']),
  beforeCents: z.int(),
  nowCents: z.int(),
  says: z.string(),
});
const liquidationRow = z.object({
  id: z.uuid(),
  kind: z.enum(['appel', 'facture']),
  payerId: z.uuid(),
  payer: z.string(),
  lines: z.int(),
  netCents: z.int(),
  vatCents: z.int(),
  grossCents: z.int(),
  previousCents: z.int().nullable(),
  faults: z.array(z.string()),
  excludedReason: z.string().nullable(),
});

const page = { page: z.coerce.number().int().min(1).default(1), size: z.coerce.number().int().min(1).max(100).default(25) };

export const listRuns = endpoint('GET /billing/runs', {
  summary: 'Les campagnes de facturation, les dernières d’abord.',
  query: z.object({
    ...page,
    q: z.string().max(200).optional(),
    year: z.coerce.number().int().optional(),
    status: z.enum(runStatuses).optional(),
    sort: z.string().max(30).optional(),
    order: z.enum(['asc', 'desc']).optional(),
  }),
  response: z.object({ rows: z.array(runRow), total: z.int() }),
});

const wanted = z.object({
  title: z.string().trim().min(3, 'Donnez un titre.').max(200),
  year: z.int().min(2000).max(2200),
  fromOn: z.iso.date().nullable().default(null),
  untilOn: z.iso.date().nullable().default(null),
  families: z.array(z.enum(familyNames)).min(1, 'Choisissez au moins une nature de lignes.'),
  payerIds: z.array(z.uuid()).max(5000).nullable().default(null),
});

const prepared = z.object({ id: z.uuid(), status: z.enum(['preparing', 'prepared']).describe('« preparing » : une tâche de fond s’en charge.') });

export const prepareRun = endpoint('POST /billing/runs', {
  summary:
    'Prépare une campagne : qui doit combien et pourquoi, sans rien émettre. Une petite campagne est prête en réponse ; une grande se prépare en tâche de fond, à suivre par son avancement.',
  body: wanted,
  response: prepared,
  refusals: ['billing.period-not-whole', 'billing.person-needed'],
});
export const recomputeRun = endpoint('POST /billing/runs/:id/computation', {
  summary: 'Recalcule une campagne qui n’est pas verrouillée.',
  params: id,
  response: prepared,
  refusals: ['billing.run-not-found', 'billing.run-locked', 'billing.run-wrong-status', 'billing.person-needed'],
});
export const readRun = endpoint('GET /billing/runs/:id', {
  summary: 'Une campagne, ses totaux et ce qui change depuis l’an passé.',
  params: id,
  response: runRow.extend({
    excluded: z.int(),
    withFaults: z.int(),
    previousCents: z.int(),
    byKind: z.array(z.object({ kind: z.enum(['appel', 'facture']), documents: z.int(), netCents: z.int(), vatCents: z.int(), grossCents: z.int() })),
    byFamily: z.array(z.object({ family: z.string(), lines: z.int(), netCents: z.int() })),
    missingMentions: z
      .array(z.string())
      .describe('Mentions que la loi veut sur une facture et que rien ne donne encore (CGI, ann. II, art. 242 nonies A, I).'),
    maySettle: z.boolean().describe('Le lecteur peut l’émettre : il ne l’a pas préparée.'),
    failure: z.string().nullable().describe('Pourquoi la dernière tâche de fond a échoué ; rien n’en est resté.'),
  }),
  refusals: ['billing.run-not-found'],
});
export const readRunWork = endpoint('GET /billing/runs/:id/work', {
  summary: 'Avancement de la tâche de fond qui prépare, verrouille ou émet une campagne.',
  params: id,
  response: z.object({
    status: z.enum(runStatuses),
    act: z.enum(['prepare', 'lock', 'issue']).nullable().describe('Nul si aucune tâche n’a été demandée.'),
    isWaiting: z.boolean().describe('Demandée, pas encore commencée.'),
    done: z.int().describe('Payeurs calculés, documents vérifiés, ou documents écrits.'),
    total: z.int(),
    attempts: z.int().describe('Deux ou plus : elle a été interrompue et reprise.'),
    failure: z.string().nullable(),
  }),
  refusals: ['billing.run-not-found'],
});
export const listLiquidations = endpoint('GET /billing/runs/:id/documents', {
  summary: 'Les documents à émettre d’une campagne.',
  params: id,
  query: z.object({
    ...page,
    q: z.string().max(200).optional(),
    kind: z.enum(['appel', 'facture']).optional(),
    state: z.enum(['fault', 'excluded', 'changed', 'new']).optional(),
    sort: z.enum(['payer', 'netCents', 'grossCents', 'gap']).optional(),
    order: z.enum(['asc', 'desc']).optional(),
  }),
  response: z.object({ rows: z.array(liquidationRow), total: z.int() }),
  refusals: ['billing.run-not-found'],
});
export const absentPayers = endpoint('GET /billing/runs/:id/absent', {
  summary: 'Les payeurs de l’an passé que la campagne ne facture pas, partis ou oubliés : les 200 plus grands, et combien ils sont.',
  params: id,
  response: z.object({
    rows: z.array(z.object({ payerId: z.uuid(), payer: z.string(), label: z.string(), previousCents: z.int(), until: z.iso.date() })),
    total: z.int(),
  }),
  refusals: ['billing.run-not-found'],
});
export const readLiquidation = endpoint('GET /billing/runs/:id/documents/:liquidation', {
  summary: 'Un document à émettre, ligne par ligne, avec ce qui le distingue de l’an passé.',
  params: id.extend({ liquidation: z.uuid() }),
  response: liquidationRow.extend({
    differences: z.array(difference),
    annex: z.array(z.object({ bodyId: z.string(), name: z.string(), population: z.number().nullable(), isCounted: z.boolean(), why: z.string() })),
    content: z.array(
      z.object({
        rank: z.int(),
        label: z.string(),
        detail: z.string(),
        family: z.string(),
        quantity: z.number(),
        unit: z.string(),
        netCents: z.int().nullable(),
        rateBasisPoints: z.int(),
        act: z.string(),
        from: z.iso.date(),
        until: z.iso.date(),
        beneficiaries: z.array(z.string()),
        why: z.array(z.string()),
      }),
    ),
  }),
  refusals: ['billing.run-not-found', 'billing.liquidation-not-found'],
});
export const excludeLiquidation = endpoint('PUT /billing/runs/:id/documents/:liquidation/exclusion', {
  summary: 'Écarte un document de la campagne avec un motif, ou le reprend (motif vide).',
  params: id.extend({ liquidation: z.uuid() }),
  body: z.object({ reason: z.string().trim().max(500).nullable() }),
  response: z.object({ id: z.uuid() }),
  refusals: ['billing.run-not-found', 'billing.run-locked', 'billing.run-wrong-status', 'billing.liquidation-not-found'],
});
export const lockRun = endpoint('POST /billing/runs/:id/lock', {
  summary:
    'Verrouille une campagne dont les totaux se recoupent. Une petite campagne est verrouillée en réponse ; une grande l’est en tâche de fond (« locking »), à suivre par son avancement.',
  params: id,
  response: runRow,
  refusals: [
    'billing.run-not-found',
    'billing.run-locked',
    'billing.run-wrong-status',
    'billing.run-empty',
    'billing.run-has-faults',
    'billing.person-needed',
    'billing.totals-differ',
  ],
});
export const issueRun = endpoint('POST /billing/runs/:id/issue', {
  summary:
    'Émet tous les documents d’une campagne verrouillée, en une fois, par une autre personne que celle qui l’a préparée. Une grande campagne s’émet en tâche de fond : tous ses documents, ou aucun.',
  params: id,
  response: z.object({
    documents: z.int().describe('Documents émis, ou à émettre par la tâche de fond.'),
    status: z.enum(['issuing', 'issued']).describe('« issuing » : une tâche de fond s’en charge, en une seule transaction.'),
  }),
  refusals: [
    'billing.run-not-found',
    'billing.run-wrong-status',
    'billing.own-run',
    'billing.person-needed',
    'billing.run-has-faults',
    'billing.already-billed',
    'billing.totals-differ',
  ],
});
export const abandonRun = endpoint('POST /billing/runs/:id/abandon', {
  summary: 'Abandonne une campagne qui n’est pas émise.',
  params: id,
  body: z.object({ reason: z.string().trim().min(3, 'Donnez un motif.').max(500) }),
  response: runRow,
  refusals: ['billing.run-not-found', 'billing.run-wrong-status', 'billing.run-busy'],
});
