// SPDX-License-Identifier: EUPL-1.2
/** A database server for tests, and a migrated copy of the template for each test file. */
import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { findMigrations, migrate, projectRoot } from '../db/migrate.ts';
import { embeddedBinaries, type Binaries } from '../db/embedded/binaries.ts';
import { createCluster, processOf, secretsOf, startCluster, stopCluster, type Cluster } from '../db/embedded/cluster.ts';
import { databaseUrl, ensureDatabase, prepareDatabase } from '../db/embedded/prepare-database.ts';
import { databaseUser, giveTo } from '../db/embedded/run-as.ts';
import { becomeSoleRunner } from '../db/embedded/sole-runner.ts';

/** Data that many test files need and that takes seconds to load: loaded once, then copied like the schema. */
export type TestSeed = {
  name: string;
  /** Files whose change makes the copy stale, from the project's root. */
  files: readonly string[];
  load(urls: { ownerUrl: string; serverUrl: string }): Promise<void>;
};

export type TestDatabase = { ownerUrl: string; serverUrl: string; drop(): Promise<void> };

// Test roles have a known password: nothing but tests runs there.
const PASSWORD = 'test';
// One number for all: making roles or a template is done by one process at a time.
const PREPARATION_LOCK = 4_206_119;
const HOURS_KEPT = 3;

/**
 * A database of one's own, migrated, empty of data but for the seed. The server is the one that TEST_DATABASE_ADMIN_URL names (the run's, or an
 * external one); without it, a shared one is started under the system's temporary folder and left running for the next file.
 */
export async function testDatabase(seed?: TestSeed): Promise<TestDatabase> {
  const admin = await adminUrl();
  const template = seed ? await ensureSeeded(admin, seed) : await ensureTemplate(admin);
  const name = `t_${Math.floor(Date.now() / 1000)}_${randomBytes(5).toString('hex')}`;
  await asAdmin(admin, (client) => client.query(`create database ${name} template ${template} owner beffroi_owner`));
  return {
    ownerUrl: inDatabase(admin, name, 'beffroi_owner'),
    serverUrl: inDatabase(admin, name, 'beffroi_server'),
    drop: async () => {
      await asAdmin(admin, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

/**
 * A server that forgets on a power cut and is quick for it, unless a bench asks it not to. Returns its superuser's address; adopts one that already
 * runs in `home`.
 */
export async function startTestServer(
  home: string,
  { binaries, forgets = true }: { binaries?: Binaries; forgets?: boolean } = {},
): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  const runAs = await databaseUser();
  await mkdir(join(home, 'run'), { recursive: true, mode: 0o711 });
  // The caller's folder may be one that only root can enter.
  if (runAs) await chmod(home, 0o711);
  await giveTo(runAs, join(home, 'run'));
  const cluster: Cluster = {
    home,
    runAs,
    binaries: binaries ?? (await embeddedBinaries(runAs, join(tmpdir(), 'beffroi-test-binaries'))),
    listen: process.platform === 'win32' ? { port: 54_329 } : { socketDir: join(home, 'run') },
    forgetful: forgets,
  };
  const lock = await becomeSoleRunner(join(home, 'lock'), 60_000);
  if (!lock) throw new Error(`another process has been starting the test server of ${home} for a minute`);
  try {
    await createCluster(cluster);
    if ((await processOf(cluster)) === null) await startCluster(cluster, SETTINGS);
    const { superuser } = await secretsOf(cluster);
    return { adminUrl: databaseUrl('postgres', superuser, cluster.listen, 'postgres'), stop: () => stopCluster(cluster) };
  } finally {
    await lock.release();
  }
}

const SETTINGS = {
  max_connections: '300',
  max_wal_size: '2GB',
  jit: 'off',
  timezone: 'UTC',
  lc_messages: 'C',
} as const;

let shared: Promise<string> | undefined;

function adminUrl(): Promise<string> {
  const given = process.env['TEST_DATABASE_ADMIN_URL'];
  if (given) return Promise.resolve(given);
  shared ??= startTestServer(join(tmpdir(), `beffroi-test-${process.getuid?.() ?? 'user'}`)).then((server) => server.adminUrl);
  return shared;
}

const templates = new Map<string, Promise<string>>();

function ensureTemplate(admin: string): Promise<string> {
  const known = templates.get(admin) ?? makeTemplate(admin);
  templates.set(admin, known);
  return known;
}

async function makeTemplate(admin: string): Promise<string> {
  const rooms = await roomNames();
  const name = `template_${await digestOf(rooms)}`;
  await makeOnce(admin, name, async (draft) => {
    await ensureDatabase(admin, draft);
    await prepareDatabase(inDatabase(admin, draft), { owner: PASSWORD, server: PASSWORD });
    await migrate(inDatabase(admin, draft, 'beffroi_owner'), rooms);
  });
  return name;
}

function ensureSeeded(admin: string, seed: TestSeed): Promise<string> {
  const key = `${admin} ${seed.name}`;
  const known = templates.get(key) ?? makeSeeded(admin, seed);
  templates.set(key, known);
  return known;
}

async function makeSeeded(admin: string, seed: TestSeed): Promise<string> {
  const template = await ensureTemplate(admin);
  const digest = createHash('sha256').update(template);
  for (const file of seed.files) digest.update(await readFile(join(projectRoot, file)));
  const name = `template_${seed.name}_${digest.digest('hex').slice(0, 16)}`;
  await makeOnce(admin, name, async (draft, client) => {
    await client.query(`create database ${draft} template ${template} owner beffroi_owner`);
    await seed.load({ ownerUrl: inDatabase(admin, draft, 'beffroi_owner'), serverUrl: inDatabase(admin, draft, 'beffroi_server') });
  });
  return name;
}

async function makeOnce(admin: string, name: string, make: (draft: string, client: Client) => Promise<void>): Promise<void> {
  await asAdmin(admin, async (client) => {
    const isThere = async (): Promise<boolean> => Boolean((await client.query('select from pg_database where datname = $1', [name])).rowCount);
    if (await isThere()) return;
    await client.query('select pg_advisory_lock($1)', [PREPARATION_LOCK]);
    if (await isThere()) return;
    await dropForgotten(client);
    const draft = `${name}_draft`;
    await client.query(`drop database if exists ${draft} with (force)`);
    await make(draft, client);
    // The name says that the template is whole.
    await client.query(`alter database ${draft} rename to ${name}`);
  });
}

// Files that were killed leave their database behind, and each change of a migration an old template.
async function dropForgotten(client: Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    `select datname from pg_database d
      where datname ~ '^t_[0-9]+_' and split_part(datname, '_', 2)::bigint < extract(epoch from now()) - $1 * 3600
        and not exists (select from pg_stat_activity a where a.datid = d.oid)`,
    [HOURS_KEPT],
  );
  for (const { datname } of rows) await client.query(`drop database if exists ${client.escapeIdentifier(datname)}`);
}

async function roomNames(): Promise<string[]> {
  const entries = await readdir(join(projectRoot, 'rooms'), { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

async function digestOf(rooms: readonly string[]): Promise<string> {
  const digest = createHash('sha256').update(await readFile(join(projectRoot, 'deploy/prepare-database.sql')));
  for (const { name, checksum } of await findMigrations(projectRoot, rooms)) digest.update(`${name} ${checksum}\n`);
  return digest.digest('hex').slice(0, 16);
}

function inDatabase(admin: string, database: string, user?: string): string {
  const [, credentials, rest] = /^(postgres(?:ql)?:\/\/[^@]*@)(.*)$/.exec(admin) ?? [];
  if (!credentials || !rest) throw new Error('TEST_DATABASE_ADMIN_URL must look like postgresql://user:password@host/database');
  const address = rest.replace(/\/[^/?]*(\?|$)/, `/${database}$1`);
  return user ? `postgresql://${user}:${PASSWORD}@${address}` : `${credentials}${address}`;
}

async function asAdmin<Result>(admin: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: admin });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Removes the folder of a stopped test server. */
export async function removeTestServer(home: string): Promise<void> {
  await rm(home, { recursive: true, force: true });
}
