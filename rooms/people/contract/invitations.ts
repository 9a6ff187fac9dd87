// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals: invitationRefusals, refuse: refuseInvitation } = defineRefusals({
  // One sentence for a link that never was, has served, was withdrawn or has run out.
  'people.invitation-unknown': {
    status: 404,
    says: 'Ce lien d’invitation n’est plus valable : il a déjà servi, a été remplacé ou a plus de sept jours. Demandez-en un autre à votre collectivité.',
  },
  'people.invitation-account-lives': { status: 409, says: 'Vous avez déjà un compte : connectez-vous avec votre moyen habituel.' },
  'people.invitation-other-address': {
    status: 403,
    says: 'Cette invitation s’adresse à une autre adresse que celle par laquelle vous vous connectez.',
  },
  'people.invitation-settled': { status: 409, says: 'Cette invitation a déjà été acceptée ou retirée.' },
  'people.invitation-command': { status: 400, says: '{fault} Usage : {usage}' },
  'people.invitation-missing': { status: 404, says: 'Cette invitation n’existe pas dans cette collectivité.' },
});

const secret = z.string().min(20, 'Le lien est incomplet.').max(200);
const password = z.string().min(1, 'Choisissez un mot de passe.').max(1_000, 'Le mot de passe compte au plus 1 000 caractères.');

export const readInvitation = endpoint('POST /invitation/read', {
  scope: 'house',
  summary: 'Dit à qui s’adresse une invitation et pour quelle collectivité. Ne consomme rien.',
  body: z.strictObject({ secret }),
  response: z.object({
    name: z.string(),
    givenName: z.string(),
    email: z.string(),
    body: z.string(),
    lives: z.boolean().describe('Le compte existe déjà.'),
    isTaken: z.boolean().describe('Un autre compte se connecte par cette adresse.'),
  }),
  refusals: ['people.invitation-unknown'],
});

export const acceptInvitation = endpoint('POST /invitation', {
  scope: 'house',
  summary: 'Accepte une invitation en choisissant un mot de passe, et ouvre une session.',
  body: z.strictObject({ secret, password }),
  response: z.object({ slug: z.string() }),
  refusals: [
    'people.invitation-unknown',
    'people.invitation-account-lives',
    'people.password-too-short',
    'people.password-repeats',
    'people.password-names-holder',
  ],
});

export const claimInvitation = endpoint('POST /invitation/claim', {
  scope: 'house',
  summary: 'Joint la fonction d’une invitation au compte connecté, quand il se connecte par l’adresse invitée.',
  body: z.strictObject({ secret }),
  response: z.object({ slug: z.string() }),
  refusals: ['people.invitation-unknown', 'people.invitation-account-lives', 'people.invitation-other-address'],
});

export const listInvitations = endpoint('GET /people/invitations', {
  summary: 'Les invitations envoyées par la collectivité, celles qui attendent d’abord.',
  query: z.object({
    q: z.string().trim().max(100).optional(),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(100).default(25),
  }),
  response: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        email: z.string(),
        invitedAt: z.iso.datetime(),
        expiresAt: z.iso.datetime(),
        state: z.enum(['pending', 'expired', 'accepted', 'revoked']),
      }),
    ),
    total: z.int(),
  }),
});

export const renewInvitation = endpoint('POST /people/invitations/:id/renew', {
  summary: 'Renvoie une invitation par un nouveau lien ; le précédent ne vaut plus.',
  params: z.object({ id: z.uuid() }),
  refusals: ['people.invitation-missing', 'people.invitation-settled'],
});

export const revokeInvitation = endpoint('DELETE /people/invitations/:id', {
  summary: 'Retire une invitation : son lien ne vaut plus. La fonction de la personne n’en est pas changée.',
  params: z.object({ id: z.uuid() }),
  refusals: ['people.invitation-missing', 'people.invitation-settled'],
});
