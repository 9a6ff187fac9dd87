// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals: movementRefusals, refuse: refuseMovement } = defineRefusals({
  'people.movement-unknown': { status: 404, says: 'Ce mouvement n’existe pas dans cette collectivité.' },
  'people.movement-settled': { status: 409, says: 'Ce mouvement est déjà effectué ou annulé.' },
  'people.movement-begun': { status: 409, says: 'Le jour est venu : ce mouvement ne s’annule plus. Passez par les fonctions de chacun.' },
  'people.departure-planned': { status: 409, says: 'Un départ est déjà prévu pour cette personne : annulez-le d’abord.' },
  'people.departure-past': { status: 422, says: 'Le dernier jour est au plus tôt hier, pour un effet immédiat.' },
  'people.departure-own': { status: 422, says: 'Demandez à un autre administrateur de préparer votre propre départ.' },
  'people.successor-leaves': { status: 422, says: 'La personne qui reprend doit servir la collectivité après le départ.' },
  'people.forward-until': { status: 422, says: 'Le renvoi du courrier dure au moins un jour et au plus un an après le départ.' },
  'people.forward-address': { status: 422, says: 'Le renvoi du courrier demande une adresse professionnelle de part et d’autre.' },
  'people.arrival-past': { status: 422, says: 'Le premier jour est au plus tôt aujourd’hui.' },
  'people.step-unknown': { status: 404, says: 'Cette étape n’existe pas ou se fait toute seule.' },
  'people.renewal-past': { status: 422, says: 'Le renouvellement prend effet au plus tôt demain.' },
  'people.renewal-faults': { status: 422, says: 'La liste contient {count} ligne(s) à corriger.' },
  'people.renewal-planned': { status: 409, says: 'Un renouvellement est déjà prévu : annulez-le d’abord.' },
});

export const movementKinds = ['arrival', 'departure', 'renewal'] as const;
export const movementStates = ['planned', 'done', 'cancelled'] as const;

const day = z.iso.date('Saisissez une date complète.');
const kind = z.enum(['agent', 'elected', 'external'], 'Choisissez agent, élu ou intervenant extérieur.');
const id = z.object({ id: z.uuid() });
const name = (what: string) => z.string(`Saisissez ${what}.`).trim().min(1, `Saisissez ${what}.`).max(100, 'Saisissez au plus 100 caractères.');
const email = z.email('Saisissez une adresse électronique complète.').max(254);

const movementLine = z.object({
  id: z.uuid(),
  kind: z.enum(movementKinds),
  state: z.enum(movementStates),
  day,
  title: z.string(),
  reason: z.string().nullable(),
  toDo: z.int().describe('Étapes qui restent à faire.'),
  steps: z.int(),
});

export const listMovements = endpoint('GET /movements', {
  summary: 'Les arrivées, départs et renouvellements de la collectivité.',
  query: z.object({
    kind: z.enum(movementKinds).optional().catch(undefined),
    state: z.enum(movementStates).optional().catch(undefined),
    page: z.coerce.number().int().min(1).max(10_000).catch(1),
    size: z.coerce.number().int().min(1).max(100).catch(25),
  }),
  response: z.object({ rows: z.array(movementLine), total: z.int() }),
});

export const readMovement = endpoint('GET /movements/:id', {
  summary: 'Un mouvement, ses étapes et le renvoi du courrier.',
  params: id,
  response: movementLine.omit({ toDo: true, steps: true }).extend({
    mayCancel: z.boolean(),
    plannedAt: z.iso.datetime({ offset: true }),
    settledAt: z.iso.datetime({ offset: true }).nullable(),
    steps: z.array(
      z.object({
        id: z.uuid(),
        label: z.string(),
        dueOn: day,
        isAutomatic: z.boolean(),
        doneAt: z.iso.datetime({ offset: true }).nullable(),
      }),
    ),
    forwards: z.array(z.object({ address: z.string(), to: z.string(), untilOn: day })),
  }),
  refusals: ['people.movement-unknown'],
});

export const cancelMovement = endpoint('POST /movements/:id/cancel', {
  summary: 'Annuler un mouvement avant son jour : les dates reviennent à ce qu’elles étaient.',
  params: id,
  refusals: ['people.movement-unknown', 'people.movement-settled', 'people.movement-begun'],
});

export const tickStep = endpoint('POST /movements/steps/:id', {
  summary: 'Cocher ou décocher une étape faite à la main.',
  params: id,
  body: z.strictObject({ done: z.boolean() }),
  refusals: ['people.step-unknown'],
});

export const planArrival = endpoint('POST /movements/arrivals', {
  summary: 'Préparer une arrivée : la fonction, les rôles, les groupes et les comptes de service s’ouvrent le premier jour.',
  body: z.strictObject({
    givenName: name('le prénom'),
    familyName: name('le nom'),
    email,
    kind,
    title: name('la fonction, telle qu’elle s’affichera'),
    roles: z.array(z.string().max(80)).min(1, 'Choisissez au moins un rôle.').max(30),
    beginsOn: day,
    endsOn: day.nullable(),
    unitId: z.uuid().nullable(),
    groups: z.array(z.uuid()).max(50),
    genericAccounts: z.array(z.uuid()).max(50),
    welcomeBy: z.string().trim().max(100).describe('Qui accueille, en toutes lettres.'),
    steps: z.array(z.string().trim().min(1).max(200)).max(30).describe('Ce qui est à faire à la main avant l’arrivée.'),
  }),
  response: z.object({ id: z.uuid() }),
  refusals: [
    'people.arrival-past',
    'people.already-serves',
    'people.role-unknown',
    'people.role-beyond-yours',
    'people.not-to-oneself',
    'people.ends-before-beginning',
    'people.elected-needs-end',
    'people.elected-too-long',
    'people.dates-out-of-reach',
    'people.unit-unknown',
  ],
});

export const previewDeparture = endpoint('GET /movements/departures/:id', {
  summary: 'Ce que tient dans la collectivité la personne d’une fonction : ce qu’un départ clora, et ce qui peut être remis.',
  params: id,
  response: z.object({
    name: z.string(),
    mandates: z.array(z.object({ id: z.uuid(), title: z.string(), endsOn: day.nullable(), email: z.string().nullable() })),
    holds: z.array(
      z.object({
        name: z.string(),
        label: z.string(),
        canBeHandedOver: z.boolean(),
        things: z.array(z.object({ id: z.string(), label: z.string() })),
      }),
    ),
    successors: z.array(z.object({ id: z.uuid(), name: z.string(), title: z.string(), email: z.string().nullable() })),
  }),
  refusals: ['people.mandate-unknown'],
});

export const planDeparture = endpoint('POST /movements/departures', {
  summary: 'Préparer un départ : tout se clôt après le dernier jour ; ce qui est remis l’est aussitôt.',
  body: z.strictObject({
    mandateId: z.uuid('Choisissez qui part.'),
    lastDay: day,
    reason: z.enum(['end-of-mandate', 'mutation', 'retirement', 'resignation', 'other'], 'Choisissez le motif.'),
    handOver: z.record(z.string().max(100), z.uuid()).describe('Pour chaque chose tenue, la fonction de qui la reprend.'),
    forward: z.strictObject({ to: z.uuid('Choisissez à qui renvoyer.'), untilOn: day }).nullable(),
    steps: z.array(z.string().trim().min(1).max(200)).max(30),
  }),
  response: z.object({ id: z.uuid() }),
  refusals: [
    'people.mandate-unknown',
    'people.departure-planned',
    'people.departure-past',
    'people.departure-own',
    'people.successor-leaves',
    'people.forward-until',
    'people.forward-address',
    'people.last-administrator',
    'people.last-holder',
    'people.not-to-oneself',
    'people.ends-before-beginning',
    'people.elected-too-long',
    'people.dates-out-of-reach',
  ],
});

export const renewalOutcomes = ['stays', 'changes', 'comes', 'leaves'] as const;
export type RenewalOutcome = (typeof renewalOutcomes)[number];
const renewal = z.strictObject({
  list: z
    .string('Collez ou déposez la liste du nouveau conseil.')
    .min(1, 'Collez ou déposez la liste du nouveau conseil.')
    .max(500_000, 'La liste est trop longue.'),
  day,
  endsOn: day,
});
export const previewRenewal = endpoint('POST /movements/renewals/preview', {
  summary: 'Comparer la liste du nouveau conseil à l’actuel : qui reste, change de fonction, arrive, part.',
  body: renewal,
  response: z.object({
    lines: z.array(
      z.object({
        outcome: z.enum(renewalOutcomes),
        name: z.string(),
        title: z.string(),
        before: z.string().nullable().describe('Fonction actuelle, si elle change ou prend fin.'),
        email: z.string().nullable(),
      }),
    ),
    faults: z.array(z.object({ line: z.int(), says: z.string() })),
  }),
  refusals: ['people.renewal-past'],
});
export const planRenewal = endpoint('POST /movements/renewals', {
  summary: 'Renouveler l’assemblée en un acte, qui s’annule avant son jour.',
  body: renewal,
  response: z.object({ id: z.uuid() }),
  refusals: [
    'people.renewal-past',
    'people.renewal-faults',
    'people.renewal-planned',
    'people.role-unknown',
    'people.role-beyond-yours',
    'people.last-administrator',
    'people.ends-before-beginning',
    'people.elected-too-long',
    'people.dates-out-of-reach',
  ],
});
