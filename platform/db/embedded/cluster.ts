// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import { CannotStart } from '../../cannot-start.ts';
import type { Binaries } from './binaries.ts';
import { giveTo, runAsUser, type RunAs } from './run-as.ts';

/**
 * One PostgreSQL data folder and what runs it. `home` holds `cluster/` (data, log, secrets), which appears whole or not at all;
 * `listen` is a private folder for the socket, or a port of 127.0.0.1 where there are no such sockets (Windows).
 */
export type Cluster = {
  home: string;
  runAs: RunAs | null;
  binaries: Binaries;
  listen: { socketDir: string } | { port: number };
  /** For tests only: nothing waits for the disk. */
  forgetful?: boolean;
};
export type Secrets = { superuser: string; owner: string; server: string };

// Names compare as French readers expect; characters are classed by the first of these locales that the system knows.
const CHARACTER_LOCALES = ['C.UTF-8', 'fr_FR.UTF-8', 'en_US.UTF-8', 'C'];

export const dataOf = (cluster: Pick<Cluster, 'home'>): string => join(cluster.home, 'cluster/data');

/** Makes the data folder when there is none. What an interrupted creation left is removed. Returns whether it made one. */
export async function createCluster(cluster: Cluster): Promise<boolean> {
  const { home, runAs } = cluster;
  for (const name of await readdir(home)) {
    if (name.startsWith('cluster.new-')) await rm(join(home, name), { recursive: true, force: true, maxRetries: 5 });
  }
  if (await stat(join(home, 'cluster')).catch(() => null)) {
    await refuseOtherMajor(cluster);
    return false;
  }
  const draft = join(home, `cluster.new-${randomBytes(4).toString('hex')}`);
  await mkdir(draft, { mode: 0o711 });
  for (const folder of ['data', 'log']) {
    await mkdir(join(draft, folder), { mode: 0o700 });
    await giveTo(runAs, join(draft, folder));
  }
  const secrets: Secrets = { superuser: secret(), owner: secret(), server: secret() };
  await writeFile(join(draft, 'secrets.json'), JSON.stringify(secrets), { mode: 0o600 });
  await initialise(cluster, draft, secrets.superuser);
  await rename(draft, join(home, 'cluster'));
  return true;
}

/** The passwords that the creation drew. */
export async function secretsOf(cluster: Pick<Cluster, 'home'>): Promise<Secrets> {
  return JSON.parse(await readFile(join(cluster.home, 'cluster/secrets.json'), 'utf8'));
}

/** Starts PostgreSQL on the data folder, in a session of its own: a Ctrl-C in the terminal is for us, who stop it last. */
export async function startCluster(cluster: Cluster, settings: Readonly<Record<string, string>>): Promise<void> {
  const all = {
    ...settings,
    ...(cluster.forgetful && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    ...('port' in cluster.listen
      ? { listen_addresses: '127.0.0.1', port: String(cluster.listen.port), unix_socket_directories: '' }
      : { listen_addresses: '', port: '5432', unix_socket_directories: cluster.listen.socketDir }),
  };
  const options = Object.entries(all)
    .map(([name, value]) => `-c ${name}=${quoteForShell(value)}`)
    .join(' ');
  const log = join(cluster.home, 'cluster/log/postgresql.log');
  await keepLogSmall(log);
  try {
    await pgCtl(cluster, ['start', '--silent', '--wait', '--timeout=120', `--log=${log}`, `--options=${options}`]);
  } catch (error) {
    throw new CannotStart(`PostgreSQL n’a pas démarré ; son journal ${log} finit par :\n${await lastLines(log)}`, { cause: error });
  }
}

/** Stops PostgreSQL: open transactions are rolled back, everything committed is on disk. Nothing when it does not run. */
export async function stopCluster(cluster: Cluster): Promise<void> {
  if ((await processOf(cluster)) === null) return;
  await pgCtl(cluster, ['stop', '--silent', '--wait', '--mode=fast', '--timeout=60']).catch(async () => {
    await pgCtl(cluster, ['stop', '--silent', '--wait', '--mode=immediate', '--timeout=20']);
  });
}

/** The process that serves the data folder, or null. A recorded process that is now something else is forgotten. */
export async function processOf(cluster: Cluster): Promise<number | null> {
  const file = join(dataOf(cluster), 'postmaster.pid');
  const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
  if (!(pid > 0) || !isAlive(pid)) return null;
  if (await servesFolder(pid, dataOf(cluster))) return pid;
  // PostgreSQL itself only looks whether the number is taken, and would refuse to start.
  await rm(file, { force: true });
  return null;
}

const secret = (): string => randomBytes(24).toString('base64url');

/** Where the server of `home` listens, once it accepts connections; null otherwise. The file is described in PostgreSQL's miscadmin.h. */
export async function listeningAt(home: string): Promise<Cluster['listen'] | null> {
  const lines = (await readFile(join(dataOf({ home }), 'postmaster.pid'), 'utf8').catch(() => '')).split('\n').map((line) => line.trim());
  if (lines[7] !== 'ready') return null;
  return lines[4] ? { socketDir: lines[4] } : { port: Number(lines[3]) };
}

async function initialise(cluster: Cluster, draft: string, password: string): Promise<void> {
  const passwordFile = join(draft, 'log/password');
  let said = '';
  for (const locale of CHARACTER_LOCALES) {
    await writeFile(passwordFile, password, { mode: 0o600 });
    await giveTo(cluster.runAs, passwordFile);
    try {
      await runAsUser(
        cluster.runAs,
        join(cluster.binaries.bin, 'initdb'),
        [
          `--pgdata=${join(draft, 'data')}`,
          '--username=postgres',
          '--auth=scram-sha-256',
          `--pwfile=${passwordFile}`,
          '--encoding=UTF8',
          '--locale-provider=icu',
          '--icu-locale=fr-FR',
          `--locale=${locale}`,
          '--lc-messages=C',
          '--data-checksums',
          ...(cluster.forgetful ? ['--no-sync'] : []),
        ],
        draft,
      );
      return;
    } catch (error) {
      said = error instanceof Error ? error.message : String(error);
      if (!said.includes('invalid locale name')) break;
    } finally {
      await rm(passwordFile, { force: true });
    }
  }
  throw new CannotStart(`PostgreSQL n’a pas pu créer sa base dans ${draft} :\n${said}`);
}

async function refuseOtherMajor(cluster: Cluster): Promise<void> {
  const made = Number.parseInt(await readFile(join(dataOf(cluster), 'PG_VERSION'), 'utf8'), 10);
  if (made === cluster.binaries.major) return;
  throw new CannotStart(
    `Les données ont été écrites par PostgreSQL ${made} et cette version de Beffroi apporte PostgreSQL ${cluster.binaries.major}. ` +
      'Avec la version précédente de Beffroi, faites « beffroi backup » ; avec celle-ci, dans un dossier de données neuf, « beffroi restore » (docs/operate/upgrade.md).',
  );
}

async function pgCtl(cluster: Cluster, args: readonly string[]): Promise<void> {
  await runAsUser(cluster.runAs, join(cluster.binaries.bin, 'pg_ctl'), [...args, `--pgdata=${dataOf(cluster)}`], cluster.home);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

// PostgreSQL works from inside its data folder, and carries it on its command line.
async function servesFolder(pid: number, data: string): Promise<boolean> {
  if (process.platform === 'linux') return (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === (await realpath(data));
  if (process.platform === 'win32') return true;
  const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout.includes(data);
}

const LOG_LIMIT = 10_000_000;

async function keepLogSmall(log: string): Promise<void> {
  const { size } = await stat(log).catch(() => ({ size: 0 }));
  if (size > LOG_LIMIT) await rename(log, `${log}.1`);
}

async function lastLines(log: string): Promise<string> {
  const file = await open(log).catch(() => null);
  if (!file) return '(aucun journal)';
  try {
    const { size } = await file.stat();
    const length = Math.min(size, 2000);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString('utf8').trimEnd().split('\n').slice(-8).join('\n');
  } finally {
    await file.close();
  }
}

// pg_ctl hands its options to a shell.
function quoteForShell(value: string): string {
  return process.platform === 'win32' ? `"${value}"` : `'${value.replaceAll("'", `'\\''`)}'`;
}
