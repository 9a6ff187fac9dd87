// SPDX-License-Identifier: EUPL-1.2
/** What a bad client, a bad disk or a bad moment do: no acknowledged object is lost, no half object shows. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { asOwner } from '#rooms/people/testing.ts';
import { ask, nameOf, openBackupHouse, type BackupHouse, type TestMachine } from '../testing.ts';
import { paced } from './paced.ts';

let it: BackupHouse;
let machine: TestMachine;
before(async () => {
  it = await openBackupHouse();
  machine = await it.machineOf(await it.bodyWith());
});
after(() => it.close());

const head = (as: TestMachine, name: string) => ask(it.port, 'HEAD', `${as.path}/data/${name}`, { as });
const post = (as: TestMachine, body: Buffer, name = nameOf(body), headers: Record<string, string | number> = {}) =>
  ask(it.port, 'POST', `${as.path}/data/${name}`, { as, body, headers });

/** Opens a connection and says the head of an upload; the test says the rest. */
async function beginUpload(as: TestMachine, name: string, length: number | 'chunked'): Promise<Socket> {
  const socket = connect(it.port, '127.0.0.1');
  socket.on('error', () => {});
  await new Promise((done) => socket.once('connect', done));
  socket.write(
    `POST ${as.path}/data/${name} HTTP/1.1\r\nHost: x\r\nAuthorization: Basic ${Buffer.from(`${as.user}:${as.secret}`).toString('base64')}\r\n` +
      `${length === 'chunked' ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`}\r\n\r\n`,
  );
  return socket;
}

/** Nothing of an upload is left where uploads are written. */
async function nothingIsUnfinished(): Promise<void> {
  const folder = join(it.house.settings.dataDir, 'blobs', 'unfinished');
  for (let tries = 0; tries < 3_000 && (await readdir(folder)).length > 0; tries += 1) await new Promise((done) => setTimeout(done, 20));
  assert.deepEqual(await readdir(folder), []);
}

describe('addresses', () => {
  test('no path and no header leads out of the repository, whatever it is made of', async () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '%2f',
      '..%2f',
      '%00',
      '%c0%ae',
      'data',
      'config',
      'locks',
      '//',
      '\\',
      '~',
      nameOf(Buffer.alloc(0)),
      'a'.repeat(300),
      'é',
      '%',
      '?create=true',
      '#',
    );
    const verb = fc.constantFrom('GET', 'HEAD', 'POST', 'DELETE', 'PUT', 'PATCH', 'OPTIONS');
    const header = fc.record({
      range: fc.oneof(fc.string({ unit: 'grapheme-ascii' }), fc.constantFrom('bytes=-0', 'bytes=0-0,2-3', 'bytes=9999999999999999-', 'bytes=--1')),
      accept: fc.string({ unit: 'grapheme-ascii' }),
    });
    await fc.assert(
      fc.asyncProperty(verb, fc.array(piece, { maxLength: 6 }), header, async (method, pieces, headers) => {
        const path = `${machine.path}/${pieces.join('/')}`.replaceAll(/[^\u0021-\u007e]/g, '%C3%A9').replaceAll('#', '%23');
        const { status } = await ask(it.port, method, path, { as: machine, headers: clean(headers) });
        // 200 is creating, listing, or looking where there is nothing to look at: the conformance table holds those.
        const isCreate = method === 'POST' && status === 200 && path.endsWith('?create=true');
        const isList = method === 'GET' && status === 200 && /^\/*(data|locks)\/*(\?|$)/.test(decodeURI(path.slice(machine.path.length)));
        assert.ok(isCreate || isList || (status >= 400 && status < 500), `${method} ${path} → ${status}`);
      }),
      { numRuns: 300 },
    );
  });

  test('no credentials but the right ones are anybody, whatever they are made of', async () => {
    const secret = fc.oneof(
      fc.string(),
      fc.constantFrom('', machine.user, `${machine.secret}\0`, `${machine.secret} `, machine.secret.toUpperCase()),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(machine.user, '', 'x', `${machine.user}\0`), secret, async (user, tried) => {
        const { status } = await ask(it.port, 'GET', `${machine.path}/data/`, { as: { user, secret: tried } });
        assert.equal(status, 401);
      }),
      { numRuns: 100 },
    );
  });
});

describe('an upload', () => {
  test('that the client cuts at any byte shows nothing, and leaves nothing', async () => {
    const body = randomBytes(200_000);
    for (const sent of [0, 1, 65_535, 65_536, 131_072, 199_999]) {
      const socket = await beginUpload(machine, nameOf(body), body.length);
      socket.write(body.subarray(0, sent));
      await new Promise((done) => setTimeout(done, 30));
      socket.destroy();
      assert.equal((await head(machine, nameOf(body))).status, 404, `after ${sent} bytes`);
    }
    await nothingIsUnfinished();
    assert.equal((await post(machine, body)).status, 200, 'the client sends it again');
    assert.equal((await head(machine, nameOf(body))).status, 200);
  });

  test('whose content is not its name is refused, and leaves nothing', async () => {
    const body = randomBytes(100_000);
    const altered = Buffer.from(body);
    altered[50_000] = (altered[50_000] ?? 0) ^ 1;
    assert.equal((await post(machine, altered, nameOf(body))).status, 400);
    assert.equal((await head(machine, nameOf(body))).status, 404);
    await nothingIsUnfinished();
  });

  test('too large is refused before it is read, and while it is read where its length was not said', async () => {
    const said = await beginUpload(machine, 'a'.repeat(64), 300 * 1024 * 1024);
    assert.match(await firstLineOf(said), /^HTTP\/1\.1 413 /);
    said.destroy();
    await assert.rejects(
      async () => {
        for await (const _ of paced(Readable.from([Buffer.alloc(60), Buffer.alloc(60)]), 100));
      },
      (error: Error) => 'status' in error && error.status === 413,
    );
  });

  test('of a client that falls silent, or trickles, is let go', async () => {
    const silent = new Readable({ read() {} });
    silent.push(Buffer.alloc(10));
    await assert.rejects(drain(paced(silent, 1_000, { idleMs: 50, spanMs: 1_000, least: 1 })), /trop lent/);
    const trickle = Readable.from(
      (async function* () {
        for (;;) {
          await new Promise((done) => setTimeout(done, 20));
          yield Buffer.alloc(1);
        }
      })(),
    );
    await assert.rejects(drain(paced(trickle, 1_000, { idleMs: 1_000, spanMs: 60, least: 1_000 })), /trop lent/);
  });

  test('is on the disk, file then folder, before it is recorded, and recorded before the client is told', async () => {
    const order: string[] = [];
    const body = randomBytes(70_000);
    const probe = await fs.promises.open(it.house.settings.dataDir);
    const handles = Object.getPrototypeOf(probe) as { sync: () => Promise<void>; stat: () => Promise<fs.Stats> };
    await probe.close();
    const [sync, rename] = [handles.sync, fs.promises.rename];
    handles.sync = async function (this: typeof handles) {
      const isFolder = (await this.stat()).isDirectory();
      await sync.call(this);
      order.push(isFolder ? 'folder synced' : 'file synced');
    };
    fs.promises.rename = async (from, to) => {
      await rename(from, to);
      order.push('renamed');
    };
    syncBuiltinESMExports();
    try {
      const queries = await it.queriesDuring(async () => {
        const { status } = await post(machine, body);
        order.push(`answered ${status}`);
      });
      // Who asks, then one statement that is a transaction by itself: the row is safe when it answers.
      assert.deepEqual(
        queries.map(({ sql }) => /backup\.\w+/.exec(sql)?.[0]),
        ['backup.admitted', 'backup.save_object'],
      );
    } finally {
      handles.sync = sync;
      fs.promises.rename = rename;
      syncBuiltinESMExports();
    }
    assert.deepEqual([order[0], order[1], order[2], order.at(-1)], ['file synced', 'renamed', 'folder synced', 'answered 200']);
  });

  test('holds no transaction while it streams', async () => {
    const body = randomBytes(100_000);
    const socket = await beginUpload(machine, nameOf(body), body.length);
    socket.write(body.subarray(0, 50_000));
    const waiting = (): Promise<unknown[]> =>
      asOwner(it, async (client) => {
        const { rows } = await client.query(
          `select query from pg_stat_activity where datname = current_database() and state like 'idle in transaction%' and application_name = 'beffroi'`,
        );
        return rows;
      });
    // Whoever sends is looked up in a short transaction of its own: it is over soon, and none follows.
    for (let tries = 0; tries < 600 && (await waiting()).length > 0; tries += 1) await new Promise((done) => setTimeout(done, 100));
    await new Promise((done) => setTimeout(done, 100));
    assert.deepEqual(await waiting(), []);
    socket.write(body.subarray(50_000));
    assert.match(await firstLineOf(socket), /^HTTP\/1\.1 200 /);
    socket.destroy();
  });

  test('whose recording fails is as if it had never been sent', async () => {
    const body = randomBytes(50_000);
    await asOwner(it, (client) => client.query(`alter table backup.object add constraint broken check (size <> 50000) not valid`));
    const { status, says } = await post(machine, body);
    assert.deepEqual([status, says.startsWith('Une erreur inattendue')], [500, true]);
    assert.equal((await head(machine, nameOf(body))).status, 404);
    await asOwner(it, (client) => client.query(`alter table backup.object drop constraint broken`));
    assert.equal((await post(machine, body)).status, 200);
  });

  test('by twenty at once under one name is kept once, and all are told that it is there', async () => {
    const body = randomBytes(30_000);
    const before = await accountOf(machine);
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(machine, body)));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
    assert.equal((await accountOf(machine)) - before, 30_000);
  });

  test('by sixty at once beyond the right lets in what fits, to the byte', async () => {
    const tight = await it.machineOf(await it.bodyWith({ amount: 1 })); // a thousandth of a Go: 1 Mo
    const answers = await Promise.all(Array.from({ length: 60 }, () => post(tight, randomBytes(30_000))));
    const kept = answers.filter(({ status }) => status === 200).length;
    assert.equal(kept, 33);
    assert.deepEqual([...new Set(answers.map(({ status }) => status))].sort(), [200, 507]);
    assert.equal(await accountOf(tight), 33 * 30_000);
    await nothingIsUnfinished();
  });

  test('to a disk that is full is refused in words, and what was there stays', async (t) => {
    const small = await mkdtemp(join(tmpdir(), 'beffroi-small-'));
    t.after(() => rm(small, { recursive: true, force: true }));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', small], { stdio: 'pipe' });
    } catch {
      return t.skip('a small disk can only be mounted by root');
    }
    const narrow = await openBackupHouse({ settings: { blobs: { kind: 'disk', dir: join(small, 'blobs') } } });
    try {
      const one = await narrow.machineOf(await narrow.bodyWith());
      const send = (body: Buffer) => ask(narrow.port, 'POST', `${one.path}/data/${nameOf(body)}`, { as: one, body });
      const kept = randomBytes(1_000_000);
      assert.equal((await send(kept)).status, 200);
      const refused = await send(randomBytes(4_000_000));
      assert.deepEqual([refused.status, refused.says.startsWith('L’espace de stockage est plein')], [507, true]);
      assert.equal((await ask(narrow.port, 'GET', `${one.path}/data/${nameOf(kept)}`, { as: one })).body.equals(kept), true);
      assert.equal((await send(randomBytes(500_000))).status, 200, 'what fits is still taken');
    } finally {
      await narrow.close();
      execFileSync('umount', ['-l', small]);
    }
  });
});

async function accountOf(as: TestMachine): Promise<number> {
  return asOwner(it, async (client) => {
    const { rows } = await client.query<{ bytes: number }>(
      'select a.bytes::int as bytes from backup.account a join backup.repository r using (organisation_id) where r.id = $1',
      [as.id],
    );
    return rows[0]?.bytes ?? -1;
  });
}

function clean(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replaceAll(/[^\u0020-\u007e]/g, '')]));
}

async function drain(bytes: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of bytes);
}

function firstLineOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    socket.once('data', (chunk: Buffer) => resolve(chunk.toString('latin1').split('\r\n')[0] ?? ''));
    socket.once('close', () => reject(new Error('the connection closed without an answer')));
  });
}
