// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { keyedDigest, secretBox } from './seal.ts';

const settings = { secretKey: Uint8Array.from({ length: 32 }, (_, index) => index) };
const otherKey = { secretKey: new Uint8Array(32) };
const box = secretBox('beffroi openid seal');
const digestOf = keyedDigest('beffroi openid digest');

test('what was sealed before this file opens still: the labels of the keys and the format are those of the rows that stand', () => {
  const sealed = Buffer.from('41dc139535bbb2ab788956406482f25ab9de2c0a3fa4ef00ba77cfbb54fadd9969bcc5', 'hex');
  assert.equal(box.unseal(settings, 'totp 1', sealed), 'contenu');
  const entrusted = Buffer.from('db75ce76b94e89879c94f12f658fe458c2b0a0b388d91813e07ad6e61f1ef8bfd13e9c', 'hex');
  assert.equal(secretBox('beffroi federation').unseal(settings, 'provider 1', entrusted), 'contenu');
  assert.equal(digestOf(settings, 'grant', 'abc').toString('hex'), '8fdbe1740ec29096b098d12b693cec70dead20e30e3f2f04dd709f4bce828af1');
});

test('any text and any bytes come back, and are never sealed twice alike', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.uint8Array(), (text, bytes) => {
      assert.equal(box.unseal(settings, 'lieu', box.seal(settings, 'lieu', text)), text);
      assert.deepEqual([...(box.open(settings, 'lieu', box.seal(settings, 'lieu', bytes)) ?? [])], [...bytes]);
      assert.notDeepEqual(box.seal(settings, 'lieu', text), box.seal(settings, 'lieu', text));
    }),
    { numRuns: 50 },
  );
});

test('moved to another row, sealed under another root key or for another purpose, it does not open', () => {
  const sealed = box.seal(settings, 'provider 1', 'secret');
  assert.equal(box.open(settings, 'provider 2', sealed), null);
  assert.equal(box.open(otherKey, 'provider 1', sealed), null);
  assert.equal(secretBox('beffroi federation').openText(settings, 'provider 1', sealed), null);
  assert.throws(() => box.unseal(settings, 'provider 2', sealed), /SECRET_KEY/);
});

test('altered in one bit anywhere, or cut short, it does not open', () => {
  const sealed = box.seal(settings, 'lieu', 'secret');
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const altered = Buffer.from(sealed);
    altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    assert.equal(box.open(settings, 'lieu', altered), null, `bit ${bit}`);
  }
  for (let length = 0; length < sealed.length; length++) assert.equal(box.open(settings, 'lieu', sealed.subarray(0, length)), null);
});

test('a digest is of one use, one secret and one installation', () => {
  const digest = digestOf(settings, 'code', '1234').toString('hex');
  for (const other of [digestOf(settings, 'grant', '1234'), digestOf(settings, 'code', '1235'), digestOf(otherKey, 'code', '1234')])
    assert.notEqual(other.toString('hex'), digest);
});
