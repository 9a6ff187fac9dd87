// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals: mandateRefusals, refuse: refuseMandate } = defineRefusals({
  'people.mandate-unknown': { status: 404, says: 'Cette fonction n’existe pas dans cette collectivité.' },
  'people.already-serves': { status: 409, says: 'Cette adresse a déjà une fonction en cours ici : modifiez-la plutôt que d’en ouvrir une autre.' },
  'people.role-unknown': { status: 422, says: 'Le rôle « {role} » n’existe pas dans cette collectivité.' },
  'people.role-beyond-yours': {
    status: 403,
    says: 'Vous ne pouvez pas donner le rôle « {role} » : il ouvre des autorisations que vous n’avez pas vous-même.',
  },
  'people.not-to-oneself': { status: 403, says: 'Une délégation ne permet pas de s’ouvrir ni de modifier sa propre fonction.' },
  'people.last-administrator': {
    status: 409,
    says: 'C’est la seule personne qui administre la collectivité : nommez d’abord un autre administrateur.',
  },
  'people.last-holder': { status: 409, says: 'Cette personne est seule titulaire de {address} : désignez d’abord un autre titulaire.' },
  'people.ends-before-beginning': { status: 422, says: 'Le dernier jour ne peut pas précéder le premier.' },
  'people.elected-needs-end': { status: 422, says: 'Un mandat électif a une date de fin : saisissez-la.' },
  'people.elected-too-long': { status: 422, says: 'Un mandat électif dure au plus dix ans : vérifiez les dates.' },
  'people.dates-out-of-reach': { status: 422, says: 'Cette date est trop éloignée : vérifiez l’année.' },
  'people.mandate-ended': { status: 409, says: 'Cette fonction est déjà close.' },
  'people.mandate-not-ended': { status: 409, says: 'Cette fonction n’a pas été close.' },
});

export const mandateKinds = ['agent', 'elected', 'external'] as const;
export const mandateStates = ['current', 'coming', 'ended'] as const;

const day = z.iso.date('Saisissez une date complète.');
const name = (what: string) => z.string().trim().min(1, `Saisissez ${what}.`).max(100, 'Saisissez au plus 100 caractères.');
const kind = z.enum(mandateKinds, 'Choisissez agent, élu ou intervenant extérieur.');
const roles = z.array(z.string().max(80)).min(1, 'Choisissez au moins un rôle.').max(30);
const email = z.email('Saisissez une adresse électronique complète.').max(254);
const title = name('la fonction, telle qu’elle s’affichera');

const mandateLine = z.object({
  id: z.uuid(),
  name: z.string(),
  title: z.string(),
  kind,
  email: z.string().nullable(),
  roles: z.array(z.object({ key: z.string(), name: z.string() })),
  beginsOn: day,
  endsOn: day.nullable().describe('Dernier jour, inclus.'),
  state: z.enum(mandateStates),
});
export type MandateLine = z.infer<typeof mandateLine>;

export const listMandates = endpoint('GET /people/mandates', {
  summary: 'Les personnes qui servent la collectivité, leurs fonctions et leurs rôles.',
  query: z.object({
    q: z.string().trim().max(100).optional(),
    kind: kind.optional(),
    role: z.string().max(80).optional(),
    state: z.enum(mandateStates).optional(),
    sort: z.enum(['name', 'title', 'begins', 'ends']).default('name'),
    order: z.enum(['asc', 'desc']).default('asc'),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(100).default(25),
  }),
  response: z.object({ rows: z.array(mandateLine), total: z.int() }),
});

export const readMandate = endpoint('GET /people/mandates/:id', {
  summary: 'Une fonction, et les autres de la même personne dans cette collectivité.',
  params: z.object({ id: z.uuid() }),
  response: mandateLine.extend({
    givenName: z.string(),
    familyName: z.string(),
    permissions: z.array(z.object({ name: z.string(), label: z.string() })).describe('Ce que ses rôles lui ouvrent ici.'),
    groups: z.array(z.object({ id: z.uuid(), name: z.string() })),
    genericAccounts: z.array(z.object({ id: z.uuid(), address: z.string(), name: z.string() })),
    others: z.array(mandateLine),
    keptOut: z
      .enum(['asked', 'settled'])
      .nullable()
      .describe('Mandat électif d’une personne à qui l’annuaire de la collectivité ferme l’accès : à confirmer, ou confirmé.'),
    isMine: z.boolean(),
  }),
  refusals: ['people.mandate-unknown'],
});

const given = {
  givenName: name('le prénom'),
  familyName: name('le nom'),
  kind,
  title,
  roles,
  beginsOn: day,
  endsOn: day.nullable(),
};
const whatCanBeRefused = [
  'people.role-unknown',
  'people.role-beyond-yours',
  'people.not-to-oneself',
  'people.ends-before-beginning',
  'people.elected-needs-end',
  'people.elected-too-long',
  'people.dates-out-of-reach',
];

export const openMandate = endpoint('POST /people/mandates', {
  summary: 'Ouvre une fonction à une personne, par son adresse professionnelle. La réponse est la même que cette personne ait déjà un compte ou non.',
  body: z.strictObject({ ...given, email }),
  response: z.object({ id: z.uuid() }),
  refusals: ['people.already-serves', ...whatCanBeRefused],
});

export const changeMandate = endpoint('PUT /people/mandates/:id', {
  summary: 'Modifie une fonction : intitulé, rôles, dates, nature, adresse.',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ ...given, email: email.nullable() }),
  refusals: ['people.mandate-unknown', 'people.already-serves', 'people.last-administrator', 'people.last-holder', ...whatCanBeRefused],
});

export const endMandate = endpoint('POST /people/mandates/:id/end', {
  summary: 'Clôt une fonction après un jour donné.',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ endsOn: day.describe('Dernier jour, inclus.') }),
  refusals: [
    'people.mandate-unknown',
    'people.mandate-ended',
    'people.last-administrator',
    'people.last-holder',
    'people.not-to-oneself',
    'people.ends-before-beginning',
    'people.elected-too-long',
    'people.dates-out-of-reach',
  ],
});

export const reopenMandate = endpoint('POST /people/mandates/:id/reopen', {
  summary: 'Rouvre une fonction close, ou annule sa clôture à venir.',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ endsOn: day.nullable() }),
  refusals: ['people.mandate-unknown', 'people.mandate-not-ended', 'people.already-serves', ...whatCanBeRefused],
});

export const settleKeptOut = endpoint('POST /people/mandates/:id/goes-on', {
  summary: 'Dit que le mandat électif se poursuit, bien que l’annuaire ait fermé l’accès de la personne.',
  params: z.object({ id: z.uuid() }),
  refusals: ['people.mandate-unknown'],
});
