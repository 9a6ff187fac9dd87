// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals: federationRefusals, refuse: refuseFederation } = defineRefusals({
  'people.provider-unknown': { status: 404, says: 'Ce fournisseur d’identité n’existe pas ou n’est plus ouvert.' },
  'people.provider-down': {
    status: 503,
    says: '{name} ne répond pas en ce moment. Connectez-vous avec votre compte Beffroi, ou réessayez dans quelques minutes.',
  },
  'people.link-not-in-support': { status: 403, says: 'Une assistance ne peut pas rattacher une identité : seule la personne le peut.' },
  'people.identity-unknown': { status: 404, says: 'Cette identité n’est pas rattachée à votre compte.' },
});

const providerKey = z.union([z.literal('proconnect'), z.uuid()]);
const location = z.object({ location: z.url().describe('Adresse du fournisseur, où conduire le navigateur.') });

export const listSignInProviders = endpoint('GET /sign-in/providers', {
  scope: 'house',
  summary: 'Les fournisseurs d’identité qu’offre la porte : ProConnect, et ceux que les collectivités de ce domaine de messagerie ont ouverts.',
  query: z.object({ domain: z.string().trim().toLowerCase().max(253).optional() }),
  response: z.object({
    providers: z.array(
      z.object({
        key: providerKey,
        name: z.string(),
        body: z.string().nullable().describe('La collectivité qui l’a ouvert ; aucune pour ProConnect.'),
        isDown: z.boolean().describe('Il ne répondait pas à l’instant.'),
      }),
    ),
  }),
});

export const beginFederatedSignIn = endpoint('POST /sign-in/providers/:provider', {
  scope: 'house',
  summary: 'Commence une connexion par un fournisseur d’identité.',
  params: z.object({ provider: providerKey }),
  body: z.strictObject({
    back: z.string().max(2_000).optional().describe('Page de ce site où revenir.'),
    email: z.email().max(254).optional().describe('Adresse à préremplir chez le fournisseur.'),
    isSilent: z.boolean().optional().describe('N’ouvre rien si la personne n’a pas déjà de session chez le fournisseur.'),
    isStrong: z.boolean().optional().describe('Demande une seconde preuve d’identité.'),
  }),
  response: location,
  refusals: ['people.provider-unknown', 'people.provider-down'],
});

export const linkIdentity = endpoint('POST /identities', {
  scope: 'person',
  summary: 'Commence le rattachement d’une identité extérieure à mon compte.',
  body: z.strictObject({ provider: providerKey }),
  response: location,
  refusals: ['people.provider-unknown', 'people.provider-down', 'people.link-not-in-support', 'people.prove-again'],
});

export const listIdentities = endpoint('GET /identities', {
  scope: 'person',
  summary: 'Mes identités extérieures, et les fournisseurs auxquels je peux en rattacher une.',
  response: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        provider: z.string(),
        email: z.string().nullable(),
        linkedAt: z.iso.datetime(),
        usedAt: z.iso.datetime(),
        linkedHow: z.enum(['email', 'proof']),
      }),
    ),
    total: z.number().int(),
    available: z.array(z.object({ key: providerKey, name: z.string(), body: z.string().nullable() })),
  }),
});

export const unlinkIdentity = endpoint('DELETE /identities/:id', {
  scope: 'person',
  summary: 'Détache une identité extérieure de mon compte, et ferme les sessions qu’elle a ouvertes.',
  params: z.object({ id: z.uuid() }),
  refusals: ['people.identity-unknown', 'people.link-not-in-support'],
});
