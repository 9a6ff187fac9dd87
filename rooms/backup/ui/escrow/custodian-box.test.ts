// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { halfInWords, joinHalves, newSecret, openWithSheet, passwordOf, publicKeyOf, sealPassword, type BoundTo } from './custodian-box.ts';
import { codeOf, fingerprintOf, keyOfCode } from './recovery-code.ts';

const either: BoundTo = { repositoryId: '01900000-0000-7000-8000-000000000001', mode: 'either' };
const both: BoundTo = { ...either, mode: 'both' };
const pairs = async () => {
  const secrets = [newSecret(), newSecret()] as const;
  return { secrets, keys: [await publicKeyOf(secrets[0]), await publicKeyOf(secrets[1])] as const };
};

test('either custodian opens with their own sheet, and nobody with another', async () => {
  const { secrets, keys } = await pairs();
  const [first, second] = await sealPassword('correct cheval pile agrafe, é', keys, either);
  assert.equal(passwordOf(await openWithSheet(first, secrets[0], either)), 'correct cheval pile agrafe, é');
  assert.equal(passwordOf(await openWithSheet(second, secrets[1], either)), 'correct cheval pile agrafe, é');
  await assert.rejects(openWithSheet(first, secrets[1], either));
  await assert.rejects(openWithSheet(first, newSecret(), either));
});

test('a box that was moved to another machine, or to the other mode, opens no more', async () => {
  const { secrets, keys } = await pairs();
  const [first] = await sealPassword('agrafe', keys, either);
  await assert.rejects(openWithSheet(first, secrets[0], { ...either, repositoryId: '01900000-0000-7000-8000-000000000002' }));
  await assert.rejects(openWithSheet(first, secrets[0], both));
});

test('both custodians are needed: a half says nothing, and only its other half completes it', async () => {
  const { secrets, keys } = await pairs();
  const boxes = await sealPassword('agrafe', keys, both);
  const [mine, theirs] = [await openWithSheet(boxes[0], secrets[0], both), await openWithSheet(boxes[1], secrets[1], both)];
  assert.equal(Buffer.from(mine).includes('agrafe') || Buffer.from(theirs).includes('agrafe'), false);
  assert.equal(joinHalves(mine, halfInWords(theirs)), 'agrafe');
  assert.equal(joinHalves(theirs, ` ${halfInWords(mine)}\n`), 'agrafe');
  const others = await sealPassword('agrafe', keys, both);
  const stray = await openWithSheet(others[1], secrets[1], both);
  for (const wrong of ['', 'demi', halfInWords(mine), halfInWords(stray)]) assert.equal(joinHalves(mine, wrong), null, wrong);
});

test('a box tells nothing of the length of what it holds', async () => {
  const { keys } = await pairs();
  const [short] = await sealPassword('a', keys, either);
  const [long] = await sealPassword('a'.repeat(60), keys, either);
  assert.equal(short.length, long.length);
});

test('a sheet is typed again however it was copied, and a slip of the pen is seen', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(55), async (bytes, at) => {
      const secret = new Uint8Array(bytes);
      const code = await codeOf(secret);
      assert.match(code, /^([0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-TV-Z]{4}$/);
      assert.deepEqual(await keyOfCode(code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')), secret);
      const letters = [...code.replaceAll('-', '')];
      letters[at] = letters[at] === 'A' ? 'B' : 'A';
      assert.equal(await keyOfCode(letters.join('')), null);
      assert.equal(await keyOfCode(code.slice(0, -1)), null);
    }),
    { numRuns: 30 },
  );
});

test('a key is compared aloud by eight letters', async () => {
  assert.match(await fingerprintOf(await publicKeyOf(newSecret())), /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
});
