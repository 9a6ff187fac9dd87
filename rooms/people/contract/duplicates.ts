// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals: duplicatesRefusals, refuse: refuseLink } = defineRefusals({
  'people.link-code-refused': { status: 422, says: 'Ce code est inconnu, déjà utilisé ou échu. Demandez-en un autre depuis l’autre compte.' },
  'people.link-sign-in-again': {
    status: 403,
    says: 'Réunir deux comptes demande de s’être connecté il y a moins de {minutes} minutes : déconnectez-vous, puis reconnectez-vous.',
  },
  'people.link-unknown': { status: 404, says: 'Ce compte n’est pas réuni au vôtre.' },
});

const account = z.object({ id: z.uuid(), name: z.string(), email: z.string().nullable(), isMain: z.boolean() });
const code = z
  .string('Saisissez le code.')
  .trim()
  .toUpperCase()
  .transform((text) => text.replace(/[\s-]+/g, ''))
  .pipe(z.string().regex(/^[A-Z2-7]{26}$/, 'Le code compte 26 lettres et chiffres : copiez-le en entier.'));

export const listLinkedAccounts = endpoint('GET /linked-accounts', {
  scope: 'person',
  summary: 'Mes comptes réunis : celui-ci d’abord.',
  response: z.object({ rows: z.array(account) }),
});

export const offerLink = endpoint('POST /linked-accounts/offers', {
  scope: 'person',
  summary: 'Tirer un code, bon une fois et dix minutes, à saisir depuis l’autre compte de la même personne.',
  response: z.object({ code: z.string(), expiresAt: z.iso.datetime({ offset: true }) }),
  refusals: ['people.link-sign-in-again'],
});

export const readLinkOffer = endpoint('POST /linked-accounts/read', {
  scope: 'person',
  summary: 'Dit à quel compte mène un code, avant de réunir les deux.',
  body: z.strictObject({ code }),
  response: z.object({ name: z.string(), email: z.string().nullable().describe('Adresse de connexion, en partie cachée.') }),
  refusals: ['people.link-code-refused'],
});

export const linkAccount = endpoint('POST /linked-accounts', {
  scope: 'person',
  summary: 'Réunir mon compte à celui dont j’ai le code ; toutes mes sessions se ferment.',
  body: z.strictObject({ code }),
  refusals: ['people.link-code-refused', 'people.link-sign-in-again'],
});

export const unlinkAccount = endpoint('POST /linked-accounts/:id/unlink', {
  scope: 'person',
  summary: 'Séparer un compte du mien ; toutes mes sessions se ferment.',
  params: z.object({ id: z.uuid() }),
  refusals: ['people.link-unknown'],
});
