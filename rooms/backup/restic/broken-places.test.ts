// SPDX-License-Identifier: EUPL-1.2
/** A server killed at any byte, and a bucket that fails in the middle. The S3 service is fauxqs, a program someone else wrote. */
import assert from 'node:assert/strict';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { startFauxqs } from 'fauxqs';
import { sweepBlobs } from '#platform/blobs/sweep-blobs.ts';
import { verifyBlobs } from '#platform/blobs/verify-blobs.ts';
import { needs } from '#platform/testing/peer.ts';
import { ask, nameOf, openBackupHouse, restic, type BackupHouse, type TestMachine } from '../testing.ts';
import { countedOf } from '../testing/counted.ts';
import { gateTo } from '../testing/gate.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beffroi-broken-'));
});
after(() => rm(folder, { recursive: true }));

test('a server killed while it receives keeps all that it acknowledged, and shows no half object', async (t) => {
  const it = await openBackupHouse();
  t.after(() => it.close());
  const of = await it.bodyWith();
  const machine = await it.machineOf(of);
  const acknowledged = new Map<string, Buffer>();
  const halves = new Set<string>();
  const tried = new Map<string, Buffer>();
  for (let round = 0; round < 2; round += 1) {
    const { port, process: server } = await serveApart(it);
    const sending = Array.from({ length: 4 }, async () => {
      for (;;) {
        const body = randomBytes(400_000);
        tried.set(nameOf(body), body);
        const answer = await ask(port, 'POST', `${machine.path}/data/${nameOf(body)}`, { as: machine, body });
        assert.equal(answer.status, 200);
        acknowledged.set(nameOf(body), body);
      }
    });
    // Others stand still at a chosen byte; the last has sent all of it and waits for its answer.
    const size = 300_000;
    for (const sent of [0, 1, 65_536, size - 1, size]) {
      const body = randomBytes(size);
      tried.set(nameOf(body), body);
      if (sent < size) halves.add(nameOf(body));
      await sendPart(port, machine, body, sent);
    }
    while (acknowledged.size < (round + 1) * 8) await new Promise((done) => setTimeout(done, 5));
    server.kill('SIGKILL');
    await Promise.allSettled(sending);
  }
  assert.ok(tried.size > acknowledged.size, 'some were cut in the middle');
  const listed: string[] = JSON.parse((await ask(it.port, 'GET', `${machine.path}/data/`, { as: machine })).body.toString());
  for (const name of acknowledged.keys()) assert.ok(listed.includes(name), 'an acknowledged object is lost');
  assert.deepEqual(
    listed.filter((name) => halves.has(name)),
    [],
  );
  for (const name of listed) {
    const { body } = await ask(it.port, 'GET', `${machine.path}/data/${name}`, { as: machine });
    assert.equal(body.equals(tried.get(name) ?? Buffer.alloc(0)), true, 'an object that shows is whole');
  }
  const { account, repository, objects, day } = await countedOf(it, of.body.id);
  const bytes = listed.reduce((total, name) => total + (tried.get(name)?.length ?? 0), 0);
  assert.deepEqual(
    { account, repository, objects, day },
    { account: bytes, repository: bytes, objects: bytes, day: bytes },
    'the right is counted to the byte',
  );
  // What the dead processes left is found by the sweep, and nothing else.
  it.clock.advance({ hours: 100 });
  await sweepBlobs(it.house);
  assert.deepEqual(await Array.fromAsync(verifyBlobs(it.house)), []);
});

test('a server killed under restic leaves a repository that is sound, and the next backup whole', needs('restic', 'restic'), async (t) => {
  const it = await openBackupHouse();
  t.after(() => it.close());
  const of = await it.bodyWith();
  const machine = await it.machineOf(of);
  const data = join(folder, 'mairie');
  await mkdir(data);
  for (let n = 0; n < 12; n += 1) await writeFile(join(data, `${n}.bin`), randomBytes(2_000_000));
  await restic(machine.repository, ['init']);
  for (const least of [1, 2]) {
    const { port, process: server } = await serveApart(it);
    const there = machine.repository.replace(`:${it.port}/`, `:${port}/`);
    const client = spawn('restic', ['backup', data, '--no-cache', '--pack-size', '4'], {
      env: { ...process.env, RESTIC_REPOSITORY: there, RESTIC_PASSWORD: 'phrase de passe du dépôt' },
      stdio: 'ignore',
    });
    const packs = async (): Promise<number> =>
      (JSON.parse((await ask(it.port, 'GET', `${machine.path}/data/`, { as: machine })).body.toString()) as unknown[]).length;
    while ((await packs()) < least && client.exitCode === null) await new Promise((done) => setTimeout(done, 5));
    server.kill('SIGKILL');
    client.kill('SIGKILL');
  }
  await restic(machine.repository, ['unlock', '--remove-all']);
  await restic(machine.repository, ['check', '--read-data']);
  await restic(machine.repository, ['backup', data]);
  await restic(machine.repository, ['check', '--read-data']);
  const target = join(folder, 'restored');
  await restic(machine.repository, ['restore', 'latest', '--target', target]);
  execFileSync('diff', ['-r', data, join(target, data)]);
  const { account, repository, objects, day } = await countedOf(it, of.body.id);
  assert.deepEqual([account, repository, day], [objects, objects, objects]);
});

test('a bucket that fails in the middle of an upload shows nothing, and takes it the next time', async (t) => {
  const s3 = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false, s3StorageDir: join(folder, 's3'), init: { buckets: ['beffroi'] } });
  const gate = await gateTo(s3.port);
  const it = await openBackupHouse({
    settings: {
      blobs: {
        kind: 's3',
        bucket: 'beffroi',
        region: 'eu-west-3',
        endpoint: `http://127.0.0.1:${gate.port}`,
        credentials: { accessKeyId: 'essai', secretAccessKey: 'essai' },
        pathStyle: true,
      },
    },
  });
  t.after(async () => {
    await it.close();
    await gate.close();
    await s3.stop();
  });
  const machine = await it.machineOf(await it.bodyWith());
  const at = (name: string): string => `${machine.path}/data/${name}`;
  const send = (body: Buffer, name = nameOf(body)) => ask(it.port, 'POST', at(name), { as: machine, body });

  const kept = randomBytes(12_000_000);
  assert.equal((await send(kept)).status, 200);
  const { status, body: part } = await ask(it.port, 'GET', at(nameOf(kept)), { as: machine, headers: { range: 'bytes=9000000-9000999' } });
  assert.deepEqual([status, part.equals(kept.subarray(9_000_000, 9_001_000))], [206, true]);
  assert.equal((await send(randomBytes(10_000_000), 'b'.repeat(64))).status, 400, 'what is not its name leaves no object');

  const body = randomBytes(20_000_000);
  gate.failAfter(9_000_000);
  assert.equal((await send(body)).status, 500);
  gate.open();
  assert.equal((await ask(it.port, 'HEAD', at(nameOf(body)), { as: machine })).status, 404);
  assert.equal((await send(body)).status, 200);
  assert.equal((await ask(it.port, 'GET', at(nameOf(body)), { as: machine })).body.equals(body), true);
  assert.deepEqual(await Array.fromAsync(verifyBlobs(it.house)), []);
});

async function serveApart(it: BackupHouse): Promise<{ port: number; process: ChildProcess }> {
  const settings = { ...it.house.settings, secretKey: Buffer.from(it.house.settings.secretKey).toString('base64') };
  const child = spawn(process.execPath, [join(import.meta.dirname, '../testing/serve-apart.ts'), it.serverUrl, JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) return { port: Number(line), process: child };
  throw new Error('the server said no port');
}

async function sendPart(port: number, as: TestMachine, body: Buffer, sent: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  const credentials = Buffer.from(`${as.user}:${as.secret}`).toString('base64');
  const head = `POST ${as.path}/data/${nameOf(body)} HTTP/1.1\r\nHost: x\r\nAuthorization: Basic ${credentials}\r\nContent-Length: ${body.length}\r\n\r\n`;
  await new Promise((done) => socket.write(Buffer.concat([Buffer.from(head), body.subarray(0, sent)]), done));
}
