// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals: identityProviderRefusals, refuse: refuseProvider } = defineRefusals({
  'people.own-provider-unknown': { status: 404, says: 'Ce fournisseur d’identité n’est pas enregistré pour votre collectivité.' },
  'people.issuer-refused': { status: 422, says: 'Cette adresse n’est pas celle d’un fournisseur d’identité joignable en https : vérifiez-la.' },
  'people.issuer-silent': {
    status: 422,
    says: 'Aucun fournisseur d’identité ne répond à cette adresse, ou sa description (/.well-known/openid-configuration) n’est pas valable.',
  },
  'people.issuer-twice': { status: 409, says: 'Ce fournisseur d’identité est déjà enregistré pour votre collectivité.' },
  'people.secret-missing': { status: 422, says: 'Saisissez le secret que le fournisseur vous a remis.' },
  'people.domain-shared': {
    status: 422,
    says: '« {domain} » est un domaine de messagerie ouvert à tous : une adresse n’y prouve rien. Indiquez un domaine de votre collectivité.',
  },
  'people.domain-not-proved': {
    status: 422,
    says: 'L’enregistrement TXT « {expected} » n’a pas été trouvé sur « {domain} ». Il faut parfois une heure pour qu’il paraisse.',
  },
  'people.domain-unknown': { status: 404, says: 'Ce domaine n’est pas déclaré pour ce fournisseur.' },
  'people.break-glass-missing': {
    status: 422,
    says: 'Nommez au moins une personne de secours, qui pourra se connecter si le fournisseur ne répond pas.',
  },
  'people.force-unproved': {
    status: 422,
    says: 'Avant d’imposer ce fournisseur, connectez-vous une fois par lui, ou soyez vous-même une personne de secours connectée avec une seconde preuve : sinon vous seriez le premier enfermé dehors.',
  },
  'people.break-glass-stranger': { status: 422, says: 'L’une de ces personnes n’a pas de fonction dans votre collectivité aujourd’hui.' },
  'people.proconnect-absent': { status: 409, says: 'ProConnect n’est pas configuré sur cette installation : demandez-le à votre opérateur.' },
});

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, 'Saisissez un nom de domaine, tel que mairie-exemple.fr.');
const claimName = z
  .string()
  .trim()
  .regex(/^[\w.:/-]{1,100}$/, 'Saisissez le nom de la donnée tel que le fournisseur l’écrit, par exemple email.');

export const providerBody = z.strictObject({
  kind: z.enum(['oidc', 'proconnect']),
  name: z.string().trim().min(2, 'Donnez un nom d’au moins deux caractères.').max(60, 'Le nom compte au plus 60 caractères.'),
  issuer: z.string().trim().max(500).default('').describe('Adresse du fournisseur (issuer), ou de sa description.'),
  clientId: z.string().trim().max(300).default(''),
  clientSecret: z.string().trim().max(500).default('').describe('Vide : garder celui qui est enregistré.'),
  tokenMethod: z.enum(['client_secret_basic', 'client_secret_post']).default('client_secret_basic'),
  scopes: z.string().trim().max(500).default('openid profile email'),
  claimNames: z
    .strictObject({ email: claimName, givenName: claimName, familyName: claimName, siret: claimName.or(z.literal('')) })
    .default({ email: 'email', givenName: 'given_name', familyName: 'family_name', siret: '' }),
  signsUserinfo: z.boolean().default(false),
  askedAcr: z.string().trim().max(200).default(''),
  idpHint: z.string().trim().max(100).default(''),
  domains: z.array(domain).max(50, 'Cinquante domaines au plus.'),
  isForced: z.boolean(),
  breakGlass: z.array(z.uuid()).max(20, 'Vingt personnes de secours au plus.'),
});

const registered = z.object({
  id: z.uuid(),
  kind: z.enum(['oidc', 'proconnect']),
  name: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  tokenMethod: z.enum(['client_secret_basic', 'client_secret_post']),
  scopes: z.string(),
  claimNames: z.object({ email: z.string(), givenName: z.string(), familyName: z.string(), siret: z.string() }),
  signsUserinfo: z.boolean(),
  askedAcr: z.string(),
  idpHint: z.string(),
  domains: z.array(z.object({ name: z.string(), isProved: z.boolean() })),
  isForced: z.boolean(),
  breakGlass: z.array(z.object({ mandateId: z.uuid(), name: z.string() })),
  isDown: z.boolean(),
  returnAddress: z.string().describe('Adresse de retour à déclarer chez le fournisseur.'),
  leavingAddress: z.string().describe('Adresse de retour après déconnexion.'),
});
export type RegisteredProvider = z.infer<typeof registered>;

export const listIdentityProviders = endpoint('GET /identity-providers', {
  summary: 'Les fournisseurs d’identité de la collectivité.',
  response: z.object({
    rows: z.array(registered),
    total: z.int(),
    hasProConnect: z.boolean().describe('L’installation est raccordée à ProConnect.'),
    proof: z.string().describe('Enregistrement TXT qui prouve qu’un domaine est à la collectivité.'),
  }),
});

const savingRefusals = [
  'people.issuer-refused',
  'people.issuer-silent',
  'people.issuer-twice',
  'people.secret-missing',
  'people.domain-shared',
  'people.break-glass-missing',
  'people.break-glass-stranger',
  'people.force-unproved',
  'people.proconnect-absent',
] as const;

export const addIdentityProvider = endpoint('POST /identity-providers', {
  summary: 'Enregistre un fournisseur d’identité, après avoir vérifié qu’il répond.',
  body: providerBody,
  response: z.object({ id: z.uuid() }),
  refusals: savingRefusals,
});

export const changeIdentityProvider = endpoint('PUT /identity-providers/:id', {
  summary: 'Change un fournisseur d’identité.',
  params: z.object({ id: z.uuid() }),
  body: providerBody,
  response: z.object({ id: z.uuid() }),
  refusals: ['people.own-provider-unknown', ...savingRefusals],
});

export const closeIdentityProvider = endpoint('DELETE /identity-providers/:id', {
  summary: 'Retire un fournisseur d’identité : les identités qu’il prouvait sont détachées, et ses sessions n’ouvrent plus rien.',
  params: z.object({ id: z.uuid() }),
  refusals: ['people.own-provider-unknown'],
});

export const proveProviderDomain = endpoint('POST /identity-providers/:id/domains/:domain/proof', {
  summary: 'Vérifie l’enregistrement TXT par lequel la collectivité prouve qu’un domaine est à elle.',
  params: z.object({ id: z.uuid(), domain }),
  refusals: ['people.own-provider-unknown', 'people.domain-unknown', 'people.domain-not-proved'],
});
