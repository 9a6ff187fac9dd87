// SPDX-License-Identifier: EUPL-1.2
/** Settings come from the environment, are checked at once at start, and never change afterwards. docs/operate/settings.md lists them. */
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { CannotStart } from './cannot-start.ts';
import { ldapOf, type LdapSettings } from './ldap-settings.ts';
import { keptRootKey, parseRootKey, readRootKey } from './root-key.ts';
import { timeStampOf, type TimeStampSettings } from './time-stamp-settings.ts';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export type S3Settings = {
  kind: 's3';
  bucket: string;
  region: string;
  /** Absent: Amazon's own address for the region. */
  endpoint: string | null;
  /** Absent: the credentials that the machine carries. */
  credentials: { accessKeyId: string; secretAccessKey: string } | null;
  /** Most servers other than Amazon's want the bucket in the path. */
  pathStyle: boolean;
};

export type Settings = {
  mode: 'development' | 'production';
  /** Origin written in links, without a final slash. The Host header never is. */
  publicUrl: string;
  host: string;
  port: number;
  /** Addresses or networks whose X-Forwarded-* headers are believed. */
  trustedProxies: readonly string[];
  /** Private networks to which addresses that persons wrote (identity providers, webhooks) may lead all the same. */
  outgoingNetworks: readonly string[];
  /** Where the embedded database, the blobs on disk and the generated key lie. */
  dataDir: string;
  database: { kind: 'embedded' } | { kind: 'external'; serverUrl: string; ownerUrl: string };
  blobs: { kind: 'disk'; dir: string } | S3Settings;
  /** Another place, elsewhere, for a second copy of what must outlive the first. Null without one. */
  secondSite: { kind: 'disk'; dir: string } | S3Settings | null;
  mail: { kind: 'outbox' } | { kind: 'smtp'; url: string; from: string };
  ldap: LdapSettings;
  /** Where messages that verify mail servers come back, by SMTP. Null: no mail server is verified. */
  loopMail: { host: string; port: number; domain: string } | null;
  /** The provider of the whole installation, where everybody may sign in. Null without one. */
  proconnect: { discoveryUrl: string; clientId: string; clientSecret: string } | null;
  /** The authority that stamps what must be proved (RFC 3161), with the PEM certificates of its roots. Null: the installation's own seal. */
  timeStamp: TimeStampSettings | null;
  demonstration: boolean;
  logLevel: (typeof logLevels)[number];
  /** 32 bytes from which every key kept in the database is protected. */
  secretKey: Uint8Array;
  /** How long a session lasts unused, in minutes. */
  sessionIdleMinutes: number;
  /** Opens /metrics to a collector elsewhere; without it, to this machine alone. */
  metricsToken: string | null;
  /** Whether answers are checked against their contract: always, except in production, where it would cost each reader. */
  checksAnswers: boolean;
};

type Environment = Readonly<Record<string, string | undefined>>;
type Faults = string[];

/** Reads and checks the settings. Throws `CannotStart` with one sentence per fault, all faults at once. */
export function readSettings(env: Environment): Settings {
  const faults: Faults = [];
  const mode = oneOf(env, 'NODE_ENV', ['development', 'production'], 'development', faults);
  const production = mode === 'production';
  const dataDir = resolve(env['DATA_DIR'] || join(import.meta.dirname, '../.data'));
  const port = portOf(env, faults);
  const settings = {
    mode,
    port,
    dataDir,
    publicUrl: publicUrlOf(env, port, production, faults),
    host: env['HOST'] || '127.0.0.1',
    trustedProxies: networksOf(env, 'TRUSTED_PROXIES', faults),
    outgoingNetworks: networksOf(env, 'OUTGOING_NETWORKS', faults),
    database: databaseOf(env, production, faults),
    blobs: blobsOf(env, dataDir, faults),
    secondSite: secondSiteOf(env, dataDir, faults),
    mail: mailOf(env, production, faults),
    ldap: ldapOf(env, env['HOST'] || '127.0.0.1', production, faults),
    loopMail: loopMailOf(env, faults),
    proconnect: proconnectOf(env, production, faults),
    timeStamp: timeStampOf(env, faults),
    demonstration: demonstrationOf(env, production, faults),
    logLevel: oneOf(env, 'LOG_LEVEL', logLevels, 'info', faults),
    sessionIdleMinutes: sessionIdleOf(env, faults),
    metricsToken: metricsTokenOf(env, faults),
    checksAnswers: !production,
  };
  const secretKey = secretKeyOf(env, dataDir, production, faults);
  if (faults.length > 0 || !secretKey)
    throw new CannotStart(['La configuration est à corriger :', ...faults.map((fault) => `  – ${fault}`)].join('\n'));
  return { ...settings, secretKey };
}

function portOf(env: Environment, faults: Faults): number {
  const text = env['PORT'] || '3000';
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  faults.push(`PORT doit être un numéro de port entre 0 et 65535, et non « ${text} ».`);
  return 3000;
}

function loopMailOf(env: Environment, faults: Faults): Settings['loopMail'] {
  const [text, domain] = [env['MAIL_LOOP_PORT'], env['MAIL_LOOP_DOMAIN']?.toLowerCase()];
  if (!text && !domain) return null;
  const port = Number(text);
  if (!domain || !/^[a-z0-9.-]+$/.test(domain)) faults.push('MAIL_LOOP_DOMAIN manque : le domaine dont le courrier arrive sur MAIL_LOOP_PORT.');
  if (!text || !Number.isInteger(port) || port < 1 || port > 65_535) faults.push('MAIL_LOOP_PORT doit être un numéro de port entre 1 et 65535.');
  return { host: env['MAIL_LOOP_HOST'] || '127.0.0.1', port, domain: domain ?? '' };
}

function publicUrlOf(env: Environment, port: number, production: boolean, faults: Faults): string {
  const text = env['PUBLIC_URL'];
  if (!text) {
    if (production) faults.push('PUBLIC_URL manque : indiquez l’adresse publique du service, par exemple https://services.exemple.fr.');
    return `http://localhost:${port}`;
  }
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.pathname !== '/' || url.search || url.hash || url.username) {
    faults.push(`PUBLIC_URL doit être une adresse sans chemin, par exemple https://services.exemple.fr, et non « ${text} ».`);
    return text;
  }
  if (production && url.protocol !== 'https:')
    faults.push('PUBLIC_URL doit commencer par https:// en production : les cookies de session l’exigent.');
  return url.origin;
}

function networksOf(env: Environment, name: string, faults: Faults): string[] {
  const networks = listOf(env[name]);
  for (const network of networks) {
    if (!isNetwork(network))
      faults.push(`${name} doit énumérer des adresses IP ou des réseaux (10.0.0.0/8), séparés par des virgules : « ${network} » n’en est pas un.`);
  }
  return networks;
}

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}

function databaseOf(env: Environment, production: boolean, faults: Faults): Settings['database'] {
  const serverUrl = env['DATABASE_URL'];
  const ownerUrl = env['DATABASE_OWNER_URL'];
  for (const [name, value] of Object.entries({ DATABASE_URL: serverUrl, DATABASE_OWNER_URL: ownerUrl })) {
    // Its password must not reach the log: the value is not repeated.
    if (value && !/^postgres(ql)?:\/\/\S+$/.test(value)) faults.push(`${name} doit commencer par postgresql:// et désigner une base PostgreSQL.`);
  }
  if (serverUrl && ownerUrl) {
    if (serverUrl === ownerUrl)
      faults.push('DATABASE_URL et DATABASE_OWNER_URL doivent porter deux rôles distincts : le propriétaire passe outre le cloisonnement.');
    return { kind: 'external', serverUrl, ownerUrl };
  }
  if (serverUrl || ownerUrl) faults.push(`${serverUrl ? 'DATABASE_OWNER_URL' : 'DATABASE_URL'} manque : les deux adresses vont ensemble.`);
  else if (production)
    faults.push('DATABASE_URL et DATABASE_OWNER_URL manquent : en production, la base PostgreSQL est à vous (docs/operate/database.md).');
  return { kind: 'embedded' };
}

function blobsOf(env: Environment, dataDir: string, faults: Faults): Settings['blobs'] {
  const bucket = env['S3_BUCKET'];
  if (!bucket) {
    const stray = ['S3_ENDPOINT', 'S3_REGION', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY', 'S3_PATH_STYLE'].filter((name) => env[name]);
    if (stray.length > 0) faults.push(`S3_BUCKET manque alors que ${stray.join(', ')} est renseigné.`);
    return { kind: 'disk', dir: resolve(env['BLOBS_DIR'] || join(dataDir, 'blobs')) };
  }
  if (env['BLOBS_DIR']) faults.push('BLOBS_DIR et S3_BUCKET sont renseignés tous deux : choisissez le disque ou S3.');
  const endpoint = env['S3_ENDPOINT'] || null;
  if (endpoint && !(URL.canParse(endpoint) && /^https?:$/.test(new URL(endpoint).protocol)))
    faults.push('S3_ENDPOINT doit être une adresse https:// (ou http://).');
  const accessKeyId = env['S3_ACCESS_KEY_ID'];
  const secretAccessKey = env['S3_SECRET_ACCESS_KEY'];
  if (Boolean(accessKeyId) !== Boolean(secretAccessKey)) faults.push('S3_ACCESS_KEY_ID et S3_SECRET_ACCESS_KEY vont ensemble.');
  return {
    kind: 's3',
    bucket,
    endpoint,
    region: env['S3_REGION'] || 'us-east-1',
    credentials: accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : null,
    pathStyle: booleanOf(env, 'S3_PATH_STYLE', endpoint !== null, faults),
  };
}

// The same settings as for the first place, each under its own name.
const SECOND_SITE = {
  BLOBS_DIR: 'SECOND_SITE_DIR',
  S3_BUCKET: 'SECOND_SITE_S3_BUCKET',
  S3_ENDPOINT: 'SECOND_SITE_S3_ENDPOINT',
  S3_REGION: 'SECOND_SITE_S3_REGION',
  S3_ACCESS_KEY_ID: 'SECOND_SITE_S3_ACCESS_KEY_ID',
  S3_SECRET_ACCESS_KEY: 'SECOND_SITE_S3_SECRET_ACCESS_KEY',
  S3_PATH_STYLE: 'SECOND_SITE_S3_PATH_STYLE',
} as const;

/** Where a demonstration keeps its second site. */
export function demonstrationSecondSite(dataDir: string): string {
  return join(dataDir, 'second-site');
}

function secondSiteOf(env: Environment, dataDir: string, faults: Faults): Settings['secondSite'] {
  const own = Object.fromEntries(Object.entries(SECOND_SITE).map(([name, given]) => [name, env[given]]));
  // A demonstration shows its second site too, beside the first.
  if (!Object.values(own).some(Boolean)) return env['DEMONSTRATION'] === 'true' ? { kind: 'disk', dir: demonstrationSecondSite(dataDir) } : null;
  const found: Faults = [];
  const place = blobsOf(own, dataDir, found);
  const named = (fault: string): string =>
    Object.entries(SECOND_SITE).reduce((text, [name, given]) => text.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), given), fault);
  faults.push(...found.map(named));
  return place;
}

function mailOf(env: Environment, production: boolean, faults: Faults): Settings['mail'] {
  const url = env['SMTP_URL'];
  const from = env['MAIL_FROM'];
  if (!url) {
    if (production) faults.push('SMTP_URL manque : indiquez le relais de messagerie, par exemple smtps://relais.exemple.fr:465.');
    return { kind: 'outbox' };
  }
  if (!/^smtps?:\/\/\S+$/.test(url) || !URL.canParse(url)) faults.push('SMTP_URL doit commencer par smtp:// ou smtps://.');
  if (!from || !/^(?:[^<>]*<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/.test(from)) {
    faults.push('MAIL_FROM doit être l’adresse d’expédition, par exemple « Beffroi <ne-pas-repondre@exemple.fr> ».');
  }
  return { kind: 'smtp', url, from: from ?? '' };
}

function proconnectOf(env: Environment, production: boolean, faults: Faults): Settings['proconnect'] {
  const names = ['PROCONNECT_DISCOVERY_URL', 'PROCONNECT_CLIENT_ID', 'PROCONNECT_CLIENT_SECRET'] as const;
  const [discoveryUrl, clientId, clientSecret] = names.map((name) => env[name] || null);
  if (!discoveryUrl && !clientId && !clientSecret) return null;
  const missing = names.filter((name) => !env[name]);
  if (missing.length > 0) faults.push(`${missing.join(' et ')} manque : l’adresse, l’identifiant et le secret de ProConnect vont ensemble.`);
  if (discoveryUrl && !(URL.canParse(discoveryUrl) && (production ? /^https:/ : /^https?:/).test(discoveryUrl)))
    faults.push('PROCONNECT_DISCOVERY_URL doit être l’adresse https:// de découverte, qui finit par /.well-known/openid-configuration.');
  return discoveryUrl && clientId && clientSecret ? { discoveryUrl, clientId, clientSecret } : null;
}

function demonstrationOf(env: Environment, production: boolean, faults: Faults): boolean {
  const wanted = booleanOf(env, 'DEMONSTRATION', false, faults);
  if (wanted && production) faults.push('DEMONSTRATION est refusé en production : ses mots de passe sont publics.');
  return wanted;
}

function secretKeyOf(env: Environment, dataDir: string, production: boolean, faults: Faults): Uint8Array | null {
  const given = env['SECRET_KEY'];
  const file = env['SECRET_KEY_FILE'];
  if (given && file) faults.push('SECRET_KEY et SECRET_KEY_FILE sont renseignés tous deux : gardez le fichier.');
  if (given) return parseRootKey(given, 'SECRET_KEY', faults);
  if (file) return readRootKey(file, faults);
  if (!production) return keptRootKey(dataDir, faults);
  faults.push(
    'SECRET_KEY_FILE (ou SECRET_KEY) manque : la clé racine, 32 octets en base64 (openssl rand -base64 32), à garder hors de la sauvegarde.',
  );
  return null;
}

function sessionIdleOf(env: Environment, faults: Faults): number {
  const text = env['SESSION_IDLE_MINUTES'] || '240';
  const minutes = Number(text);
  if (Number.isInteger(minutes) && minutes >= 5 && minutes <= 720) return minutes;
  faults.push(`SESSION_IDLE_MINUTES doit être un nombre de minutes entre 5 et 720, et non « ${text} ».`);
  return 240;
}

function metricsTokenOf(env: Environment, faults: Faults): string | null {
  const token = env['METRICS_TOKEN'] || null;
  if (token && token.length < 20) faults.push('METRICS_TOKEN doit compter au moins 20 caractères (openssl rand -hex 20).');
  return token;
}

function booleanOf(env: Environment, name: string, otherwise: boolean, faults: Faults): boolean {
  return oneOf(env, name, ['true', 'false'], String(otherwise), faults) === 'true';
}

function oneOf<const Value extends string>(
  env: Environment,
  name: string,
  values: readonly Value[],
  otherwise: NoInfer<Value> | (string & {}),
  faults: Faults,
): Value {
  const text = env[name] || otherwise;
  const value = values.find((candidate) => candidate === text) ?? values[0];
  if (value !== text) faults.push(`${name} doit valoir ${values.join(', ')}, et non « ${text} ».`);
  if (value === undefined) throw new Error(`${name} has no possible value`);
  return value;
}

function listOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
