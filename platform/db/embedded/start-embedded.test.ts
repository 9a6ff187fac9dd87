// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { CannotStart } from '../../cannot-start.ts';
import { eraseEmbedded, homeOf, joinEmbedded, startEmbedded } from './start-embedded.ts';

// mkdtemp makes a folder that only its owner can enter: run as root, PostgreSQL's user cannot.
let dataDir: string;
before(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'beffroi-embedded-')), "commune d'été");
  await mkdir(dataDir);
});
after(async () => {
  await eraseEmbedded(dataDir);
  await rm(join(dataDir, '..'), { recursive: true });
});

const STAY = 'setInterval(() => {}, 1000)';
const start = (log: string[] = []) => startEmbedded({ dataDir, log: (line) => log.push(line) });

test('a first start killed in the middle leaves nothing in the way of the next', async () => {
  const child = startInChild(STAY);
  const { home } = await homeOf(dataDir);
  for (let waited = 0; waited < 60_000 && !(await draftsIn(home)); waited += 5) await sleep(5);
  await sleep(60);
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert.equal(await draftsIn(home), 1, 'killed before the folder was whole');

  const log: string[] = [];
  const database = await start(log);
  assert.deepEqual(log, ['Base de données créée.']);
  assert.equal(await draftsIn(home), 0);
  await database.stop();
});

test('the server holds no more than its role: neither superuser, nor owner, nor the sight of every body', async () => {
  const database = await start();
  const [server] = await query(
    database.serverUrl,
    `select rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolinherit as too_much from pg_roles where rolname = current_user`,
  );
  assert.deepEqual(server, { too_much: false });
  const [owner] = await query(
    database.ownerUrl,
    `select rolsuper or rolbypassrls as too_much, pg_get_userbyid(datdba) as owner from pg_roles, pg_database where rolname = current_user and datname = current_database()`,
  );
  assert.deepEqual(owner, { too_much: false, owner: 'beffroi_owner' });
  await assert.rejects(query(database.serverUrl, 'create table public.mine (id int)'), /permission denied/);
  await database.stop();
});

test('data outlive a stop', async () => {
  const first = await start();
  await query(first.ownerUrl, `create table kept (word text); insert into kept values ('gardé')`);
  await first.stop();
  await assert.rejects(query(first.ownerUrl, 'select 1'));
  const second = await start();
  assert.deepEqual(await query(second.ownerUrl, 'select word from kept'), [{ word: 'gardé' }]);
  await second.stop();
});

test('a process killed outright leaves its database running: the next start closes it and goes on', async () => {
  const child = startInChild(`process.kill(process.pid, 'SIGKILL')`);
  await once(child, 'exit');
  const log: string[] = [];
  const database = await start(log);
  assert.deepEqual(log, ['Une base restée ouverte après un arrêt brutal est refermée.']);
  assert.deepEqual(await query(database.ownerUrl, 'select word from kept'), [{ word: 'gardé' }]);
  await database.stop();
});

test('a recorded process number that now belongs to another program is no obstacle', async () => {
  const { home } = await homeOf(dataDir);
  await writeFile(join(home, 'cluster/data/postmaster.pid'), `${process.pid}\n`);
  const database = await start();
  await database.stop();
});

test('a second process on the same data is refused in one sentence, and the first is not disturbed', async () => {
  const child = startInChild(STAY);
  await once(child.stdout ?? child, 'data');
  await assert.rejects(start(), (error) => error instanceof CannotStart && new RegExp(`déjà lancé .*processus ${child.pid}`).test(error.message));
  await assert.rejects(eraseEmbedded(dataDir), CannotStart);

  const joined = await joinEmbedded({ dataDir, log: () => {} });
  assert.deepEqual(await query(joined.serverUrl, 'select 1 as one'), [{ one: 1 }], 'a short command uses the running database');
  await joined.stop();
  assert.deepEqual(await query(joined.serverUrl, 'select 1 as one'), [{ one: 1 }], 'and leaves it running');
  child.kill('SIGKILL');
  await once(child, 'exit');
});

test('a short command alone starts the database for itself, and stops it', async () => {
  const own = await joinEmbedded({ dataDir, log: () => {} });
  assert.deepEqual(await query(own.serverUrl, 'select 1 as one'), [{ one: 1 }]);
  await own.stop();
  await assert.rejects(query(own.serverUrl, 'select 1'));
});

test('data of another major version are never touched', async () => {
  const { home } = await homeOf(dataDir);
  const file = join(home, 'cluster/data/PG_VERSION');
  const version = await readFile(file, 'utf8');
  await writeFile(file, '17\n');
  await assert.rejects(start(), (error) => error instanceof CannotStart && /PostgreSQL 17 .*beffroi backup/.test(error.message));
  await writeFile(file, version);
  await (await start()).stop();
});

test('a long path still gets a socket', async () => {
  const deep = join(dataDir, '..', 'a'.repeat(60), 'b'.repeat(60));
  await mkdir(deep, { recursive: true });
  const database = await startEmbedded({ dataDir: deep, log: () => {} });
  assert.deepEqual(await query(database.serverUrl, 'select 1 as one'), [{ one: 1 }]);
  await database.stop();
  await eraseEmbedded(deep);
});

function startInChild(then: string): ChildProcess {
  const program = `import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, 'start-embedded.ts'))};
    await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log: () => {} });
    console.log('started'); ${then}`;
  return spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function draftsIn(home: string): Promise<number> {
  const names = await readdir(home).catch(() => []);
  return names.filter((name) => name.startsWith('cluster.new-')).length;
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const result: unknown = await client.query(text);
    return (Array.isArray(result) ? result.at(-1) : result).rows;
  } finally {
    await client.end();
  }
}
