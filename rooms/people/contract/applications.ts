// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals: applicationsRefusals, refuse: refuseApplication } = defineRefusals({
  'people.application-unknown': { status: 404, says: 'Cette application n’existe pas, ou elle a été fermée.' },
  'people.application-address': { status: 422, says: 'Saisissez une adresse complète qui commence par https://, sans nom d’utilisateur ni « # ».' },
  'people.application-wildcard': { status: 422, says: 'Une adresse de retour s’écrit en entier : ni « * », ni chemin à résoudre (« .. »).' },
  'people.application-loopback': {
    status: 422,
    says: 'Une adresse http:// n’est admise que pour une application installée sur le poste, vers http://localhost ou http://127.0.0.1.',
  },
  'people.application-no-way-in': {
    status: 422,
    says: 'Donnez au moins une adresse de retour, ou ouvrez l’application aux appareils sans navigateur.',
  },
  'people.application-keys-address': { status: 422, says: 'Donnez l’adresse où l’application publie ses clés.' },
  'people.application-challenge': { status: 422, says: 'Une application sans secret doit prouver chaque demande (PKCE).' },
  'people.application-hosts': {
    status: 422,
    says: 'Un identifiant propre à l’application suppose que toutes ses adresses de retour soient sur un même serveur.',
  },
  'people.application-operator-only': { status: 422, says: 'Seul un opérateur peut faire ce choix.' },
  'people.application-group-unknown': { status: 422, says: 'Ce groupe n’existe pas dans la collectivité.' },
  'people.application-secretless': { status: 409, says: 'Cette application s’identifie sans secret.' },
  'people.application-secret-unknown': { status: 404, says: 'Ce secret n’existe pas, ou il ne sert plus.' },
  'people.application-not-entered': { status: 404, says: 'Vous n’avez donné aucun accès à cette application.' },
});

export const authMethods = ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'] as const;
export const applicationIcons = [
  'app',
  'mail',
  'calendar',
  'folder',
  'document',
  'chat',
  'video',
  'book',
  'map',
  'heart',
  'chart',
  'key',
  'tool',
] as const;
/** After another is drawn, a secret still serves so long: the application is changed meanwhile. */
export const SECRET_OVERLAP_HOURS = 72;

const address = z.string().trim().max(500, 'Une adresse compte au plus 500 caractères.');
const id = z.object({ id: z.uuid() });
const scopeNames = [
  'openid',
  'profile',
  'email',
  'organisation',
  'roles',
  'groups',
  'given_name',
  'usual_name',
  'siret',
  'siren',
  'uid',
  'offline_access',
] as const;

const described = {
  name: z.string().trim().min(2, 'Donnez un nom à l’application.').max(80, 'Le nom compte au plus 80 caractères.'),
  description: z.string().trim().max(300, 'La description compte au plus 300 caractères.'),
  url: address.nullable().describe('Où mène sa tuile ; nul pour une application qui s’ouvre d’ailleurs.'),
  icon: z.enum(applicationIcons),
  authMethod: z.enum(authMethods).describe('Comment l’application prouve qui elle est.'),
  jwksUri: address.nullable().describe('Où elle publie ses clés, avec private_key_jwt.'),
  isNative: z.boolean().describe('Installée sur le poste ou le téléphone.'),
  redirectUris: z.array(address).max(20, 'Vingt adresses de retour au plus.'),
  postLogoutUris: z.array(address).max(20, 'Vingt adresses au plus.'),
  backchannelUri: address.nullable().describe('Où la prévenir qu’une session est fermée.'),
  scopes: z.array(z.enum(scopeNames)),
  usesRefresh: z.boolean(),
  usesDevice: z.boolean().describe('Appareils sans clavier ni navigateur (RFC 8628).'),
  subject: z.enum(['public', 'pairwise']).describe('Identifiant de la personne : le même partout, ou propre à cette application.'),
  asksConsent: z.boolean(),
  asksSecondFactor: z.boolean(),
  asksPkce: z.boolean(),
  signsUserinfo: z.boolean(),
  isInternal: z.boolean().describe('Ses adresses sont dans le réseau de l’opérateur.'),
  isForTerritory: z.boolean().describe('Ouverte à toutes les collectivités du territoire.'),
  roles: z.array(z.string().regex(/^[a-z][a-z0-9-]{0,60}$/, 'Ce rôle n’existe pas.')).max(40),
  groupIds: z.array(z.uuid()).max(40),
};

const secret = z.object({
  id: z.uuid(),
  ending: z.string().describe('Ses quatre derniers caractères.'),
  drawnAt: z.iso.datetime({ offset: true }),
  endsAt: z.iso.datetime({ offset: true }).nullable(),
});

const registryRefusals = [
  'people.application-address',
  'people.application-wildcard',
  'people.application-loopback',
  'people.application-no-way-in',
  'people.application-keys-address',
  'people.application-challenge',
  'people.application-hosts',
  'people.application-operator-only',
  'people.application-group-unknown',
] as const;

export const listApplications = endpoint('GET /applications', {
  summary: 'Les applications que la collectivité a déclarées.',
  query: z.object({
    // The database takes no NUL.
    q: z
      .string()
      .trim()
      .max(100)
      .regex(/^[^\0]*$/)
      .catch(''),
    sort: z.enum(['name', 'lastAt']).catch('name'),
    order: z.enum(['asc', 'desc']).catch('asc'),
    page: z.coerce.number().int().min(1).max(10_000).catch(1),
    size: z.coerce.number().int().min(1).max(100).catch(25),
  }),
  response: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        description: z.string(),
        icon: z.enum(applicationIcons),
        isForTerritory: z.boolean(),
        isRestricted: z.boolean().describe('Réservée à des rôles ou à des groupes.'),
        lastAt: z.iso.datetime({ offset: true }).nullable().describe('Dernière entrée.'),
      }),
    ),
    total: z.int(),
  }),
});

export const readApplication = endpoint('GET /applications/:id', {
  summary: 'Une application : ses adresses, ce qu’elle reçoit, qui peut y entrer, ses dernières entrées.',
  params: id,
  response: z.object({
    id: z.uuid(),
    ...described,
    issuer: z.url().describe('À saisir dans l’application.'),
    secrets: z.array(secret),
    uses: z
      .array(z.object({ body: z.string(), persons: z.int(), lastAt: z.iso.datetime({ offset: true }) }))
      .describe('Sur les trente derniers jours.'),
  }),
  refusals: ['people.application-unknown'],
});

export const readApplicationChoices = endpoint('GET /application-choices', {
  summary: 'Ce qui peut être choisi pour une application : rôles et groupes de la collectivité, choix réservés aux opérateurs.',
  response: z.object({
    isOperator: z.boolean(),
    roles: z.array(z.object({ key: z.string(), name: z.string().nullable() })),
    groups: z.array(z.object({ id: z.uuid(), name: z.string() })),
  }),
});

export const registerApplication = endpoint('POST /applications', {
  summary: 'Déclare une application. Son secret, s’il lui en faut un, n’est dit qu’ici.',
  body: z.strictObject(described),
  response: z.object({ id: z.uuid(), secret: z.string().nullable() }),
  refusals: registryRefusals,
});

export const changeApplication = endpoint('PUT /applications/:id', {
  summary: 'Change une application. Qui n’y a plus droit en sort au prochain usage.',
  params: id,
  body: z.strictObject(described),
  refusals: ['people.application-unknown', ...registryRefusals],
});

export const closeApplication = endpoint('DELETE /applications/:id', {
  summary: 'Ferme une application : plus personne n’y entre, ses jetons ne valent plus rien.',
  params: id,
  refusals: ['people.application-unknown'],
});

export const drawApplicationSecret = endpoint('POST /applications/:id/secrets', {
  summary: 'Tire un nouveau secret ; le précédent sert encore trois jours.',
  params: id,
  response: z.object({ secret: z.string(), formerEndsAt: z.iso.datetime({ offset: true }).nullable() }),
  refusals: ['people.application-unknown', 'people.application-secretless'],
});

export const withdrawApplicationSecret = endpoint('DELETE /applications/:id/secrets/:secret', {
  summary: 'Retire un secret à l’instant.',
  params: z.object({ id: z.uuid(), secret: z.uuid() }),
  refusals: ['people.application-secret-unknown'],
});

export const listMyApplications = endpoint('GET /applications', {
  scope: 'person',
  summary: 'Les applications où je suis entré : pour quelle collectivité, ce qu’elles reçoivent, ce que j’ai accepté.',
  response: z.object({
    rows: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        icon: z.string(),
        url: z.string().nullable(),
        bodies: z.array(z.string()),
        scopes: z.array(z.string()),
        agreedAt: z.iso.datetime({ offset: true }).nullable(),
        lastAt: z.iso.datetime({ offset: true }),
      }),
    ),
    total: z.int(),
  }),
});

export const leaveApplication = endpoint('DELETE /applications/:id', {
  scope: 'person',
  summary: 'Retire à une application l’accès que je lui ai donné : ses jetons ne valent plus rien, mon accord est effacé.',
  params: id,
  refusals: ['people.application-not-entered'],
});

export const enterDeviceCode = endpoint('GET /appareil', {
  scope: 'house',
  answer: 'html',
  summary: 'L’adresse courte que les appareils affichent pour être connectés à un compte.',
  query: z.object({ user_code: z.string().max(20).optional().catch(undefined) }),
});
