// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals: policyRefusals, refuse: refusePolicy } = defineRefusals({
  'people.policy-roles': { status: 422, says: 'Choisissez au moins un rôle, ou « personne ».' },
  'people.policy-role-unknown': { status: 422, says: 'Le rôle « {role} » n’existe pas dans cette collectivité.' },
  'people.policy-locks-you': {
    status: 409,
    says: 'Vous n’avez pas encore de seconde preuve d’identité : ajoutez-en une à votre compte, ou laissez un délai, sinon vous perdriez l’accès à cet écran.',
  },
});

export const secondFactorPolicies = ['nobody', 'administrators', 'everyone', 'roles'] as const;
export const mailLinkPolicies = ['nobody', 'elected', 'everyone'] as const;

const policy = {
  secondFactor: z.enum(secondFactorPolicies, 'Choisissez à qui une seconde preuve est demandée.'),
  roles: z.array(z.string().max(80)).max(60).describe('Les rôles concernés, quand ils sont choisis un à un.'),
  askedFrom: z.iso.date('Saisissez une date complète.').describe('Premier jour où elle est demandée.'),
  mailLink: z.enum(mailLinkPolicies, 'Choisissez qui peut se connecter par un lien.'),
};

export const readSignInPolicy = endpoint('GET /people/sign-in-policy', {
  summary: 'Ce que la collectivité demande à qui se connecte pour elle, et les personnes qui n’ont pas encore de seconde preuve.',
  response: z.object({
    ...policy,
    roleChoices: z.array(z.object({ key: z.string(), name: z.string() })),
    serving: z.array(z.object({ name: z.string(), title: z.string(), roles: z.array(z.string()), hasSecondFactor: z.boolean() })),
  }),
});

export const changeSignInPolicy = endpoint('PUT /people/sign-in-policy', {
  summary: 'Change ce que la collectivité demande à qui se connecte pour elle.',
  body: z.strictObject(policy),
  refusals: ['people.policy-roles', 'people.policy-role-unknown', 'people.policy-locks-you'],
});

export const askNewSignIn = endpoint('POST /people/mandates/:id/new-sign-in', {
  summary: 'Demande une nouvelle connexion à une personne : ses sessions se ferment, ses droits ne changent pas.',
  params: z.object({ id: z.uuid() }),
  refusals: ['people.mandate-unknown'],
});
