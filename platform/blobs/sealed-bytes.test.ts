// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { openSealed, sealBytes, sealedSize, type Seal } from './sealed-bytes.ts';
import type { ByteRange } from './store.ts';

const seal: Seal = { key: Buffer.alloc(32, 7), name: 'body/blob' };
// Around the first segment's end (65536 - 16 - 40) and a later one's (65536 - 16).
const interesting = [0, 1, 39, 40, 65_479, 65_480, 65_481, 65_536, 131_000, 131_001, 300_000];

test('gives back any part of what was sealed, whatever its size', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...interesting), fc.nat(), fc.nat(), fc.integer({ min: 1, max: 100_000 }), async (size, from, length, chunk) => {
      const plain = randomBytes(size);
      const sealed = await collect(sealBytes(seal, chunksOf(plain, chunk)));
      assert.equal(sealed.length, sealedSize(size));
      const first = size === 0 ? 0 : from % size;
      const last = size === 0 ? -1 : first + (length % (size - first));
      const asked: ByteRange[] = [];
      const opened = await collect(openSealed(seal, size, { first, last }, reader(sealed, asked, chunk)));
      assert.deepEqual(opened, plain.subarray(first, last + 1));
      const read = asked.reduce((sum, range) => sum + range.last - range.first + 1, 0);
      assert.ok(read <= last - first + 1 + 2 * 65_536 + 40, 'reads no more than the segments concerned');
    }),
    { numRuns: 60 },
  );
});

test('opens nothing that was changed, cut, extended, reordered or moved to another name', async () => {
  const plain = randomBytes(200_000);
  const sealed = await collect(sealBytes(seal, chunksOf(plain, 65_536)));
  const changed = Buffer.from(sealed);
  changed.writeUInt8(changed.readUInt8(150_000) ^ 1, 150_000);
  const cut = sealed.subarray(0, 131_072);
  const reordered = Buffer.concat([
    sealed.subarray(0, 65_536),
    sealed.subarray(131_072, 196_608),
    sealed.subarray(65_536, 131_072),
    sealed.subarray(196_608),
  ]);
  const extended = Buffer.concat([sealed, Buffer.alloc(10)]);
  const opening = (bytes: Buffer, size = 200_000, as = seal) => collect(openSealed(as, size, { first: 0, last: size - 1 }, whole(bytes)));
  assert.deepEqual(await opening(sealed), plain);
  await assert.rejects(opening(changed));
  await assert.rejects(opening(cut), 'a segment is missing');
  await assert.rejects(opening(cut, 131_072 - 40 - 32), 'the last segment does not say that it is the last');
  await assert.rejects(opening(reordered));
  await assert.rejects(opening(extended));
  await assert.rejects(opening(sealed, 200_000, { ...seal, name: 'body/other' }));
  await assert.rejects(opening(sealed, 200_000, { ...seal, key: Buffer.alloc(32, 8) }));
});

test('writes the same bytes as ever from the same salt, so that what is kept stays readable', async () => {
  const sealed = await collect(sealBytes(seal, chunksOf(Buffer.alloc(100_000, 1), 9_999), (size) => Buffer.alloc(size, 3)));
  assert.equal(createHash('sha256').update(sealed).digest('hex'), '6fa62353d95b15ddbf963499466e8dc4f8cdbd6a0197c10e3d6f2acb822b1d7a');
});

test('closes what it reads from when the reader stops early', async () => {
  const sealed = await collect(sealBytes(seal, chunksOf(randomBytes(200_000), 65_536)));
  let closed = false;
  const source = async () =>
    (async function* () {
      try {
        yield* chunksOf(sealed, 1000);
      } finally {
        closed = true;
      }
    })();
  for await (const _ of openSealed(seal, 200_000, { first: 0, last: 199_999 }, source)) break;
  assert.equal(closed, true);
});

async function* chunksOf(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let offset = 0; offset < bytes.length; offset += size) yield bytes.subarray(offset, offset + size);
}

function reader(sealed: Buffer, asked: ByteRange[], chunk: number) {
  return async (range: ByteRange) => {
    asked.push(range);
    return chunksOf(sealed.subarray(range.first, range.last + 1), chunk);
  };
}

function whole(sealed: Buffer) {
  return async (range: ByteRange) => chunksOf(sealed.subarray(range.first), 50_000);
}

async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}
