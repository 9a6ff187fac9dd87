// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals: appPasswordRefusals, refuse: refuseAppPassword } = defineRefusals({
  'people.prove-again': {
    status: 403,
    says: 'Votre connexion date de plus d’un quart d’heure : saisissez votre mot de passe pour confirmer que c’est bien vous.',
  },
  'people.prove-by-signing-in': {
    status: 403,
    says: 'Votre connexion date de plus d’un quart d’heure : déconnectez-vous, reconnectez-vous, puis recommencez.',
  },
  'people.proof-wrong': { status: 403, says: 'Ce n’est pas votre mot de passe.' },
  'people.device-kind-unknown': { status: 422, says: 'Cette installation ne connecte pas ce genre d’appareil.' },
  'people.device-body-unknown': { status: 422, says: 'Vous ne servez pas cette collectivité aujourd’hui.' },
  'people.too-many-devices': { status: 409, says: 'Vous avez déjà cinquante appareils connectés : retirez ceux qui ne servent plus.' },
  'people.app-password-unknown': { status: 404, says: 'Cet appareil n’est pas, ou n’est plus, connecté à votre compte.' },
});

const instant = z.iso.datetime({ offset: true });
const label = z.string().trim().min(2, 'Donnez un nom à l’appareil, pour le reconnaître.').max(80, 'Saisissez au plus 80 caractères.');
const body = z.object({ id: z.uuid(), name: z.string() });
const help = { fields: z.array(z.object({ label: z.string(), value: z.string() })), steps: z.array(z.string()) };

export const readDeviceChoices = endpoint('GET /device-choices', {
  scope: 'person',
  summary: 'Les genres d’appareils que cette installation connecte, et les collectivités que l’on peut leur ouvrir.',
  response: z.object({
    kinds: z.array(z.object({ key: z.string(), protocol: z.string(), label: z.string(), description: z.string(), ...help })),
    bodies: z.array(body),
    login: z.string().describe('Le nom à saisir dans l’appareil.'),
    proof: z.enum(['fresh', 'password', 'sign-in']).describe('Ce qu’il faut pour connecter un appareil : rien, son mot de passe, ou se reconnecter.'),
  }),
});

export const listAppPasswords = endpoint('GET /app-passwords', {
  scope: 'person',
  summary: 'Les appareils et programmes connectés à mon compte par un mot de passe d’application.',
  response: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        label: z.string(),
        protocols: z.array(z.string()),
        body: body.nullable().describe('La seule collectivité qu’il ouvre ; nul pour toutes.'),
        createdAt: instant,
        expiresAt: instant.nullable(),
        usedAt: instant.nullable(),
        usedBy: z.string().nullable().describe('Par quel protocole et de quelle adresse il a servi en dernier.'),
      }),
    ),
    total: z.int(),
  }),
});

export const createAppPassword = endpoint('POST /app-passwords', {
  scope: 'person',
  summary: 'Connecte un appareil : tire son mot de passe, qui n’est dit qu’ici.',
  body: z.strictObject({
    label,
    kinds: z.array(z.string().max(80)).min(1, 'Choisissez ce que cet appareil ouvre.').max(20),
    organisationId: z.uuid().nullable().default(null),
    days: z.int().min(1).max(3_650).nullable().default(365).describe('Après combien de jours il ne sert plus ; nul : jusqu’à ce qu’on le retire.'),
    password: z.string().max(1_000).optional().describe('Mon mot de passe, si ma connexion date de plus d’un quart d’heure.'),
  }),
  response: z.object({ id: z.uuid(), secret: z.string(), expiresAt: instant.nullable() }),
  refusals: [
    'people.prove-again',
    'people.prove-by-signing-in',
    'people.proof-wrong',
    'people.device-kind-unknown',
    'people.device-body-unknown',
    'people.too-many-devices',
  ],
});

export const renameAppPassword = endpoint('PUT /app-passwords/:id', {
  scope: 'person',
  summary: 'Change le nom d’un appareil.',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ label }),
  refusals: ['people.app-password-unknown'],
});

export const revokeAppPassword = endpoint('DELETE /app-passwords/:id', {
  scope: 'person',
  summary: 'Déconnecte un appareil : son mot de passe ne vaut plus rien, à l’instant.',
  params: z.object({ id: z.uuid() }),
  refusals: ['people.app-password-unknown'],
});
