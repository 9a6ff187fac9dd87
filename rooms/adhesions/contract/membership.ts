// SPDX-License-Identifier: EUPL-1.2
/** What a body reads of its own adhesion. */
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

const own = defineRefusals({
  'adhesions.not-yours': { status: 404, says: 'Cette convention n’existe pas, ou ne concerne pas votre collectivité.' },
});
export const membershipRefusals = own.refusals;
export const refuseMembership = own.refuse;

const day = z.iso.date('Saisissez une date complète.');
const named = z.object({ id: z.uuid(), name: z.string() });
const status = z.enum(['to-come', 'in-force', 'ended']);

const service = z.object({
  service: z.string(),
  label: z.string(),
  heading: z.string(),
  says: z.array(z.string()).describe('Quotas et limites, en clair.'),
});

const renewal = z.object({
  on: day.nullable().describe('Le lendemain du dernier jour.'),
  decideBefore: day.nullable().describe('Dernier jour pour décider ou dénoncer.'),
  says: z.string(),
});

const membership = z.object({
  id: z.uuid(),
  scope: z.string(),
  what: z.string().describe('L’adhésion ou le forfait, en clair.'),
  offers: z.array(z.string()).describe('Ce qu’elle est au catalogue : ses lignes ne sont pas des options.'),
  operator: named,
  convention: z.object({ id: z.uuid(), number: z.string(), kind: z.enum(['cadre', 'tripartite', 'package']) }),
  edition: z.object({ key: z.string(), label: z.string(), act: z.string().nullable() }),
  since: day,
  until: day.nullable(),
  status,
  payer: named,
  isPayer: z.boolean(),
  yearlyCents: z.int().nullable().describe('Ce que la collectivité paie elle-même ; absent quand une autre paie.'),
  counting: z.object({ isCounted: z.boolean().nullable(), why: z.string() }).nullable().describe('Absent hors d’une adhésion mutualisée.'),
  services: z.array(service),
  suspension: z.object({ beginsOn: day, endsOn: day.nullable(), reason: z.string() }).nullable().describe('Celle qui tient ce jour-là.'),
  renewal,
});

const line = z.object({
  id: z.uuid(),
  offer: z.string(),
  label: z.string(),
  quantity: z.number().nullable(),
  yearlyCents: z.int().nullable(),
  beginsOn: day,
  endsOn: day.nullable(),
  convention: z.string(),
  rider: z.string().nullable().describe('Numéro de l’avenant qui l’a ajoutée.'),
});

const territory = z.object({
  operator: named,
  counted: z.int(),
  leftOut: z.int(),
  unknown: z.int(),
  rule: z.string(),
  yearlyCents: z.int().nullable(),
  volume: z.string().nullable(),
  bodies: z.array(
    named.extend({
      convention: z.string(),
      conventionId: z.uuid(),
      since: day,
      until: day.nullable(),
      status,
      isCounted: z.boolean().nullable(),
      why: z.string(),
    }),
  ),
  missing: z.array(named).describe('Collectivités du territoire qui n’ont pas rejoint.'),
});

const dossier = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  typeLabel: z.string(),
  stepLabel: z.string(),
  awaitsMe: z.boolean(),
  awaitsLabel: z.string(),
  dueOn: day.nullable(),
  isLate: z.boolean(),
});

export const readMyAdhesion = endpoint('GET /adhesions/mine', {
  summary: 'L’adhésion de la collectivité : auprès de qui, sous quelle convention, qui paie, ce qui est compris, ce qui l’attend.',
  query: z.object({ on: day.optional().describe('Aujourd’hui, sauf précision.') }),
  response: z.object({
    on: day,
    memberships: z.array(membership),
    lines: z.array(line),
    territories: z.array(territory).describe('Pour un EPCI qui paie pour son territoire.'),
    dossiers: z.array(dossier),
    ended: z.int().describe('Adhésions passées.'),
  }),
});

export const readMyConvention = endpoint('GET /adhesions/mine/conventions/:id', {
  summary: 'Une convention de la collectivité : parties, durée, ce qu’elle ouvre, ses avenants, les preuves et les documents.',
  params: z.object({ id: z.uuid() }),
  response: z.object({
    id: z.uuid(),
    number: z.string(),
    kind: z.enum(['cadre', 'tripartite', 'package']),
    operator: named,
    payer: named,
    beneficiary: named,
    isPayer: z.boolean(),
    edition: z.object({ key: z.string(), label: z.string(), act: z.string().nullable() }),
    yearlyCents: z.int().nullable(),
    beginsOn: day,
    endsOn: day.nullable(),
    status,
    endReason: z.string().nullable(),
    concludedAt: z.string(),
    dossierId: z.uuid().nullable(),
    quote: z.object({ number: z.string(), documentId: z.uuid().nullable() }).nullable(),
    proofs: z.array(z.object({ label: z.string(), value: z.string() })),
    renewal,
    scopes: z.array(
      z.object({
        scope: z.string().describe('Clé de ce qui est souscrit.'),
        what: z.string(),
        beneficiary: z.string(),
        since: day,
        until: day.nullable(),
      }),
    ),
    lines: z.array(line),
    under: z.array(named.extend({ number: z.string(), beneficiary: z.string(), since: day, until: day.nullable(), status })),
  }),
  refusals: ['adhesions.not-yours'],
});
