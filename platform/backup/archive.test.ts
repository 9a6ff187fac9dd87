// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import * as fc from 'fast-check';
import { CannotStart } from '../cannot-start.ts';
import { readArchive, writeArchive } from './archive.ts';
import { RowSum, startSum } from './sum.ts';

let folder: string;
before(async () => (folder = await mkdtemp(join(tmpdir(), 'beffroi-archive-'))));
after(() => rm(folder, { recursive: true }));

test('gives back what it was given, in order, for its owner alone', async () => {
  const file = join(folder, 'whole.tar');
  await writeArchive(file, async (archive) => {
    await archive.add('one', 'un');
    await archive.addStream('deux', 6, Readable.from([Buffer.from('abc'), Buffer.from('def')]));
    await archive.add('empty', '');
  });
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  const read: [string, string][] = [];
  for await (const { name, content } of readArchive(file)) read.push([name, String(await buffer(content))]);
  assert.deepEqual(read, [
    ['one', 'un'],
    ['deux', 'abcdef'],
    ['empty', ''],
  ]);
});

test('leaves no file when the saving fails, whatever an earlier one left', async () => {
  const file = join(folder, 'failed.tar');
  await writeFile(`${file}.part`, 'left by a killed process');
  await assert.rejects(
    writeArchive(file, async (archive) => {
      await archive.add('one', 'un');
      throw new Error('the database went away');
    }),
    /went away/,
  );
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.startsWith('failed')),
    [],
  );
});

test('a content shorter than announced fails the saving', async () => {
  const short = writeArchive(join(folder, 'short.tar'), (archive) => archive.addStream('blob', 10, Readable.from([Buffer.from('abc')])));
  await assert.rejects(short);
});

test('never replaces an earlier file', async () => {
  const file = join(folder, 'kept.tar');
  await writeFile(file, 'precious');
  await assert.rejects(
    writeArchive(file, () => Promise.resolve()),
    (error) => error instanceof CannotStart && /existe déjà/.test(error.message),
  );
});

const row = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\n', ' '));

test('rows add up to the same sum in any order and cut anywhere', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row), fc.infiniteStream(fc.nat(9)), async (rows, sizes) => {
      const shuffled = rows.toSorted();
      assert.deepEqual(await sumOf(shuffled, sizes), await sumOf(rows, sizes));
    }),
    { numRuns: 50 },
  );
});

test('a row lost, doubled or changed shows in the sum', async () => {
  const whole = await sumOf(['a', 'b', 'b']);
  for (const other of [
    ['a', 'b'],
    ['a', 'b', 'b', 'b'],
    ['a', 'b', 'c'],
    ['a', 'a', 'b'],
    ['ab', 'b', ''],
  ]) {
    assert.notEqual((await sumOf(other)).digest, whole.digest);
  }
});

test('the sum of one thing is its own digest', () => {
  const digest = createHash('sha256').update('x').digest();
  const sum = startSum();
  sum.add(digest, 1);
  assert.deepEqual(sum.end(), { count: 1, bytes: 1, digest: digest.toString('hex') });
});

async function sumOf(rows: readonly string[], sizes: Iterator<number> = [].values()) {
  const text = Buffer.from(rows.map((one) => `${one}\n`).join(''));
  const sum = new RowSum();
  sum.resume();
  for (let offset = 0; offset < text.length;) {
    const size = (sizes.next().value ?? 1) + 1;
    sum.write(text.subarray(offset, offset + size));
    offset += size;
  }
  await new Promise<void>((resolve) => sum.end(resolve));
  return sum.sum();
}
