// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';
import { entered } from './account.ts';

export const { refusals: factorRefusals, refuse: refuseFactor } = defineRefusals({
  'people.factor-refused': { status: 401, says: 'Ce code n’est pas le bon, ou il a déjà servi.' },
  'people.passkey-refused': { status: 401, says: 'Cette clé d’accès n’a pas été reconnue. Recommencez, ou connectez-vous autrement.' },
  'people.step-over': { status: 410, says: 'Trop de temps a passé, ou trop d’essais ont été faits : reprenez la connexion depuis le début.' },
  'people.prove-again': { status: 403, says: 'Confirmez d’abord que c’est bien vous : votre dernière connexion date de plus de {minutes} minutes.' },
  'people.totp-exists': { status: 409, says: 'Une application de codes est déjà en place : retirez-la avant d’en ajouter une autre.' },
  'people.totp-missing': { status: 409, says: 'Aucune application de codes n’attend d’être confirmée : recommencez.' },
  'people.code-wrong': { status: 422, says: 'Ce code n’est pas le bon, ou il a déjà servi. Vérifiez que l’heure de votre téléphone est juste.' },
  'people.passkey-unknown': { status: 404, says: 'Cette clé d’accès n’existe pas ou a déjà été retirée.' },
  'people.passkey-not-made': { status: 422, says: 'La clé d’accès n’a pas pu être créée : recommencez.' },
  'people.no-second-factor': { status: 409, says: 'Ajoutez d’abord une clé d’accès ou une application de codes.' },
});

const code = z.string().trim().min(6, 'Saisissez le code en entier.').max(40);
/** As WebAuthn writes them; the library that reads them checks every part. */
const response = z.looseObject({
  id: z.string().max(1_400),
  rawId: z.string().max(1_400),
  type: z.literal('public-key'),
  response: z.looseObject({}),
});
const options = z.object({ options: z.record(z.string(), z.unknown()).describe('Options de WebAuthn, pour le navigateur.') });
const recoveryCodes = z.array(z.string()).nullable().describe('Codes de secours, montrés cette seule fois ; aucun s’il y en avait déjà.');
const passkeyName = z.string().trim().min(1, 'Donnez un nom à cette clé.').max(60, 'Saisissez au plus 60 caractères.');

export const giveCode = endpoint('POST /session/second-factor', {
  scope: 'house',
  summary: 'Complète la connexion en cours, ou la session ouverte, par un code d’application ou de secours.',
  body: z.strictObject({ code }),
  response: entered,
  refusals: ['people.factor-refused', 'people.step-over'],
});

export const passkeyOptions = endpoint('POST /session/passkey/options', {
  scope: 'house',
  summary: 'Ce qu’une clé d’accès doit signer pour se connecter. Ne dit rien de quiconque.',
  response: options,
});

export const givePasskey = endpoint('POST /session/passkey', {
  scope: 'house',
  summary: 'Se connecte par une clé d’accès, ou complète par elle la connexion en cours ou la session ouverte.',
  body: z.strictObject({ response }),
  response: entered,
  refusals: ['people.passkey-refused', 'people.step-over'],
});

export const proveAgain = endpoint('POST /prove', {
  scope: 'person',
  summary: 'Confirme par son mot de passe que c’est bien soi, avant de changer ses moyens de connexion.',
  body: z.strictObject({ password: z.string().min(1, 'Saisissez votre mot de passe.').max(1_000) }),
  refusals: ['people.password-wrong'],
});

export const readSignInWays = endpoint('GET /sign-in-ways', {
  scope: 'person',
  summary: 'Mes moyens de connexion.',
  response: z.object({
    methods: z.array(z.string()).describe('Comment cette session a été prouvée, dans les mots de la RFC 8176.'),
    provenAt: z.iso.datetime(),
    hasPassword: z.boolean(),
    totpSince: z.iso.datetime().nullable(),
    recoveryCodesLeft: z.int(),
    passkeys: z.array(
      z.object({ id: z.uuid(), name: z.string(), isSynced: z.boolean(), createdAt: z.iso.datetime(), usedAt: z.iso.datetime().nullable() }),
    ),
  }),
});

export const beginTotp = endpoint('POST /totp', {
  scope: 'person',
  summary: 'Tire le secret d’une application de codes ; il ne vaut qu’une fois confirmé par un code.',
  response: z.object({ secret: z.string(), address: z.string(), picture: z.string().describe('Le code QR, en SVG.') }),
  refusals: ['people.totp-exists', 'people.prove-again'],
});

export const confirmTotp = endpoint('POST /totp/confirm', {
  scope: 'person',
  summary: 'Confirme l’application de codes par un premier code.',
  body: z.strictObject({ code }),
  response: z.object({ recoveryCodes }),
  refusals: ['people.totp-missing', 'people.code-wrong', 'people.prove-again'],
});

export const removeTotp = endpoint('DELETE /totp', {
  scope: 'person',
  summary: 'Retire mon application de codes.',
  refusals: ['people.prove-again'],
});

export const drawRecoveryCodes = endpoint('POST /recovery-codes', {
  scope: 'person',
  summary: 'Tire dix nouveaux codes de secours ; les précédents ne valent plus.',
  response: z.object({ recoveryCodes: z.array(z.string()) }),
  refusals: ['people.no-second-factor', 'people.prove-again'],
});

export const newPasskeyOptions = endpoint('POST /passkeys/options', {
  scope: 'person',
  summary: 'Ce qu’il faut au navigateur pour créer une clé d’accès.',
  response: options,
  refusals: ['people.prove-again'],
});

export const addPasskey = endpoint('POST /passkeys', {
  scope: 'person',
  summary: 'Ajoute une clé d’accès à mon compte.',
  body: z.strictObject({ name: passkeyName, response }),
  response: z.object({ id: z.uuid(), recoveryCodes }),
  refusals: ['people.passkey-not-made', 'people.prove-again'],
});

export const renamePasskey = endpoint('PUT /passkeys/:id', {
  scope: 'person',
  summary: 'Renomme une clé d’accès.',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ name: passkeyName }),
  refusals: ['people.passkey-unknown'],
});

export const removePasskey = endpoint('DELETE /passkeys/:id', {
  scope: 'person',
  summary: 'Retire une clé d’accès de mon compte.',
  params: z.object({ id: z.uuid() }),
  refusals: ['people.passkey-unknown', 'people.prove-again'],
});

export const invitationPasskeyOptions = endpoint('POST /invitation/passkey/options', {
  scope: 'house',
  summary: 'Ce qu’il faut au navigateur pour créer la clé d’accès d’une personne invitée.',
  body: z.strictObject({ secret: z.string().min(20).max(200) }),
  response: options,
  refusals: ['people.invitation-unknown', 'people.invitation-account-lives'],
});

export const acceptInvitationByPasskey = endpoint('POST /invitation/passkey', {
  scope: 'house',
  summary: 'Accepte une invitation en créant une clé d’accès, et ouvre une session.',
  body: z.strictObject({ secret: z.string().min(20).max(200), response }),
  response: z.object({ slug: z.string() }),
  refusals: ['people.invitation-unknown', 'people.invitation-account-lives', 'people.passkey-not-made'],
});
