// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

const own = defineRefusals({
  'billing.cost-not-found': { status: 404, says: 'Ce coût n’existe pas.' },
  'billing.two-keys': { status: 422, says: 'Le service « {service} » est déjà réparti autrement en {year} : un service n’a qu’une clé par année.' },
  'billing.costs-unreadable': { status: 422, says: 'Le fichier n’est pas lisible : {says}' },
  'billing.receipts-payer-unknown': { status: 422, says: 'Cette collectivité n’est pas dans le registre.' },
});
export const costRefusals = own.refusals;
export const refuseCost = own.refuse;

export const sharings = ['participation', 'bodies', 'population', 'equal'] as const;
export const sharingLabels: Readonly<Record<(typeof sharings)[number], string>> = {
  participation: 'Au prorata des participations votées',
  bodies: 'Au nombre de collectivités servies',
  population: 'À la population servie',
  equal: 'À parts égales',
};

const year = z.object({ year: z.coerce.number().int().min(2000).max(2200).optional() });
const cost = z.object({
  service: z.string().trim().min(2, 'Nommez le service.').max(200),
  label: z.string().trim().min(2, 'Nommez le coût.').max(200),
  amountCents: z.int(),
  isCommon: z.boolean(),
  sharing: z.enum(sharings),
});

export const listCosts = endpoint('GET /billing/costs', {
  summary: 'Les coûts d’une année, par service.',
  query: year,
  response: z.object({
    year: z.int(),
    rows: z.array(cost.extend({ id: z.uuid(), serviceLabel: z.string(), source: z.string(), enteredBy: z.string() })),
    services: z.array(z.object({ key: z.string(), label: z.string() })).describe('Les offres du catalogue, qui portent les coûts.'),
  }),
});
export const addCost = endpoint('POST /billing/costs', {
  summary: 'Ajoute un coût, avec la clé qui le répartit.',
  body: cost.extend({ year: z.int().min(2000).max(2200), source: z.string().trim().min(2, 'Dites d’où vient ce montant.').max(200) }),
  response: z.object({ id: z.uuid() }),
  refusals: ['billing.two-keys'],
});
export const removeCost = endpoint('POST /billing/costs/:id/removal', {
  summary: 'Retire un coût.',
  params: z.object({ id: z.uuid() }),
  response: z.object({ id: z.uuid() }),
  refusals: ['billing.cost-not-found'],
});
export const importCosts = endpoint('POST /billing/costs/import', {
  summary: 'Importe les coûts d’une année depuis un CSV (service, libellé, montant, commun, clé).',
  body: z.object({
    year: z.int().min(2000).max(2200),
    name: z.string().max(200),
    content: z.string().max(3_000_000).describe('Le fichier, en base64.'),
  }),
  response: z.object({ added: z.int(), faults: z.array(z.object({ line: z.int(), says: z.string() })) }),
  refusals: ['billing.costs-unreadable', 'billing.two-keys'],
  bodyLimit: 4_000_000,
});
export const declareReceipts = endpoint('PUT /billing/member-receipts', {
  summary: 'Enregistre la part des recettes soumises à TVA qu’un membre déclare.',
  body: z.object({
    year: z.int().min(2000).max(2200),
    payerId: z.uuid('Choisissez le membre.'),
    taxedBasisPoints: z.int().min(0).max(10_000),
    evidence: z.string().trim().min(3, 'Dites quelle pièce le dit.').max(300),
  }),
  response: z.object({ payerId: z.uuid() }),
  refusals: ['billing.receipts-payer-unknown'],
});

export const readShares = endpoint('GET /billing/shares', {
  summary: 'La preuve de la part exacte (art. 261 B) : coûts communs, clés, participations et écarts.',
  query: year,
  response: z.object({
    year: z.int(),
    services: z.array(
      z.object({
        service: z.string(),
        /** What the catalogue calls it, or the key itself. */
        label: z.string(),
        sharing: z.enum(sharings),
        commonCents: z.int(),
        participationCents: z.int(),
        gapCents: z.int(),
        coverageBasisPoints: z.int().nullable(),
      }),
    ),
    members: z.array(
      z.object({
        payerId: z.uuid(),
        payer: z.string(),
        exactCents: z.int(),
        participationCents: z.int(),
        gapCents: z.int(),
        bodies: z.int(),
        population: z.int(),
        taxedBasisPoints: z.int().nullable(),
        isOverTwenty: z.boolean(),
        evidence: z.string().nullable(),
      }),
    ),
    commonCents: z.int(),
    participationCents: z.int(),
    /** Services to those who are not members, over the turnover: the tolerance is 50 %. */
    outsideCents: z.int(),
    turnoverCents: z.int(),
    outsideBasisPoints: z.int(),
    isOverFifty: z.boolean(),
    notes: z.array(z.string()),
  }),
});
export const printShares = endpoint('GET /billing/shares/pdf', {
  summary: 'L’état pour l’auditeur, en PDF accessible.',
  answer: 'file',
  query: year,
});
