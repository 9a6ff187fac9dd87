// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export * from './contract/campaigns.ts';
export { refusals as campaignRefusals } from './contract/campaigns.ts';
export * from './contract/documents.ts';
export * from './contract/history.ts';
export * from './contract/membership.ts';
export * from './contract/proofs.ts';
export * from './contract/signatures.ts';
export * from './contract/register.ts';
export * from './contract/territory.ts';
export * from './contract/mergers.ts';
export { refusals as mergerRefusals } from './contract/mergers.ts';
export * from './contract/renewals.ts';
export { refusals as renewalRefusals } from './contract/renewals.ts';
export { agreeOnDay, listCommissionings, proposeDay, refusals as commissioningRefusals } from './contract/commissioning.ts';
export { refusals as suspensionRefusals, resumeAdhesion, suspendAdhesion } from './contract/suspensions.ts';
export {
  applyTakeOver,
  listTakeOvers,
  previewTakeOver,
  readTakeOver,
  refusals as takeOverRefusals,
  takeOverColumns,
  takeOverTemplate,
  undoTakeOver,
  type PlannedLine,
  type TakeOverColumn,
} from './contract/take-over.ts';
export * from './contract/pipeline.ts';
export * from './contract/subscriptions.ts';

export const { refusals, refuse } = defineRefusals({
  'adhesions.quote-unknown': { status: 404, says: 'Ce devis n’existe pas chez cet opérateur.' },
  'adhesions.quote-not-accepted': { status: 409, says: 'Ce devis n’est pas accepté : l’adhésion part d’un devis accepté.' },
  'adhesions.quote-without-adhesion': { status: 422, says: 'Ce devis ne porte ni adhésion ni forfait.' },
  'adhesions.not-a-registered-body': { status: 422, says: '{name} n’est pas dans le registre : déclarez d’abord cette collectivité.' },
  'adhesions.starts-in-the-past': { status: 422, says: 'L’ouverture ne peut pas précéder aujourd’hui.' },
  'adhesions.ends-before-it-starts': { status: 422, says: 'La fin précède l’ouverture.' },
  'adhesions.convened-too-late': { status: 422, says: 'La convocation laisse {left} jour(s) franc(s), il en faut {needed}.' },
  'adhesions.vote-impossible': { status: 422, says: '{says}' },
  'adhesions.no-quorum': { status: 422, says: 'Le quorum est de {quorum} présents : il n’est pas atteint, les pouvoirs ne comptent pas.' },
  'adhesions.not-adopted': { status: 422, says: 'Ce vote n’adopte pas la délibération.' },
  'adhesions.adopted': { status: 422, says: 'Ce vote adopte la délibération.' },
  'adhesions.before-the-convocation': { status: 422, says: 'Cette date précède la convocation.' },
  'adhesions.before-the-vote': { status: 422, says: 'Cette date précède le vote.' },
  'adhesions.not-an-identifier': { status: 422, says: 'Cet identifiant n’est pas celui d’un acte, comme 033-243301355-20171018-D2017-37-DE.' },
  'adhesions.another-body': { status: 422, says: 'Cet identifiant est celui d’une autre collectivité (SIREN {siren}).' },
  'adhesions.already-member': { status: 409, says: '{name} est déjà membre à cette date, sous la convention {number}.' },
  'adhesions.of-another-territory': { status: 422, says: '{name} n’est pas de ce territoire.' },
  'adhesions.no-cadre': { status: 409, says: 'La convention cadre du territoire n’est pas conclue : elle précède les conventions tripartites.' },
  'adhesions.cadre-ended': {
    status: 409,
    says: 'La convention cadre {number} du territoire prend fin le {endsOn} : aucune convention tripartite ne peut commencer ensuite.',
  },
  'adhesions.under-way': { status: 409, says: '{name} a déjà un dossier d’adhésion en cours : {number}.' },
  'adhesions.recount-on-quote': {
    status: 422,
    says: 'Avec {name}, le territoire compte {counted} collectivités : l’édition « {edition} » le chiffre sur devis. Choisissez un devis accepté pour ce territoire.',
  },
  'adhesions.recount-moved': {
    status: 409,
    says: 'Depuis l’ouverture de ce dossier, le territoire a changé : avec {name} il compte {counted} collectivités, et le montant annuel est {now} au lieu de {told}. Abandonnez ce dossier et ouvrez-en un autre.',
  },
  'adhesions.quote-of-another': { status: 422, says: 'Ce devis n’est pas celui de ce territoire avec {name}.' },
  'adhesions.unknown': { status: 404, says: 'Cette convention n’existe pas chez cet opérateur.' },
  'adhesions.not-member': { status: 409, says: 'Cette collectivité n’est pas membre à cette date.' },
  'adhesions.closes-before-it-opens': { status: 422, says: 'Le dernier jour précède l’ouverture.' },
});

const day = z.iso.date('Saisissez une date complète.');

export const startAdhesion = endpoint('POST /adhesions', {
  summary: 'Ouvre les dossiers d’adhésion d’un devis accepté : un par assemblée qui délibère.',
  body: z.strictObject({ quoteId: z.uuid('Choisissez un devis.'), startsOn: day, endsOn: day.nullish() }),
  response: z.object({
    dossierId: z.uuid(),
    number: z.string(),
    isNew: z.boolean(),
    linked: z.array(z.object({ dossierId: z.uuid(), number: z.string(), body: z.string() })),
  }),
  refusals: [
    'adhesions.quote-unknown',
    'adhesions.quote-not-accepted',
    'adhesions.quote-without-adhesion',
    'adhesions.not-a-registered-body',
    'adhesions.starts-in-the-past',
    'adhesions.ends-before-it-starts',
    'adhesions.already-member',
    'adhesions.under-way',
  ],
});

export const joinTerritory = endpoint('POST /adhesions/conventions/:id/members', {
  summary: 'Ouvre le dossier d’une collectivité du territoire qui rejoint une convention cadre en cours.',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({
    bodyId: z.uuid('Choisissez une collectivité.'),
    startsOn: day,
    quoteId: z.uuid().optional().describe('Devis accepté du territoire avec elle, quand l’édition le chiffre sur devis.'),
  }),
  response: z.object({ dossierId: z.uuid(), number: z.string(), isNew: z.boolean() }),
  refusals: [
    'adhesions.unknown',
    'adhesions.no-cadre',
    'adhesions.cadre-ended',
    'adhesions.of-another-territory',
    'adhesions.already-member',
    'adhesions.under-way',
    'adhesions.starts-in-the-past',
    'adhesions.recount-on-quote',
    'adhesions.quote-unknown',
    'adhesions.quote-not-accepted',
    'adhesions.quote-of-another',
  ],
});

export const leave = endpoint('POST /adhesions/conventions/:id/end', {
  summary: 'Met fin à une convention, et ferme ce qu’elle ouvrait.',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ lastOn: day, reason: z.string().trim().min(5, 'Dites pourquoi en quelques mots.').max(1_000) }),
  refusals: ['adhesions.unknown', 'adhesions.closes-before-it-opens'],
});

export const readRoster = endpoint('GET /adhesions/roster/:payerId', {
  summary: 'Qui est membre du territoire d’un EPCI à une date, compté ou non et pourquoi.',
  params: z.object({ payerId: z.uuid() }),
  query: z.object({ on: day.optional() }),
  response: z.object({
    on: day,
    edition: z.string().nullable(),
    counted: z.number().int(),
    leftOut: z.number().int(),
    unknown: z.number().int(),
    rule: z.string(),
    members: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        since: day,
        until: day.nullable(),
        convention: z.string(),
        isCounted: z.boolean().nullable(),
        why: z.string(),
      }),
    ),
  }),
  refusals: ['adhesions.not-member'],
});
