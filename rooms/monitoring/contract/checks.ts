// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { endpoint } from '#platform/http/contract.ts';

export const checkKinds = ['heartbeat', 'http', 'tcp', 'dns', 'mail-loop', 'domain', 'disk', 'snmp', 'event'] as const;
export type CheckKind = (typeof checkKinds)[number];
export const checkStatuses = ['pending', 'up', 'warn', 'down'] as const;
export type CheckStatus = (typeof checkStatuses)[number];
/** In the order of their numbers in the database. */
export const outcomes = ['up', 'warn', 'down'] as const;
export type Outcome = (typeof outcomes)[number];

/** What a look may read besides good or bad. Days `YYYY-MM-DD`. */
export type Facts = {
  certificateEndsOn?: string;
  domainEndsOn?: string;
  /** When its registry last said so. */
  domainReadOn?: string;
  /** Where IANA’s list of registries could not be read: the list that served. */
  registryList?: 'kept' | 'built-in';
  disks?: { name: string; percent: number }[];
  /** Tokens of loop mails that have not come back. */
  sentAt?: string;
};

/** A name with accents as the network knows it (RFC 5891); the parser of addresses does it, in browsers too. */
export function asciiHost(written: string): string {
  if (/^[a-z0-9.:_-]*$/.test(written) || !URL.canParse(`http://${written}/`)) return written;
  const { hostname, pathname, port } = new URL(`http://${written}/`);
  return pathname === '/' && port === '' ? hostname : written;
}

const host = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, 'Saisissez un nom ou une adresse.')
  .max(253)
  .transform(asciiHost)
  .pipe(z.string().regex(/^[a-z0-9.:_-]+$/, 'Saisissez un nom (www.commune.fr) ou une adresse IP.'));
const port = z.int('Saisissez un numéro de port.').min(1, 'Un port va de 1 à 65535.').max(65_535, 'Un port va de 1 à 65535.');
const days = z.int().min(1).max(120);
const graceSeconds = z.int().min(60, 'Au moins une minute.').max(2_678_400, 'Trente et un jours au plus.');
const percent = z.int().min(1, 'De 1 à 100 %.').max(100, 'De 1 à 100 %.');

/** The settings of each kind; `silenceSeconds`: how long nothing may be heard before it is a failure. */
export const settingsOf = {
  heartbeat: z.strictObject({ silenceSeconds: graceSeconds }),
  http: z.strictObject({
    url: z
      .string()
      .trim()
      .max(500)
      .regex(/^https?:\/\/[^\s]+$/, 'Saisissez une adresse complète, en https:// ou http://.'),
    word: z.string().trim().max(200).default(''),
    certificateDays: days.default(14),
    slowMs: z.int().min(100).max(10_000).default(5_000),
  }),
  tcp: z.strictObject({ host, port }),
  dns: z.strictObject({
    host,
    record: z.enum(['A', 'AAAA', 'CNAME', 'MX', 'NS', 'TXT']),
    expected: z.string().trim().max(500).default(''),
    server: host.or(z.literal('')).default(''),
  }),
  'mail-loop': z.strictObject({
    mailbox: z.email('Saisissez l’adresse qui renvoie le message.').max(254),
    silenceSeconds: graceSeconds,
  }),
  domain: z.strictObject({
    host,
    warnDays: days.default(45),
    endsOn: z.iso
      .date('Saisissez un jour.')
      .or(z.literal(''))
      .default('')
      .describe('Dernier jour, saisi à la main, si le registre ne le publie pas.'),
  }),
  disk: z.strictObject({ silenceSeconds: graceSeconds, warnPercent: percent.default(85), downPercent: percent.default(95) }),
  snmp: z.strictObject({
    host,
    port: port.default(161),
    version: z.enum(['2c', '3']).default('2c'),
    user: z.string().trim().max(64).default(''),
    warnPercent: percent.default(85),
    downPercent: percent.default(95),
  }),
  event: z.strictObject({ event: z.string().min(3).max(100), silenceSeconds: graceSeconds }),
} as const satisfies Record<CheckKind, z.ZodType>;
export type SettingsOf = { [K in CheckKind]: z.output<(typeof settingsOf)[K]> };

/** Kinds of which nothing is asked: a machine, a mail or an event comes. */
export const heardKinds: readonly CheckKind[] = ['heartbeat', 'disk', 'event', 'mail-loop'];

const instant = z.string();
const id = z.object({ id: z.uuid() });
const described = {
  name: z.string().trim().min(2, 'Donnez un nom que la mairie reconnaîtra.').max(120, 'Saisissez au plus 120 caractères.'),
  everySeconds: z.int().min(60, 'Au plus une fois par minute.').max(604_800, 'Au moins une fois par semaine.'),
  failuresToOpen: z.int().min(1).max(10).default(2),
  successesToClose: z.int().min(1).max(10).default(2),
  dependsOn: z.uuid().nullable().default(null),
  isPaused: z.boolean().default(false),
  publicName: z.string().trim().min(2, 'Saisissez au moins 2 caractères.').max(80).nullable().default(null),
};
/** One member a kind, so that a refusal names the field of that kind. */
const kinds = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heartbeat'), settings: settingsOf.heartbeat }),
  z.object({ kind: z.literal('http'), settings: settingsOf.http }),
  z.object({ kind: z.literal('tcp'), settings: settingsOf.tcp }),
  z.object({ kind: z.literal('dns'), settings: settingsOf.dns }),
  z.object({ kind: z.literal('mail-loop'), settings: settingsOf['mail-loop'] }),
  z.object({ kind: z.literal('domain'), settings: settingsOf.domain }),
  z.object({ kind: z.literal('disk'), settings: settingsOf.disk }),
  z.object({ kind: z.literal('snmp'), settings: settingsOf.snmp }),
  z.object({ kind: z.literal('event'), settings: settingsOf.event }),
]);
export type KindAndSettings = z.output<typeof kinds>;

const secret = z.string().max(200).nullable().default(null).describe('Communauté ou mot de passe SNMP ; absent : celui d’avant.');
const checkInput = z.object({ ...described, secret, check: kinds });
export type CheckInput = z.output<typeof checkInput>;

const bodyRef = z.object({ id: z.uuid(), slug: z.string(), name: z.string() });
export const checkRow = z.object({
  id: z.uuid(),
  body: bodyRef,
  kind: z.enum(checkKinds),
  name: z.string(),
  aim: z.string().describe('Ce qui est regardé : une adresse, un nom, un événement.'),
  status: z.enum(checkStatuses),
  isPaused: z.boolean(),
  isFlapping: z.boolean(),
  sinceAt: instant,
  lastAt: instant.nullable(),
  lastMs: z.number().nullable(),
  says: z.string().nullable(),
  incidentId: z.uuid().nullable(),
  dependsOn: z.uuid().nullable(),
});

const checkSorts = ['name', 'body', 'status', 'since'] as const;
const paging = { page: z.coerce.number().int().min(1).max(10_000).catch(1), size: z.coerce.number().int().min(1).max(100).catch(25) };

export const listChecks = endpoint('GET /monitoring/checks', {
  summary: 'Les sondes de l’opérateur, ou celles de la collectivité.',
  query: z.object({
    q: z.string().trim().max(100).optional(),
    body: z.uuid().optional().catch(undefined),
    status: z
      .enum([...checkStatuses, 'troubled'])
      .optional()
      .catch(undefined),
    kind: z.enum(checkKinds).optional().catch(undefined),
    sort: z.enum(checkSorts).catch('status'),
    order: z.enum(['asc', 'desc']).catch('asc'),
    ...paging,
  }),
  response: z.object({ rows: z.array(checkRow), total: z.int() }),
});

const outcome = z.enum(outcomes);
export const day = z.object({ on: z.string(), looks: z.int(), warned: z.int(), failed: z.int(), meanMs: z.number().nullable() });

export const readCheck = endpoint('GET /monitoring/checks/:id', {
  summary: 'Une sonde : réglages, état, derniers passages et disponibilité.',
  params: id,
  response: checkRow.extend({
    settings: z.record(z.string(), z.unknown()),
    everySeconds: z.int(),
    failuresToOpen: z.int(),
    successesToClose: z.int(),
    publicName: z.string().nullable(),
    hasSecret: z.boolean(),
    canEdit: z.boolean(),
    parent: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    facts: z.record(z.string(), z.unknown()),
    nextAt: instant,
    asOf: instant.describe('Quand tout ceci a été lu.'),
    beatAt: instant.nullable(),
    looks: z.array(z.object({ at: instant, outcome, ms: z.number().nullable() })).describe('Vingt-quatre heures ou plus, le plus récent d’abord.'),
    spells: z
      .array(z.object({ from: instant, to: instant, outcome, says: z.string().nullable(), looks: z.int() }))
      .describe('Les mêmes, réunis tant que le constat ne change pas : vingt au plus.'),
    hours: z
      .array(z.object({ at: instant, meanMs: z.number().nullable(), maxMs: z.number().nullable(), failed: z.int() }))
      .describe('Trente jours, heure par heure.'),
    days: z.array(day).describe('Quatre-vingt-dix jours, le plus ancien d’abord.'),
    availability: z.array(z.object({ label: z.string(), days: z.int(), looks: z.int(), failed: z.int() })),
  }),
  refusals: ['monitoring.unknown-check'],
});

const keeping = [
  'monitoring.not-an-operator',
  'monitoring.unknown-body',
  'monitoring.target-not-approved',
  'monitoring.dependency',
  'monitoring.secret-needed',
  'monitoring.no-mail-loop',
] as const;

export const addCheck = endpoint('POST /monitoring/checks', {
  summary: 'Ajoute une sonde pour une collectivité. L’adresse qu’une machine appelle n’est dite qu’ici.',
  body: checkInput.extend({ bodyId: z.uuid() }),
  response: z.object({ id: z.uuid(), pushAddress: z.string().nullable() }),
  refusals: ['monitoring.too-many-checks', ...keeping],
});

export const changeCheck = endpoint('PUT /monitoring/checks/:id', {
  summary: 'Change une sonde, la met en pause ou la reprend.',
  params: id,
  body: checkInput,
  refusals: ['monitoring.unknown-check', 'monitoring.kind-is-kept', ...keeping],
});

export const removeCheck = endpoint('DELETE /monitoring/checks/:id', {
  summary: 'Supprime une sonde et son histoire.',
  params: id,
  refusals: ['monitoring.unknown-check', 'monitoring.not-an-operator'],
});

export const renewPushAddress = endpoint('POST /monitoring/checks/:id/address', {
  summary: 'Tire une nouvelle adresse d’appel ; l’ancienne ne vaut plus.',
  params: id,
  response: z.object({ pushAddress: z.string() }),
  refusals: ['monitoring.unknown-check', 'monitoring.not-an-operator'],
});

export const tryCheck = endpoint('POST /monitoring/trials', {
  summary: 'Regarde maintenant, sans rien enregistrer.',
  body: z.object({
    bodyId: z.uuid(),
    checkId: z.uuid().nullable().default(null).describe('La sonde dont le secret enregistré sert.'),
    secret,
    check: kinds,
  }),
  response: z.object({ outcome, ms: z.number().nullable(), says: z.string() }),
  refusals: ['monitoring.unknown-check', 'monitoring.nothing-to-try', ...keeping],
});

export const listHeardEvents = endpoint('GET /monitoring/events', {
  summary: 'Les événements qu’une sonde peut attendre.',
  response: z.object({ rows: z.array(z.object({ name: z.string(), label: z.string(), room: z.string() })) }),
});
