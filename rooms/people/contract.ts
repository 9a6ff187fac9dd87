// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals, refuse } = defineRefusals({
  // One sentence for an unknown address, a wrong password and an ended mandate: it tells nobody whether an account exists.
  'people.sign-in-refused': { status: 401, says: 'Adresse électronique ou mot de passe incorrect.' },
});

const mandate = z.object({
  organisation: z.object({ id: z.uuid(), slug: z.string(), name: z.string(), kind: z.string() }),
  title: z.string().describe('Fonction exercée, telle qu’elle s’affiche.'),
  roles: z.array(z.string()),
  permissions: z.array(z.string()),
  rights: z.array(z.string()).describe('Droits que la collectivité détient.'),
});

const me = z.object({
  person: z.object({ id: z.uuid(), name: z.string() }),
  mandates: z.array(mandate),
});

export const signIn = endpoint('POST /session', {
  scope: 'house',
  summary: 'Ouvre une session avec une adresse électronique et un mot de passe.',
  body: z.strictObject({
    email: z.email('Saisissez une adresse électronique complète.').max(254),
    password: z.string().min(1, 'Saisissez votre mot de passe.').max(1_000),
  }),
  response: z.object({ person: z.object({ id: z.uuid(), name: z.string() }) }),
  refusals: ['people.sign-in-refused'],
});

export const signOut = endpoint('DELETE /session', {
  scope: 'house',
  summary: 'Ferme la session de ce navigateur.',
});

export const readMe = endpoint('GET /', {
  scope: 'person',
  summary: 'Dit qui est connecté, et pour quelles collectivités il peut agir.',
  response: me,
});

export const searchEverything = endpoint('GET /search', {
  scope: 'person',
  summary: 'Cherche dans tout ce que la personne peut voir.',
  query: z.object({ q: z.string().trim().min(2, 'Saisissez au moins deux caractères.').max(100) }),
  response: z.object({ hits: z.array(z.object({ source: z.string(), title: z.string(), detail: z.string(), href: z.string() })) }),
});
