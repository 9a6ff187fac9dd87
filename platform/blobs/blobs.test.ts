// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readdir, readFile, stat, truncate, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Client } from 'pg';
import type { Context } from '../context.ts';
import { Refusal } from '../http/contract.ts';
import { inContext } from '../make-context.ts';
import { openTestHouse, type TestHouse } from '../testing/house.ts';
import { eraseBlobs } from './erase-blobs.ts';
import { keepBlob, type BlobToKeep, type KeptBlob } from './keep-blob.ts';
import { downloadBlob, readBlob } from './read-blob.ts';
import { releaseBlob } from './release-blob.ts';
import type { ByteRange } from './store.ts';
import { sweepBlobs } from './sweep-blobs.ts';
import { uploadBlob } from './upload-blob.ts';
import { verifyBlobs, type BlobFault } from './verify-blobs.ts';

const actor = { kind: 'job', name: 'test' } as const;
let it: TestHouse;
let here: string;
let elsewhere: string;

before(async () => {
  it = await openTestHouse([]);
  [here, elsewhere] = [randomUUID(), randomUUID()];
});
after(() => it.close());

const within = <Result>(organisation: string, work: (ctx: Context) => Promise<Result>): Promise<Result> =>
  inContext(it.house, { actor, organisation }, work);
const row = () => ({ table: 'test.row', id: randomUUID() });
const keep = (organisation: string, content: BlobToKeep['content'], more: Partial<BlobToKeep> = {}): Promise<KeptBlob> =>
  within(organisation, (ctx) => keepBlob(ctx, { content, type: 'text/plain', referencedBy: row(), ...more }));
const read = async (organisation: string, blobId: string, range?: ByteRange): Promise<Buffer> =>
  bytesOf((await within(organisation, (ctx) => readBlob(ctx, blobId, range))).content);
const refuses = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

test('gives back what a row keeps, whole or in part, with its size and digest', async () => {
  const content = randomBytes(200_000);
  const kept = await keep(here, content);
  assert.equal(kept.size, 200_000);
  assert.equal(kept.digest, createHash('sha256').update(content).digest('hex'));
  assert.deepEqual(await read(here, kept.blobId), content);
  assert.deepEqual(await read(here, kept.blobId, { first: 100_000, last: 100_009 }), content.subarray(100_000, 100_010));
  assert.deepEqual(await read(here, kept.blobId, { first: 199_999, last: 300_000 }), content.subarray(199_999));
  await assert.rejects(read(here, kept.blobId, { first: 200_000, last: 200_000 }), refuses('blobs.range'));
});

test('keeps an empty content', async () => {
  assert.equal((await read(here, (await keep(here, Buffer.alloc(0))).blobId)).length, 0);
});

test('keeps one content once per body, under as many names as rows give it', async () => {
  const content = randomBytes(1000);
  const [first, second] = [row(), row()];
  const a = await keep(here, content, { referencedBy: first, name: 'délibération.txt' });
  const b = await keep(
    here,
    (async function* () {
      yield content;
    })(),
    { referencedBy: second, name: 'copie.txt' },
  );
  assert.equal(a.blobId, b.blobId);
  assert.equal((await filesOf(here)).filter((path) => path.endsWith(a.blobId)).length, 1);
  const file = await within(here, (ctx) => downloadBlob(ctx, a.blobId, second));
  assert.equal(file.name, 'copie.txt');
  await assert.rejects(
    within(here, (ctx) => downloadBlob(ctx, a.blobId, row())),
    refuses('blobs.unknown'),
  );
});

test('tells one body nothing of what another keeps', async () => {
  const content = randomBytes(1000);
  const mine = await keep(here, content);
  const theirs = await keep(elsewhere, content);
  assert.notEqual(mine.blobId, theirs.blobId);
  const [a, b] = await Promise.all([readFile(fileOf(here, mine.blobId)), readFile(fileOf(elsewhere, theirs.blobId))]);
  assert.equal(a.equals(b), false, 'the same content looks different in the store');
  await assert.rejects(read(here, theirs.blobId), refuses('blobs.unknown'));
});

test('seals what it keeps, and leaves alone what a client has sealed', async () => {
  const content = Buffer.from('Le maire a signé la convention. '.repeat(100));
  const sealed = await readFile(fileOf(here, (await keep(here, content)).blobId));
  assert.equal(sealed.includes('convention'), false);
  const raw = await keep(here, content, { raw: true });
  assert.deepEqual(await readFile(fileOf(here, raw.blobId)), content);
  assert.deepEqual(await read(here, raw.blobId, { first: 3, last: 7 }), content.subarray(3, 8));
});

test('forgets the reference when the transaction fails, and the bytes after the time of grace', async () => {
  const before = await filesOf(here);
  await assert.rejects(
    within(here, async (ctx) => {
      await keepBlob(ctx, { content: randomBytes(10), type: 'text/plain', referencedBy: row() });
      throw new Error('the action fails');
    }),
  );
  assert.equal((await filesOf(here)).length, before.length + 1);
  it.clock.advance({ hours: 1 });
  assert.equal((await sweepBlobs(it.house)).orphans, 0, 'it may be an upload under way');
  it.clock.advance({ hours: 100 });
  assert.equal((await sweepBlobs(it.house)).orphans, 1);
  assert.deepEqual(await filesOf(here), before);
});

test('keeps a content until its last row releases it, then some days more', async () => {
  const content = randomBytes(500);
  const [first, second] = [row(), row()];
  const { blobId } = await keep(here, content, { referencedBy: first });
  await keep(here, content, { referencedBy: second });
  await within(here, (ctx) => releaseBlob(ctx, first));
  await within(here, (ctx) => releaseBlob(ctx, first, blobId));
  it.clock.advance({ hours: 100 });
  assert.equal((await sweepBlobs(it.house)).unreferenced, 0);
  await within(here, (ctx) => releaseBlob(ctx, second, blobId));
  it.clock.advance({ hours: 1 });
  assert.equal((await sweepBlobs(it.house)).unreferenced, 0, 'within the time of grace');
  assert.deepEqual(await read(here, blobId), content);
  it.clock.advance({ hours: 100 });
  assert.equal((await sweepBlobs(it.house)).unreferenced, 1);
  await assert.rejects(read(here, blobId), refuses('blobs.unknown'));
  assert.equal(
    (await filesOf(here)).some((path) => path.endsWith(blobId)),
    false,
  );
});

test('needs again what was about to go', async () => {
  const content = randomBytes(500);
  const first = row();
  const { blobId } = await keep(here, content, { referencedBy: first });
  await within(here, (ctx) => releaseBlob(ctx, first));
  it.clock.advance({ hours: 100 });
  assert.equal((await keep(here, content)).blobId, blobId);
  await sweepBlobs(it.house);
  assert.deepEqual(await read(here, blobId), content);
});

test('keeps one copy of what twenty requests bring at once', async () => {
  const body = randomUUID();
  const content = randomBytes(5000);
  const kept = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      keep(
        body,
        n % 2
          ? content
          : (async function* () {
              yield content;
            })(),
      ),
    ),
  );
  assert.equal(new Set(kept.map((blob) => blob.blobId)).size, 1);
  it.clock.advance({ hours: 100 });
  await sweepBlobs(it.house);
  assert.equal((await filesOf(body)).length, 1);
});

test('streams an upload of 200 MB without a transaction and in flat memory', async () => {
  const megabytes = 200;
  const digest = createHash('sha256');
  const before = process.memoryUsage().rss;
  let highest = 0;
  const uploaded = await uploadBlob(
    it.house,
    here,
    (async function* () {
      for (let n = 0; n < megabytes * 4; n += 1) {
        const chunk = Buffer.alloc(256 * 1024, n);
        digest.update(chunk);
        if (n % 64 === 0) highest = Math.max(highest, process.memoryUsage().rss);
        yield chunk;
      }
    })(),
  );
  assert.ok(highest - before < 150e6, `memory grew by ${Math.round((highest - before) / 1e6)} MB`);
  const kept = await keep(here, uploaded);
  assert.equal(kept.digest, digest.digest('hex'));
  assert.deepEqual(await read(here, kept.blobId, { first: 150e6, last: 150e6 }), Buffer.of(Math.floor(150e6 / (256 * 1024)) % 256));
  await assert.rejects(keep(elsewhere, uploaded), /uploaded for another body/);
});

test('erasing the key of a body erases its bytes, wherever copies of them lie', async () => {
  const body = randomUUID();
  const content = Buffer.from('à oublier');
  const { blobId } = await keep(body, content);
  const backup = await readFile(fileOf(body, blobId));
  await within(body, eraseBlobs);
  await assert.rejects(read(body, blobId), refuses('blobs.unknown'));
  // Even with the rows and the bytes of a backup, the new key does not open them.
  await keep(body, Buffer.from('autre'));
  await asOwner((client) =>
    client.query('insert into platform.blob (organisation_id, id, digest, size, is_raw, created_at) values ($1, $2, $3, $4, false, now())', [
      body,
      blobId,
      createHash('sha256').update(content).digest(),
      content.length,
    ]),
  );
  await writeFile(fileOf(body, blobId), backup);
  await assert.rejects(read(body, blobId), /authenticate/);
});

test('another root key opens nothing, and says so', async () => {
  const { blobId } = await keep(here, Buffer.from('secret'));
  const stranger = { ...it.house, settings: { ...it.house.settings, secretKey: randomBytes(32) } };
  await assert.rejects(
    inContext(stranger, { actor, organisation: here }, (ctx) => readBlob(ctx, blobId)),
    /another root key/,
  );
});

test('finds every damage: missing, cut, changed, unreadable', async () => {
  assert.deepEqual(await faults(), [], 'all that the tests above kept is sound');
  const body = randomUUID();
  const [missing, cut, changed, rawChanged, sound] = [
    await keep(body, randomBytes(1000)),
    await keep(body, randomBytes(1000)),
    await keep(body, randomBytes(1000)),
    await keep(body, randomBytes(1000), { raw: true }),
    await keep(body, randomBytes(1000)),
  ];
  await unlink(fileOf(body, missing.blobId));
  await truncate(fileOf(body, cut.blobId), 500);
  for (const { blobId } of [changed, rawChanged]) {
    const bytes = await readFile(fileOf(body, blobId));
    bytes.writeUInt8(bytes.readUInt8(700) ^ 1, 700);
    await writeFile(fileOf(body, blobId), bytes);
  }
  const found = new Map((await faults()).map(({ blobId, fault }) => [blobId, fault]));
  assert.deepEqual(
    [missing, cut, changed, rawChanged, sound].map(({ blobId }) => found.get(blobId)),
    ['missing', 'wrong-size', 'unreadable', 'wrong-digest', undefined],
  );
  await assert.rejects(read(body, changed.blobId));
  await assert.rejects(read(body, missing.blobId), /no bytes are kept/);
});

async function faults(): Promise<BlobFault[]> {
  await asOwner((client) =>
    client.query(`delete from platform.blob b where not exists (select from platform.blob_reference r where r.blob_id = b.id)`),
  );
  return Array.fromAsync(verifyBlobs(it.house));
}

function fileOf(organisation: string, blobId: string): string {
  return join(it.house.settings.dataDir, 'blobs', organisation, blobId.slice(-2), blobId);
}

async function filesOf(organisation: string): Promise<string[]> {
  const folder = join(it.house.settings.dataDir, 'blobs', organisation);
  if (!(await stat(folder).catch(() => null))) return [];
  return (await readdir(folder, { recursive: true })).filter((path) => path.includes('/')).sort();
}

async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function asOwner(work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: it.ownerUrl });
  await client.connect();
  await work(client);
  await client.end();
}
