// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineRefusals, endpoint } from '#platform/http/contract.ts';

export const { refusals: laSuiteRefusals, refuse: refuseLaSuite } = defineRefusals({
  'people.suite-operators-only': { status: 422, says: 'Seul un opérateur ouvre les applications de La Suite.' },
  'people.suite-service-unknown': { status: 404, says: 'Cette application n’existe pas, ou elle est retirée.' },
  'people.suite-body-unknown': { status: 422, says: 'Cette collectivité n’est pas dans votre territoire.' },
  'people.suite-already-open': { status: 409, says: 'Cette application est déjà ouverte à cette collectivité.' },
  'people.suite-subscription-unknown': { status: 404, says: 'Cette ouverture n’existe pas, ou elle est déjà close.' },
});

export const suiteKinds = ['drive', 'messages', 'calendars', 'docs', 'meet', 'adc', 'esd', 'proconnect', 'other'] as const;
export const suiteKindNames: Readonly<Record<(typeof suiteKinds)[number], string>> = {
  drive: 'Fichiers (Drive)',
  messages: 'Messagerie (Messages)',
  calendars: 'Agendas (Calendars)',
  docs: 'Documents (Docs)',
  meet: 'Visioconférence (Visio)',
  adc: 'Adresse et site (ADC)',
  esd: 'Espace sur demande (ESD)',
  proconnect: 'Fournisseur d’identité ProConnect',
  other: 'Autre application',
};
export const maturities = ['alpha', 'beta', 'stable'] as const;

const address = z.url({ protocol: /^https?$/, error: 'Saisissez une adresse complète, qui commence par https://.' }).max(500);
const bytes = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullable();

const content = {
  kind: z.enum(suiteKinds),
  name: z.string().trim().min(2, 'Saisissez le nom de l’application.').max(80, 'Saisissez au plus 80 caractères.'),
  url: address,
  logoUrl: address.nullable(),
  maturity: z.enum(maturities),
  rank: z.number().int().min(-1_000).max(1_000),
  accountBytes: bytes.describe('Place de chaque compte, en octets ; absente : sans limite.'),
  bodyBytes: bytes.describe('Place de chaque collectivité, en octets ; absente : sans limite.'),
  smallBelow: z.number().int().min(0).max(10_000_000),
  isTrusted: z.boolean(),
  idpId: z.string().trim().max(200).nullable(),
};
const service = z.object({ ...content, id: z.uuid(), number: z.int(), hasKey: z.boolean(), bodies: z.int() });
export type SuiteService = z.infer<typeof service>;

export const listSuiteServices = endpoint('GET /people/la-suite/services', {
  summary: 'Les applications de La Suite territoriale que l’opérateur ouvre.',
  response: z.object({
    rows: z.array(service),
    total: z.int(),
    entitlementsUrl: z.string().describe('Adresse à donner aux applications pour la question des droits.'),
    launcherUrl: z.string().describe('Adresse des services que lit la gaufre.'),
    scriptUrl: z.string(),
  }),
});

export const addSuiteService = endpoint('POST /people/la-suite/services', {
  summary: 'Ajoute une application de La Suite. Sa clé n’est montrée que dans cette réponse.',
  body: z.strictObject(content),
  response: z.object({ id: z.uuid(), number: z.int(), key: z.string() }),
  refusals: ['people.suite-operators-only'],
});

export const changeSuiteService = endpoint('PUT /people/la-suite/services/:id', {
  summary: 'Change une application de La Suite.',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject(content),
  refusals: ['people.suite-service-unknown'],
});

export const drawSuiteKey = endpoint('POST /people/la-suite/services/:id/key', {
  summary: 'Tire une nouvelle clé pour une application ; l’ancienne ne vaut plus. Elle n’est montrée que dans cette réponse.',
  params: z.object({ id: z.uuid() }),
  response: z.object({ number: z.int(), key: z.string() }),
  refusals: ['people.suite-service-unknown'],
});

export const closeSuiteService = endpoint('DELETE /people/la-suite/services/:id', {
  summary: 'Retire une application : sa clé ne vaut plus et elle disparaît des lanceurs.',
  params: z.object({ id: z.uuid() }),
  refusals: ['people.suite-service-unknown'],
});

const administrators = z.enum(['all', 'manual']).nullable();
const room = {
  administrators: administrators.describe('Tout le monde, ceux dont le rôle le dit, ou (absent) selon la population.'),
  accountBytes: bytes,
  bodyBytes: bytes,
  domains: z
    .array(
      z
        .string()
        .trim()
        .toLowerCase()
        .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, 'Saisissez un nom de domaine, par exemple mairie-exemple.fr.'),
    )
    .max(50),
};
const subscription = z.object({
  ...room,
  id: z.uuid(),
  body: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
  storedBytes: z.int().nullable().describe('Dernière mesure de la collectivité.'),
  begunAt: z.iso.datetime(),
});
export type SuiteSubscription = z.infer<typeof subscription>;

export const listSuiteSubscriptions = endpoint('GET /people/la-suite/services/:id/bodies', {
  summary: 'Les collectivités auxquelles une application est ouverte.',
  params: z.object({ id: z.uuid() }),
  query: z.object({
    q: z.string().trim().max(100).optional(),
    sort: z.enum(['body', 'begunAt']).default('body'),
    order: z.enum(['asc', 'desc']).default('asc'),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    size: z.coerce.number().int().min(1).max(100).default(25),
  }),
  response: z.object({ rows: z.array(subscription), total: z.int() }),
  refusals: ['people.suite-service-unknown'],
});

export const openSuiteService = endpoint('POST /people/la-suite/services/:id/bodies', {
  summary: 'Ouvre une application à une collectivité du territoire.',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ ...room, body: z.string().trim().min(1, 'Choisissez une collectivité.').max(200) }),
  response: z.object({ id: z.uuid() }),
  refusals: ['people.suite-service-unknown', 'people.suite-body-unknown', 'people.suite-already-open'],
});

export const changeSuiteSubscription = endpoint('PUT /people/la-suite/subscriptions/:id', {
  summary: 'Change la place et les administrateurs d’une collectivité dans une application.',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject(room),
  refusals: ['people.suite-subscription-unknown'],
});

export const endSuiteSubscription = endpoint('DELETE /people/la-suite/subscriptions/:id', {
  summary: 'Ferme une application à une collectivité.',
  params: z.object({ id: z.uuid() }),
  refusals: ['people.suite-subscription-unknown'],
});
