// SPDX-License-Identifier: EUPL-1.2
/** A second site in a bucket, which fails in the middle. The S3 service is fauxqs, a program someone else wrote. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { startFauxqs, type FauxqsServer } from 'fauxqs';
import { openBlobStore } from '#platform/blobs/open-store.ts';
import type { BlobStore } from '#platform/blobs/store.ts';
import type { Context } from '#platform/context.ts';
import { asOwner } from '#rooms/people/testing.ts';
import type { Tables } from '../tables.ts';
import { ask, nameOf, openBackupHouse, type BackupHouse, type TestMachine } from '../testing.ts';
import { gateTo, type Gate } from '../testing/gate.ts';
import { copyObjects, verifyCopies } from './copy-objects.ts';

let folder: string;
let s3: FauxqsServer;
let gate: Gate;
let bucket: BlobStore;
let it: BackupHouse;
let machine: TestMachine;
let job: Context<Tables>;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beffroi-second-s3-'));
  s3 = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false, s3StorageDir: folder, init: { buckets: ['second'] } });
  gate = await gateTo(s3.port);
  const secondSite = {
    kind: 's3',
    bucket: 'second',
    region: 'eu-west-3',
    endpoint: `http://127.0.0.1:${gate.port}`,
    credentials: { accessKeyId: 'essai', secretAccessKey: 'essai' },
    pathStyle: true,
  } as const;
  bucket = await openBlobStore({ ...secondSite, endpoint: `http://127.0.0.1:${s3.port}` });
  it = await openBackupHouse({ settings: { secondSite } });
  machine = await it.machineOf(await it.bodyWith());
  job = { house: it.house } as unknown as Context<Tables>; // all that these jobs read of their caller
});
after(async () => {
  await it.close();
  await bucket.close();
  await gate.close();
  await s3.stop();
  await rm(folder, { recursive: true });
});

/** Sends an object, a minute after the one before. */
async function send(size: number): Promise<void> {
  it.clock.advance({ minutes: 1 });
  const body = randomBytes(size);
  assert.equal((await ask(it.port, 'POST', `${machine.path}/data/${nameOf(body)}`, { as: machine, body })).status, 200);
}
const copiedAt = (): Promise<string | null> =>
  asOwner(it, async (client) => (await client.query<{ at: string | null }>('select copied_at as at from backup.second_site')).rows[0]?.at ?? null);

test('a bucket that fails in the middle of a copy shows no half copy, is not said to follow, and follows the next time', async () => {
  for (const size of [70_000, 12_000_000, 400_000]) await send(size);
  gate.failAfter(9_000_000);
  await assert.rejects(copyObjects(job), /2 objects did not reach the second site; 1 did/);
  assert.equal((await Array.fromAsync(bucket.list())).length, 1, 'what was cut in the middle does not show');
  assert.equal(await copiedAt(), null);

  gate.open();
  assert.deepEqual(await copyObjects(job), { copied: 2, removed: 0 });
  assert.notEqual(await copiedAt(), null);
  assert.deepEqual(await verifyCopies(job), { checked: 3, damaged: 0 });
});

test('a bucket that is out of reach when copies are read again damages none of them', async () => {
  gate.failAfter(0);
  await assert.rejects(verifyCopies(job), /3 copies could not be read/);
  gate.open();
  assert.deepEqual(await verifyCopies(job), { checked: 3, damaged: 0 });
});

test('a copy that changed in the bucket is made again, and leaves with its object', async () => {
  const [one = ''] = await Array.fromAsync(bucket.list());
  await bucket.write(one, Readable.from([Buffer.from('other bytes')]));
  assert.deepEqual(await verifyCopies(job), { checked: 3, damaged: 1 });
  assert.deepEqual(await copyObjects(job), { copied: 1, removed: 0 });
  assert.deepEqual(await verifyCopies(job), { checked: 3, damaged: 0 });
  await asOwner(it, (client) => client.query('delete from backup.object'));
  assert.deepEqual(await copyObjects(job), { copied: 0, removed: 3 });
  assert.deepEqual(await Array.fromAsync(bucket.list()), []);
});

test('an object whose bytes are lost here keeps no other from the second site', async () => {
  for (const size of [30_000, 40_000, 50_000]) await send(size);
  const [lost] = await asOwner(it, async (client) => {
    const { rows } = await client.query<{ name: string }>(`select organisation_id || '/' || blob_id as name from backup.object order by at limit 1`);
    return rows;
  });
  await it.house.blobs.remove(lost?.name ?? '');
  await assert.rejects(copyObjects(job), /1 objects did not reach the second site; 2 did/);
  assert.equal((await Array.fromAsync(bucket.list())).length, 2);
});
