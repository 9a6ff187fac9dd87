// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals, refuse } = defineRefusals({
  // One sentence for an unknown address, a wrong password and an ended mandate: it tells nobody whether an account exists.
  'people.sign-in-refused': { status: 401, says: 'Adresse électronique ou mot de passe incorrect.' },
  'people.too-many-sign-ins': { status: 503, says: 'Beaucoup de personnes se connectent en ce moment. Réessayez dans {seconds} secondes.' },
  'people.prove-work': {
    status: 429,
    says: 'Votre navigateur doit d’abord faire un calcul de quelques secondes : trop d’essais ont été faits sur ce compte.',
  },
  'people.sign-in-by-mail': {
    status: 429,
    says: 'Trop d’essais ont été faits sur ce compte depuis des appareils inconnus. Connectez-vous depuis un appareil habituel ou par une clé d’accès, ou choisissez un nouveau mot de passe par courriel.',
  },
  'people.session-unknown': { status: 404, says: 'Cette session n’existe pas ou est déjà fermée.' },
  'people.device-unknown': { status: 404, says: 'Ce navigateur n’est pas connu ou a déjà été oublié.' },
  'people.device-in-use': { status: 409, says: 'C’est le navigateur dont vous vous servez : déconnectez-vous plutôt.' },
  'people.password-wrong': { status: 422, says: 'Le mot de passe actuel n’est pas celui-ci.' },
  'people.password-unchanged': { status: 422, says: 'Le nouveau mot de passe est le même que l’actuel.' },
  'people.password-too-short': { status: 422, says: 'Le nouveau mot de passe doit compter au moins {least} caractères.' },
  'people.password-repeats': { status: 422, says: 'Le nouveau mot de passe répète trop peu de caractères différents : il se devinerait.' },
  'people.password-names-holder': { status: 422, says: 'Le nouveau mot de passe contient votre nom ou votre adresse : il se devinerait.' },
});

// What the platform answers and this room shows.
export { chooseMail, listNotices, markRead, readMailChoice } from '#platform/notify/contract.ts';
export { listOutbox, readOutbox } from '#platform/mail/contract.ts';

const mandate = z.object({
  organisation: z.object({ id: z.uuid(), slug: z.string(), name: z.string(), kind: z.string() }),
  title: z.string().describe('Fonction exercée, telle qu’elle s’affiche.'),
  roles: z.array(z.string()),
  permissions: z.array(z.string()),
  rights: z.array(z.string()).describe('Droits que la collectivité détient.'),
  locked: z.enum(['second-factor', 'provider']).nullable().describe('Pourquoi cette fonction n’ouvre rien dans cette session, le cas échéant.'),
});

const me = z.object({
  person: z.object({ id: z.uuid(), name: z.string() }),
  supportedBy: z.string().nullable().describe('Le technicien qui agit au nom de la personne, le cas échéant.'),
  supportSecondsLeft: z
    .int()
    .nullable()
    .describe('Secondes avant que l’assistance ne prenne fin d’elle-même ; l’horloge de l’appareil n’y change rien.'),
  mandates: z.array(mandate),
  delegates: z.boolean().describe('D’autres collectivités sont administrées par délégation : `/api/me/delegated-bodies` les cherche.'),
});

export const secondFactors = ['totp', 'passkey', 'recovery'] as const;
/** The person who is in; or, where a second factor is asked first, null and the ways to give it. */
export const entered = z.object({
  person: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  secondFactor: z.array(z.enum(secondFactors)).describe('Comment compléter la connexion, quand une seconde preuve est demandée.'),
});

export const signIn = endpoint('POST /session', {
  scope: 'house',
  summary: 'Ouvre une session avec une adresse électronique et un mot de passe.',
  body: z.strictObject({
    email: z.email('Saisissez une adresse électronique complète.').max(254),
    password: z.string().min(1, 'Saisissez votre mot de passe.').max(1_000),
    work: z
      .strictObject({ challenge: z.string().max(300), answer: z.string().max(40) })
      .optional()
      .describe('Le calcul demandé par un refus précédent.'),
  }),
  response: entered,
  refusals: ['people.sign-in-refused', 'people.too-many-sign-ins', 'people.prove-work', 'people.sign-in-by-mail'],
});

export const signOut = endpoint('DELETE /session', {
  scope: 'house',
  summary: 'Ferme la session de ce navigateur, et dit où la fermer aussi quand un fournisseur d’identité l’avait ouverte.',
  response: z.object({ location: z.url() }).optional(),
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

export const showLetter = endpoint('GET /outbox/:id/page', {
  answer: 'file',
  summary: 'La mise en forme d’un message, telle que son destinataire la voit, dans une page isolée.',
  params: z.object({ id: z.uuid() }),
  refusals: ['mail.unknown'],
});

export const readAccount = endpoint('GET /account', {
  scope: 'person',
  summary: 'Mon compte : nom, adresse de connexion, dernier changement de mot de passe.',
  response: z.object({ name: z.string(), email: z.string(), passwordChangedAt: z.iso.datetime().nullable().describe('Aucun : sans mot de passe.') }),
});

export const changePassword = endpoint('PUT /password', {
  scope: 'person',
  summary: 'Change mon mot de passe et ferme mes autres sessions.',
  body: z.strictObject({
    current: z.string().min(1, 'Saisissez votre mot de passe actuel.').max(1_000),
    next: z.string().min(1, 'Saisissez le nouveau mot de passe.').max(1_000, 'Le nouveau mot de passe compte au plus 1 000 caractères.'),
  }),
  response: z.object({ closed: z.number().int().describe('Nombre d’autres sessions fermées.') }),
  refusals: [
    'people.password-wrong',
    'people.password-unchanged',
    'people.password-too-short',
    'people.password-repeats',
    'people.password-names-holder',
  ],
});

export const listSessions = endpoint('GET /sessions', {
  scope: 'person',
  summary: 'Mes sessions ouvertes, celle-ci d’abord, puis les plus récentes.',
  response: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        device: z.string().describe('Navigateur et système, tels que l’appareil les annonce.'),
        openedAt: z.iso.datetime(),
        seenAt: z.iso.datetime().describe('Dernière utilisation, à cinq minutes près.'),
        endsAt: z.iso.datetime(),
        isThis: z.boolean(),
      }),
    ),
    total: z.number().int(),
  }),
});

export const listDevices = endpoint('GET /devices', {
  scope: 'person',
  summary: 'Les navigateurs depuis lesquels je me suis connecté, celui-ci d’abord.',
  response: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        device: z.string().describe('Navigateur et système, tels que l’appareil les annonce.'),
        firstSeenAt: z.iso.datetime(),
        seenAt: z.iso.datetime().describe('Dernière connexion.'),
        isThis: z.boolean(),
      }),
    ),
    total: z.int(),
  }),
});

export const forgetDevice = endpoint('DELETE /devices/:id', {
  scope: 'person',
  summary: 'Oublie un navigateur et ferme ses sessions : sa prochaine connexion me sera signalée.',
  params: z.object({ id: z.uuid() }),
  refusals: ['people.device-unknown', 'people.device-in-use'],
});

export const closeSession = endpoint('DELETE /sessions/:id', {
  scope: 'person',
  summary: 'Ferme une de mes sessions.',
  params: z.object({ id: z.uuid() }),
  refusals: ['people.session-unknown'],
});

export const closeOtherSessions = endpoint('DELETE /sessions', {
  scope: 'person',
  summary: 'Ferme toutes mes sessions, sauf celle-ci.',
  response: z.object({ closed: z.number().int() }),
});
