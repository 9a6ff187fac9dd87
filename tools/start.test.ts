// SPDX-License-Identifier: EUPL-1.2
/** `npm start` as a newcomer, an impatient one and a power cut see it. The installation of packages is left out: `npm test` has just done it. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

const root = join(import.meta.dirname, '..');
let dataDir: string;
let port: number;
let current: Started | null = null;

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'beffroi-start-'));
  port = await freePort();
});
after(async () => {
  current?.killAll();
  await once(run(process.execPath, ['tools/erase-data.ts']).child, 'exit');
  await rm(dataDir, { recursive: true, force: true });
});

test('a first start answers at once that it starts, and ends with an address and accounts that sign in', async () => {
  current = start();
  const early = await firstAnswer(current);
  assert.equal(early.status, 503);
  assert.match(await early.text(), /"stage"|Le service démarre/);
  await untilReady(current);
  assert.match(current.said(), new RegExp(`Beffroi est ouvert : http://localhost:${port}`));
  assert.match(current.said(), /Comptes de démonstration/);
  assert.equal((await fetch(`http://127.0.0.1:${port}/`)).status, 200);
});

test('a second one on the same port, or on the same data, says so and leaves the first alone', async () => {
  const [samePort, sameData] = [start(), start({ PORT: String(await freePort()) })];
  await Promise.all([once(samePort.child, 'exit'), once(sameData.child, 'exit')]);
  assert.match(samePort.said(), /Le port \d+ est déjà pris/);
  assert.match(sameData.said(), /déjà lancé sur ces données/);
  for (const { child, said } of [samePort, sameData]) {
    assert.equal(child.exitCode, 1);
    assert.doesNotMatch(said(), /Error|Warning|at .*\.ts:/, 'a sentence, not a stack');
  }
  assert.equal((await fetch(`http://127.0.0.1:${port}/health`)).status, 200);
});

test('killed outright, it starts again on the same data, and soon', async (t) => {
  current?.killAll();
  await sleep(100);
  const begun = performance.now();
  current = start();
  await untilReady(current);
  const seconds = (performance.now() - begun) / 1000;
  t.diagnostic(`ready after ${seconds.toFixed(1)} s`);
  assert.match(current.said(), /Une base restée ouverte après un arrêt brutal est refermée/);
});

test('Ctrl-C stops everything, the database last, and keeps the data', async () => {
  assert.ok(current);
  const { child, said } = current;
  const serving = await processOf('lock.pid');
  // A terminal signals the whole group, and each parent hands the signal on.
  process.kill(-(child.pid ?? 0), 'SIGINT');
  await once(child, 'exit');
  assert.equal(child.exitCode, 0, said());
  assert.match(said(), /Arrêt en cours…\s*$/);
  assert.equal(isAlive(serving), false);
  assert.equal(await processOf('cluster/data/postmaster.pid').catch(() => null), null, 'PostgreSQL is stopped');
  current = null;
});

test('demo:reset forgets everything, and refuses an external database', async () => {
  const external = run(process.execPath, ['tools/erase-data.ts'], { DATABASE_URL: 'postgresql://a@b/c', DATABASE_OWNER_URL: 'postgresql://d@b/c' });
  await once(external.child, 'exit');
  assert.equal(external.child.exitCode, 1);
  assert.match(external.said(), /n’efface que la démonstration embarquée/);
  const own = run(process.execPath, ['tools/erase-data.ts']);
  await once(own.child, 'exit');
  assert.equal(own.child.exitCode, 0, own.said());
  assert.deepEqual(await readdir(dataDir), []);
});

type Started = { child: ChildProcess; said(): string; killAll(): void };

const start = (env: Record<string, string> = {}): Started => run('node', ['tools/start.mjs'], env);

// A group of its own, as a shell gives to what it runs.
function run(program: string, args: readonly string[], env: Record<string, string> = {}): Started {
  const clean = { ...process.env, NODE_TEST_CONTEXT: undefined, LOG_LEVEL: undefined };
  const child = spawn(program, args, { cwd: root, detached: true, env: { ...clean, DATA_DIR: dataDir, PORT: String(port), ...env } });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)));
  return { child, said: () => text, killAll: () => void (child.exitCode === null && process.kill(-(child.pid ?? 0), 'SIGKILL')) };
}

async function firstAnswer(started: Started): Promise<Response> {
  for (;;) {
    assert.equal(started.child.exitCode, null, started.said());
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => null);
    if (answer) return answer;
    await sleep(20);
  }
}

async function untilReady(started: Started): Promise<void> {
  const deadline = Date.now() + 180_000;
  while (!(await firstAnswer(started)).ok) {
    assert.ok(Date.now() < deadline, started.said());
    await sleep(100);
  }
}

async function processOf(file: string): Promise<number> {
  const home = (await readFile(join(dataDir, 'database-home'), 'utf8').catch(() => join(dataDir, 'postgresql'))).trim();
  return Number.parseInt(await readFile(join(home, file), 'utf8'), 10);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

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
