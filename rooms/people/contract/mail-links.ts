// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';
import { entered } from './account.ts';

export const { refusals: mailLinkRefusals, refuse: refuseMailLink } = defineRefusals({
  'people.mail-link-unknown': {
    status: 404,
    says: 'Ce lien n’est plus valable : il a déjà servi ou date de plus de quinze minutes. Demandez-en un autre.',
  },
  'people.mail-link-elsewhere': {
    status: 403,
    says: 'Ce lien ne s’ouvre que dans le navigateur où vous l’avez demandé. Dans celui-ci, demandez-en un autre ; ou recopiez dans le premier le code du courriel.',
  },
  'people.mail-code-wrong': { status: 422, says: 'Ce code n’est pas celui du dernier courriel, ou il a plus de quinze minutes.' },
});

const email = z.email('Saisissez une adresse électronique complète.').max(254);
const secret = z.string().min(20, 'Le lien est incomplet.').max(200);

export const askMailLink = endpoint('POST /session/link/ask', {
  scope: 'house',
  summary: 'Demande un lien de connexion par courriel. La réponse est la même que l’adresse ait un compte ou non.',
  body: z.strictObject({ email }),
});

export const openMailLink = endpoint('POST /session/link', {
  scope: 'house',
  summary: 'Se connecte par le lien reçu, ou par le code qui l’accompagne, dans le navigateur qui l’a demandé.',
  body: z.strictObject({ secret: secret.optional(), code: z.string().trim().max(20).optional() }),
  response: entered,
  refusals: ['people.mail-link-unknown', 'people.mail-link-elsewhere', 'people.mail-code-wrong'],
});

export const forgetPassword = endpoint('POST /password/forgotten', {
  scope: 'house',
  summary: 'Demande un lien pour choisir un nouveau mot de passe. La réponse est la même que l’adresse ait un compte ou non.',
  body: z.strictObject({ email }),
});

export const choosePassword = endpoint('POST /password', {
  scope: 'house',
  summary: 'Choisit un nouveau mot de passe par le lien reçu, et ferme toutes les sessions.',
  body: z.strictObject({
    secret,
    password: z.string().min(1, 'Saisissez le nouveau mot de passe.').max(1_000, 'Le nouveau mot de passe compte au plus 1 000 caractères.'),
  }),
  response: entered,
  refusals: ['people.mail-link-unknown', 'people.password-too-short', 'people.password-repeats', 'people.password-names-holder'],
});
