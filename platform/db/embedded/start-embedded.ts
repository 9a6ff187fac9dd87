// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { CannotStart } from '../../cannot-start.ts';
import { embeddedBinaries } from './binaries.ts';
import { createCluster, listeningAt, processOf, secretsOf, startCluster, stopCluster, type Cluster, type Secrets } from './cluster.ts';
import { databaseDefinition, databaseUrl, ensureDatabase, prepareDatabase } from './prepare-database.ts';
import { databaseUser, giveTo, type RunAs } from './run-as.ts';
import { becomeSoleRunner, holderOf } from './sole-runner.ts';

export type EmbeddedDatabase = { ownerUrl: string; serverUrl: string; stop(): Promise<void> };

/** Where root's databases and copies of the programs lie: PostgreSQL's user can enter there, whatever the folder of the project. */
const ROOTS_PLACE = '/var/lib/beffroi';

/**
 * Starts the PostgreSQL that npm brought on the data of `dataDir`, made at the first start, and answers the addresses of the
 * owner and of the server. Refuses a second process on the same data. What a killed process left running is stopped first.
 */
export async function startEmbedded(options: { dataDir: string; log: (line: string) => void }): Promise<EmbeddedDatabase> {
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
  const { home, runAs, mark } = await homeOf(options.dataDir);
  await mkdir(home, { recursive: true, mode: 0o711 });
  const lock = await becomeSoleRunner(join(home, 'lock'), STOPPING_MS);
  if (!lock) throw new CannotStart(await alreadyRunning(options.dataDir, home));
  try {
    const cluster: Cluster = { home, runAs, binaries: await embeddedBinaries(runAs, ROOTS_PLACE), listen: await listenOf(home, runAs) };
    if (await createCluster(cluster)) options.log('Base de données créée.');
    await mark();
    if ((await processOf(cluster)) !== null) {
      options.log('Une base restée ouverte après un arrêt brutal est refermée.');
      await stopCluster(cluster);
    }
    await startCluster(cluster, SETTINGS);
    const secrets = await secretsOf(cluster);
    await prepareOnce(cluster, secrets);
    return {
      ownerUrl: databaseUrl('beffroi_owner', secrets.owner, cluster.listen, DATABASE),
      serverUrl: databaseUrl('beffroi_server', secrets.server, cluster.listen, DATABASE),
      async stop() {
        await stopCluster(cluster);
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/**
 * The embedded database for a short command: the one that a running Beffroi serves, left running afterwards, or else
 * one's own for the time of the command.
 */
export async function joinEmbedded(options: { dataDir: string; log: (line: string) => void }): Promise<EmbeddedDatabase> {
  const running = await runningDatabase(options.dataDir).catch(() => null);
  return running ?? startEmbedded(options);
}

/** Removes the embedded database of `dataDir` with all that it holds. Refuses while it is in use. */
export async function eraseEmbedded(dataDir: string): Promise<void> {
  if (!(await stat(dataDir).catch(() => null))) return;
  const { home, runAs } = await homeOf(dataDir);
  if (!(await stat(home).catch(() => null))) return;
  const lock = await becomeSoleRunner(join(home, 'lock'));
  if (!lock) throw new CannotStart(await alreadyRunning(dataDir, home));
  await stopCluster({ home, runAs, binaries: await embeddedBinaries(runAs, ROOTS_PLACE), listen: await listenOf(home, runAs) });
  await rm(join(dataDir, 'database-home'), { force: true });
  await lock.release();
  await rm(home, { recursive: true, force: true });
}

/**
 * Where the embedded database of `dataDir` lies and as whom it runs: in `dataDir` itself, or in root's place when root made it.
 * `mark` records that choice once the database is there, so that the project may move.
 */
export async function homeOf(dataDir: string): Promise<{ home: string; runAs: RunAs | null; mark(): Promise<void> }> {
  const own = join(dataDir, 'postgresql');
  const pointer = join(dataDir, 'database-home');
  const recorded = (await readFile(pointer, 'utf8').catch(() => '')).trim();
  if (recorded) {
    if (!(await stat(join(recorded, 'cluster')).catch(() => null))) {
      throw new CannotStart(
        `La base de ces données se trouvait dans ${recorded}, qui n’existe plus : remettez ce dossier en place, ou restaurez une sauvegarde dans un dossier neuf.`,
      );
    }
    return { home: recorded, runAs: await databaseUser(), mark: async () => {} };
  }
  const made = await stat(join(own, 'cluster/data')).catch(() => null);
  const unprivileged = await databaseUser();
  // Made by an ordinary user and now started by root: it goes on as that user.
  if (made && unprivileged) return { home: own, runAs: { uid: made.uid, gid: made.gid }, mark: async () => {} };
  if (!unprivileged) return { home: own, runAs: null, mark: async () => {} };
  const home = await rootsHome(dataDir);
  return { home, runAs: unprivileged, mark: () => writeFile(pointer, `${home}\n`, { mode: 0o600 }) };
}

const DATABASE = 'beffroi';

// What a process that was told to stop may still need before it lets go of its data.
const STOPPING_MS = 3_000;

// For a machine that does other things too. Durability is never given up here.
const SETTINGS = {
  shared_buffers: '256MB',
  max_connections: '100',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  lc_messages: 'C',
} as const;

// A database is only joined under a process that holds the lock: one that a killed process left behind is not.
async function runningDatabase(dataDir: string): Promise<EmbeddedDatabase | null> {
  const { home } = await homeOf(dataDir);
  const lock = await becomeSoleRunner(join(home, 'lock'));
  if (lock) {
    await lock.release();
    return null;
  }
  const listen = await listeningAt(home);
  if (!listen) return null;
  const { owner, server } = await secretsOf({ home });
  return {
    ownerUrl: databaseUrl('beffroi_owner', owner, listen, DATABASE),
    serverUrl: databaseUrl('beffroi_server', server, listen, DATABASE),
    stop: async () => {},
  };
}

// Two copies of the project have two homes, and the name tells which is whose.
async function rootsHome(dataDir: string): Promise<string> {
  const path = await realpath(dataDir);
  const name = basename(basename(path) === '.data' ? dirname(path) : path)
    .replaceAll(/[^A-Za-z0-9-]/g, '-')
    .slice(0, 20);
  return join(ROOTS_PLACE, `${name}-${shortDigest(path)}`);
}

async function alreadyRunning(dataDir: string, home: string): Promise<string> {
  const holder = await holderOf(join(home, 'lock'));
  return `Beffroi est déjà lancé sur ces données (${dataDir}${holder ? `, processus ${holder}` : ''}) : arrêtez-le d’abord, ou donnez un autre dossier par DATA_DIR.`;
}

// A socket's path holds 107 bytes on Linux and 103 on macOS.
const LONGEST_SOCKET_PATH = 103;

async function listenOf(home: string, runAs: RunAs | null): Promise<Cluster['listen']> {
  if (process.platform === 'win32') return { port: await freePort() };
  const beside = join(home, 'run');
  // PostgreSQL reads its setting as a list: a comma or a quote in the path would cut it in two.
  const socketDir =
    Buffer.byteLength(join(beside, '.s.PGSQL.5432')) <= LONGEST_SOCKET_PATH && !/[,"]/.test(beside)
      ? beside
      : join(tmpdir(), `beffroi-${process.getuid?.() ?? 0}-${shortDigest(home)}`);
  await mkdir(socketDir, { recursive: true, mode: 0o700 });
  const found = await lstat(socketDir);
  const owners = [process.getuid?.(), runAs?.uid];
  if (!found.isDirectory() || !owners.includes(found.uid))
    throw new CannotStart(`Le dossier ${socketDir} appartient à un autre utilisateur : supprimez-le.`);
  await chmod(socketDir, 0o700);
  await giveTo(runAs, socketDir);
  return { socketDir };
}

// The definition of roles and extensions may change with a version: it is applied again when it did.
async function prepareOnce(cluster: Cluster, secrets: Secrets): Promise<void> {
  const mark = join(cluster.home, 'cluster/prepared');
  const digest = createHash('sha256')
    .update(await databaseDefinition())
    .digest('hex');
  if ((await readFile(mark, 'utf8').catch(() => '')) === digest) return;
  const asSuperuser = (database: string): string => databaseUrl('postgres', secrets.superuser, cluster.listen, database);
  await ensureDatabase(asSuperuser('postgres'), DATABASE);
  await prepareDatabase(asSuperuser(DATABASE), secrets);
  await writeFile(mark, digest);
}

const shortDigest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 10);

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}
