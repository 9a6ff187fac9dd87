// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals: delegationRefusals, refuse: refuseDelegation } = defineRefusals({
  'people.delegation-unknown': { status: 404, says: 'Cette délégation n’existe pas, ou n’a pas été accordée par cette collectivité.' },
  'people.delegation-ended': { status: 409, says: 'Cette délégation a déjà pris fin.' },
  'people.delegation-beyond-territory': { status: 422, says: '{name} n’est pas de votre ressort : vous ne pouvez rien y déléguer.' },
  'people.delegation-not-allowed': { status: 403, says: 'Votre collectivité n’a pas reçu le droit de déléguer à son tour.' },
  'people.delegate-out-of-reach': { status: 422, says: 'La délégation ne peut aller qu’à votre collectivité ou à celles de votre ressort.' },
  'people.permission-not-delegable': { status: 422, says: 'L’autorisation « {permission} » ne se délègue pas.' },
  'people.role-not-delegable': { status: 422, says: 'Le rôle « {role} » ne peut pas être donné par délégation.' },
  'people.delegation-narrower': { status: 403, says: 'Vous ne pouvez pas déléguer plus que ce qui vous a été délégué.' },
  'people.delegation-too-deep': { status: 422, says: 'Une délégation se transmet au plus deux fois.' },
  'people.body-not-reached': { status: 404, says: 'Vous n’agissez pas pour cette collectivité.' },
});

export const delegationCovers = ['body', 'members', 'territory'] as const;

const day = z.iso.date('Saisissez une date complète.');
const body = z.object({ id: z.uuid(), slug: z.string(), name: z.string() });
const delegation = z.object({
  id: z.uuid(),
  granter: body,
  delegate: body,
  administered: body,
  covers: z.enum(delegationCovers),
  permissions: z.array(z.object({ name: z.string(), label: z.string() })),
  roles: z.array(z.object({ key: z.string(), name: z.string() })).describe('Rôles que le délégataire peut donner.'),
  mayDelegate: z.boolean(),
  beginsOn: day,
  endsOn: day.nullable(),
  revokedAt: z.iso.datetime().nullable(),
  state: z.enum(['current', 'coming', 'ended']),
  isOurs: z.boolean().describe('Accordée par cette collectivité, qui peut la révoquer.'),
});
export type DelegationLine = z.infer<typeof delegation>;

const choice = z.object({
  parent: z.object({ by: z.uuid(), id: z.uuid() }).nullable().describe('La délégation reçue dont celle-ci découlerait ; aucune pour un opérateur.'),
  bodies: z
    .array(body.extend({ covers: z.array(z.enum(delegationCovers)) }))
    .describe('Collectivités d’un EPCI ; celles d’un opérateur se cherchent.'),
  permissions: z.array(z.object({ name: z.string(), label: z.string() })),
  roles: z.array(z.object({ key: z.string(), name: z.string() })),
});

export const listDelegations = endpoint('GET /people/delegations', {
  summary: 'Les délégations accordées par la collectivité, reçues par elle, ou qui portent sur elle.',
  query: z.object({
    way: z.enum(['granted', 'received', 'over-us']).optional(),
    state: z.enum(['current', 'coming', 'ended']).optional(),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(100).default(25),
  }),
  response: z.object({ rows: z.array(delegation), total: z.int() }),
});

export const readDelegationChoices = endpoint('GET /people/delegations/choices', {
  summary: 'Ce que la collectivité peut déléguer, et à qui.',
  response: z.object({ isOperator: z.boolean(), choices: z.array(choice) }),
});

export const grantDelegation = endpoint('POST /people/delegations', {
  summary: 'Délègue l’administration de collectivités à une autre.',
  body: z.strictObject({
    parent: z.strictObject({ by: z.uuid(), id: z.uuid() }).nullable(),
    delegate: z.uuid('Choisissez la collectivité qui administrera.'),
    administered: z.uuid('Choisissez la collectivité à administrer.'),
    covers: z.enum(delegationCovers, 'Choisissez la portée.'),
    permissions: z.array(z.string().max(100)).min(1, 'Choisissez au moins une autorisation.').max(100),
    roles: z.array(z.string().max(80)).max(50),
    mayDelegate: z.boolean(),
    beginsOn: day,
    endsOn: day.nullable(),
  }),
  response: z.object({ id: z.uuid() }),
  refusals: [
    'people.delegation-unknown',
    'people.delegation-beyond-territory',
    'people.delegation-not-allowed',
    'people.delegate-out-of-reach',
    'people.permission-not-delegable',
    'people.permission-beyond-yours',
    'people.role-not-delegable',
    'people.delegation-narrower',
    'people.delegation-too-deep',
    'people.ends-before-beginning',
    'people.dates-out-of-reach',
  ],
});

export const revokeDelegation = endpoint('POST /people/delegations/:id/revoke', {
  summary: 'Met fin à une délégation, et à toutes celles qui en découlent, dès la demande suivante.',
  params: z.object({ id: z.uuid() }),
  refusals: ['people.delegation-unknown', 'people.delegation-ended'],
});

export const readPlace = endpoint('GET /bodies/:slug', {
  scope: 'person',
  summary: 'Ce que la personne connectée peut faire pour une collectivité, par ses fonctions ou par délégation.',
  params: z.object({ slug: z.string().max(120) }),
  response: z.object({
    organisation: z.object({ id: z.uuid(), slug: z.string(), name: z.string(), kind: z.string() }),
    roles: z.array(z.string()),
    permissions: z.array(z.string()),
    rights: z.array(z.string()),
    through: z.array(z.string()).describe('Collectivités par lesquelles elle agit ici ; aucune si elle y a une fonction.'),
  }),
  refusals: ['people.body-not-reached'],
});

export const searchDelegatedBodies = endpoint('GET /delegated-bodies', {
  scope: 'person',
  summary: 'Cherche parmi les collectivités que la personne administre par délégation.',
  query: z.object({ q: z.string().trim().max(100).default(''), limit: z.coerce.number().int().min(1).max(20).default(10) }),
  response: z.object({ rows: z.array(z.object({ id: z.uuid(), slug: z.string(), name: z.string(), kind: z.string() })) }),
});
