// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals: ldapRefusals, refuse: refuseLdap } = defineRefusals({
  'people.reader-unknown': { status: 404, says: 'Ce lecteur n’existe pas dans cette collectivité, ou est déjà révoqué.' },
  'people.reader-name-taken': { status: 409, says: 'Un lecteur porte déjà ce nom.' },
  'people.ldap-trial-refused': { status: 422, says: 'L’annuaire refuse cette connexion : identifiant ou mot de passe d’application incorrect.' },
});

export const readLdap = endpoint('GET /people/ldap', {
  summary: 'Les paramètres de l’annuaire LDAP de la collectivité.',
  response: z.object({
    host: z.string().describe('Nom à donner aux serveurs qui se raccordent.'),
    port: z.int().nullable().describe('En clair puis StartTLS ; absent quand il n’est pas ouvert.'),
    tlsPort: z.int().nullable().describe('Chiffré d’emblée (LDAPS) ; absent quand il n’est pas ouvert.'),
    hasTls: z.boolean(),
    base: z.string(),
    people: z.string(),
    groups: z.string(),
    readers: z.string().describe('Où se rangent les lecteurs.'),
  }),
});

const reader = z.object({
  id: z.uuid(),
  name: z.string(),
  label: z.string(),
  dn: z.string(),
  createdAt: z.iso.datetime(),
  usedAt: z.iso.datetime().nullable(),
});
export type LdapReader = z.infer<typeof reader>;

export const listReaders = endpoint('GET /people/ldap/readers', {
  summary: 'Les serveurs qui lisent l’annuaire LDAP de la collectivité.',
  response: z.object({ rows: z.array(reader), total: z.int() }),
});

export const addReader = endpoint('POST /people/ldap/readers', {
  summary: 'Ouvre l’annuaire LDAP à un serveur. Son mot de passe n’est montré que dans cette réponse.',
  body: z.strictObject({
    name: z
      .string()
      .trim()
      .regex(
        /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/,
        'Saisissez des lettres minuscules sans accent, des chiffres ou des tirets (40 caractères au plus).',
      ),
    label: z.string().trim().min(2, 'Dites à quoi il sert.').max(120, 'Saisissez au plus 120 caractères.'),
  }),
  response: z.object({ id: z.uuid(), dn: z.string(), secret: z.string() }),
  refusals: ['people.reader-name-taken'],
});

export const revokeReader = endpoint('DELETE /people/ldap/readers/:id', {
  summary: 'Ferme l’annuaire LDAP à un serveur, aussitôt.',
  params: z.object({ id: z.uuid() }),
  refusals: ['people.reader-unknown'],
});

export const tryLdap = endpoint('POST /people/ldap/trial', {
  summary: 'Essaie une connexion à l’annuaire, comme le ferait un serveur, et dit ce qu’elle ouvre.',
  body: z.strictObject({
    name: z.string().trim().min(1, 'Saisissez l’identifiant.').max(500),
    secret: z.string().trim().min(1, 'Saisissez le mot de passe d’application.').max(500),
  }),
  response: z.object({ dn: z.string(), entries: z.int().describe('Fiches visibles dans cette collectivité.') }),
  refusals: ['people.ldap-trial-refused'],
});
