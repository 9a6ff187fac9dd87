// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals: tokenRefusals, refuse: refuseToken } = defineRefusals({
  'people.token-unknown': { status: 404, says: 'Ce jeton n’existe pas dans cette collectivité, ou il a été retiré.' },
  'people.token-beyond-yours': {
    status: 403,
    says: 'Un jeton ne peut ouvrir que ce que vos propres fonctions ouvrent ici : {permission} n’en est pas.',
  },
  'people.token-not-for-programs': { status: 422, says: 'L’autorisation {permission} ne peut pas être confiée à un programme.' },
  'people.too-many-tokens': { status: 409, says: 'La collectivité a déjà cent jetons en cours : retirez ceux qui ne servent plus.' },
});

/** After another is drawn, a token still serves so long: the program is changed meanwhile. */
export const TOKEN_OVERLAP_HOURS = 72;

const instant = z.iso.datetime({ offset: true });
const permission = z.object({ name: z.string(), label: z.string() });
const id = z.object({ id: z.uuid() });
const proof = ['people.prove-again', 'people.prove-by-signing-in', 'people.proof-wrong'] as const;
const password = z.string().max(1_000).optional().describe('Mon mot de passe, si ma connexion date de plus d’un quart d’heure.');
const drawn = z.object({ id: z.uuid(), token: z.string().describe('N’est dit qu’ici.'), expiresAt: instant });

export const listTokens = endpoint('GET /people/api-tokens', {
  summary: 'Les jetons par lesquels des programmes agissent pour la collectivité.',
  response: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        label: z.string(),
        permissions: z.array(permission.extend({ isHeld: z.boolean().describe('Le garant l’a encore : sinon, le jeton ne l’ouvre plus.') })),
        ending: z.string().describe('Ses quatre derniers caractères.'),
        createdAt: instant,
        expiresAt: instant,
        usedAt: instant.nullable(),
        renewBy: instant.nullable().describe('Son secret est connu de qui s’en portait garant avant : il ne vaut plus ensuite, renouvelez-le.'),
        voucher: z.string().nullable().describe('La personne dont les droits bornent ceux du jeton ; nul si elle ne sert plus la collectivité.'),
        state: z.enum(['active', 'reduced', 'unvouched', 'expired']),
      }),
    ),
    total: z.int(),
  }),
});

export const readTokenChoices = endpoint('GET /people/api-token-choices', {
  summary: 'Les autorisations que je peux confier à un programme.',
  response: z.object({ permissions: z.array(permission), proof: z.enum(['fresh', 'password', 'sign-in']) }),
});

export const createToken = endpoint('POST /people/api-tokens', {
  summary: 'Crée un jeton pour un programme. Il n’est dit qu’ici.',
  body: z.strictObject({
    label: z.string().trim().min(2, 'Dites à quel programme ce jeton est confié.').max(80, 'Saisissez au plus 80 caractères.'),
    permissions: z.array(z.string().max(100)).min(1, 'Choisissez au moins une autorisation.').max(100),
    days: z.int('Saisissez un nombre de jours.').min(1, 'Un jour au moins.').max(365, 'Un jeton dure au plus un an.').default(365),
    password,
  }),
  response: drawn,
  refusals: ['people.token-beyond-yours', 'people.token-not-for-programs', 'people.too-many-tokens', ...proof],
});

export const renewToken = endpoint('POST /people/api-tokens/:id/renewal', {
  summary: 'Tire un nouveau jeton à la place d’un autre, qui sert encore trois jours. Qui le tire en devient le garant.',
  params: id,
  body: z.strictObject({ password }),
  response: drawn,
  refusals: ['people.token-unknown', 'people.token-beyond-yours', ...proof],
});

export const vouchForToken = endpoint('POST /people/api-tokens/:id/voucher', {
  summary: 'Se porte garant d’un jeton, à la place de qui l’était : ce que l’on n’a pas soi-même en est retiré.',
  params: id,
  refusals: ['people.token-unknown', 'people.token-beyond-yours'],
});

export const revokeToken = endpoint('DELETE /people/api-tokens/:id', {
  summary: 'Retire un jeton, à l’instant.',
  params: id,
  refusals: ['people.token-unknown'],
});
