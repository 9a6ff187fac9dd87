// SPDX-License-Identifier: EUPL-1.2
/** One suite for every place where bytes may lie. The S3 service is fauxqs, a program someone else wrote. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { createServer, connect, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startFauxqs, type FauxqsServer } from 'fauxqs';
import { Refusal } from '../http/contract.ts';
import { openDiskStore } from './disk.ts';
import { openS3Store } from './s3.ts';
import { BlobMissing, type BlobStore } from './store.ts';

const organisation = randomUUID();
const other = randomUUID();
const named = (body = organisation): string => `${body}/${randomUUID()}`;

let folder: string;
let s3: FauxqsServer;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beffroi-store-'));
  s3 = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false, s3StorageDir: join(folder, 's3'), init: { buckets: ['beffroi'] } });
});
after(async () => {
  await s3.stop();
  await rm(folder, { recursive: true });
});

const stores: Record<string, () => Promise<BlobStore>> = {
  'on disk': () => openDiskStore(join(folder, 'disk')),
  'on S3': async () => openS3Store(s3Options(s3.port)),
};

for (const [where, open] of Object.entries(stores)) {
  describe(`a store ${where}`, () => {
    let store: BlobStore;
    before(async () => {
      store = await open();
    });
    after(() => store.close());

    test('gives back what was written, whole or in part', async () => {
      const name = named();
      const bytes = randomBytes(100_000);
      await store.write(name, piecesOf(bytes, 7_777));
      assert.deepEqual(await bytesOf(store, name), bytes);
      assert.deepEqual(await bytesOf(store, name, { first: 0, last: 0 }), bytes.subarray(0, 1));
      assert.deepEqual(await bytesOf(store, name, { first: 99_000, last: 99_999 }), bytes.subarray(99_000));
      assert.equal(await store.size(name), 100_000);
    });

    test('keeps an empty file', async () => {
      const name = named();
      await store.write(name, piecesOf(Buffer.alloc(0), 1));
      assert.equal(await store.size(name), 0);
      assert.equal((await bytesOf(store, name)).length, 0);
    });

    test('keeps a file of several parts', async () => {
      const name = named();
      const megabytes = 40;
      await store.write(name, repeated(megabytes));
      assert.equal(await store.size(name), megabytes * 1024 * 1024);
      const digest = createHash('sha256');
      for await (const chunk of await store.read(name)) digest.update(chunk);
      const expected = createHash('sha256');
      for await (const chunk of repeated(megabytes)) expected.update(chunk);
      assert.equal(digest.digest('hex'), expected.digest('hex'));
    });

    test('shows nothing of what failed on the way, small or large', async () => {
      for (const megabytes of [1, 20]) {
        const name = named();
        await assert.rejects(store.write(name, failingAfter(megabytes)), /the sender went away/);
        assert.equal(await store.size(name), null);
        assert.equal((await allNames(store)).includes(name), false);
      }
    });

    test('says that bytes are missing before giving any', async () => {
      await assert.rejects(store.read(named()), BlobMissing);
      assert.equal(await store.size(named()), null);
    });

    test('removes, twice if asked', async () => {
      const name = named();
      await store.write(name, piecesOf(Buffer.from('x'), 1));
      await store.remove(name);
      await store.remove(name);
      assert.equal(await store.size(name), null);
    });

    test('lists every name, those of one organisation together', async () => {
      const mine = [named(), named(), named(other), named(other)];
      for (const name of mine) await store.write(name, piecesOf(Buffer.from(name), 10));
      const names = await allNames(store);
      for (const name of mine) assert.ok(names.includes(name));
      const bodies = names.map((name) => name.split('/')[0]).filter((body, index, all) => body !== all[index - 1]);
      assert.equal(bodies.length, new Set(bodies).size);
    });

    test('clears unfinished writes without touching finished ones', async () => {
      const name = named();
      await store.write(name, piecesOf(Buffer.from('kept'), 10));
      await store.clearUnfinished(Temporal.Now.instant().add({ hours: 1 }));
      assert.equal(String(await bytesOf(store, name)), 'kept');
    });
  });
}

test('a store on disk leaves no half-written file behind, and clears what a crash left', async () => {
  const root = join(folder, 'crash');
  const store = await openDiskStore(root);
  await assert.rejects(store.write(named(), failingAfter(1)));
  assert.deepEqual(await readdir(join(root, 'unfinished')), []);
  const left = join(root, 'unfinished', randomUUID());
  execFileSync('touch', [left]);
  const yesterday = new Date(Date.now() - 86_400_000);
  await store.clearUnfinished(Temporal.Instant.fromEpochMilliseconds(yesterday.getTime()));
  assert.equal((await readdir(join(root, 'unfinished'))).length, 1, 'one that may still be written stays');
  await utimes(left, yesterday, yesterday);
  await store.clearUnfinished(Temporal.Now.instant().subtract({ hours: 1 }));
  assert.deepEqual(await readdir(join(root, 'unfinished')), []);
});

test('a full disk refuses in words, keeps nothing, and serves again once there is room', async (t) => {
  const root = await mkdtemp(join(tmpdir(), 'beffroi-full-'));
  t.after(() => rm(root, { recursive: true }));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', root], { stdio: 'pipe' });
  } catch {
    return t.skip('a small disk can only be mounted by root');
  }
  try {
    const store = await openDiskStore(root);
    const name = named();
    await assert.rejects(
      store.write(name, repeated(4)),
      (error) => error instanceof Refusal && error.code === 'blobs.no-room' && error.status === 507,
    );
    assert.equal(await store.size(name), null);
    assert.deepEqual(await readdir(join(root, 'unfinished')), []);
    await store.write(name, repeated(1));
    assert.equal(await store.size(name), 1024 * 1024);
  } finally {
    execFileSync('umount', ['-l', root]);
  }
});

test('an S3 service that goes away midway leaves nothing visible', async () => {
  const proxy = await cuttingProxy(s3.port, 12 * 1024 * 1024);
  const store = openS3Store(s3Options(proxy.port));
  const name = named();
  await assert.rejects(store.write(name, repeated(40)));
  await store.close();
  await proxy.close();
  const direct = openS3Store(s3Options(s3.port));
  assert.equal(await direct.size(name), null);
  assert.equal((await allNames(direct)).includes(name), false);
  await direct.close();
});

function s3Options(port: number) {
  return {
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-west-3',
    bucket: 'beffroi',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    pathStyle: true,
  };
}

/** Passes so many bytes on to the service, then cuts every connection, present and future. */
async function cuttingProxy(target: number, most: number): Promise<{ port: number; close(): Promise<void> }> {
  let passed = 0;
  const server: Server = createServer((client) => {
    if (passed > most) return void client.destroy();
    const upstream = connect(target, '127.0.0.1');
    client.on('data', (chunk) => {
      passed += chunk.length;
      if (passed > most) {
        client.destroy();
        upstream.destroy();
      }
    });
    client.pipe(upstream).pipe(client);
    for (const socket of [client, upstream]) socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port, // a TCP server that listens has an address
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function* piecesOf(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let offset = 0; offset < bytes.length; offset += size) yield bytes.subarray(offset, offset + size);
}

async function* repeated(megabytes: number): AsyncGenerator<Buffer> {
  for (let index = 0; index < megabytes * 16; index += 1) yield Buffer.alloc(64 * 1024, index);
}

async function* failingAfter(megabytes: number): AsyncGenerator<Buffer> {
  yield* repeated(megabytes);
  throw new Error('the sender went away');
}

async function bytesOf(store: BlobStore, name: string, range?: { first: number; last: number }): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await store.read(name, range)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function allNames(store: BlobStore): Promise<string[]> {
  const names: string[] = [];
  for await (const name of store.list()) names.push(name);
  return names;
}
