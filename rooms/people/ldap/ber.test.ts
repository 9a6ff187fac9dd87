// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BerFault, elementSize, elementsIn, integerOf, onlyElementIn } from './ber/read-ber.ts';
import { element, integer, octets, SEQUENCE } from './ber/write-ber.ts';
import { readMessage } from './read-message.ts';
import { say } from './testing.ts';

const bytes = fc.uint8Array({ maxLength: 400 });

test('reads back every integer, string and nesting that it writes', () => {
  fc.assert(
    fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), bytes, (number, content) => {
      const written = element(SEQUENCE, integer(number), octets(content));
      assert.equal(elementSize(written, 1_000), written.length);
      const [first, second] = elementsIn(onlyElementIn(written).content, 2);
      assert.equal(first && integerOf(first.content), number);
      assert.deepEqual(second?.content, Buffer.from(content));
    }),
  );
});

test('writes the shortest form of an integer and of a length', () => {
  const shown = [0, 127, 128, 255, 256, -1, -128, -129, 2 ** 31 - 1].map((number) => integer(number).toString('hex'));
  assert.deepEqual(shown, ['020100', '02017f', '02020080', '020200ff', '02020100', '0201ff', '020180', '0202ff7f', '02047fffffff']);
  assert.equal(octets(Buffer.alloc(127)).subarray(0, 2).toString('hex'), '047f');
  assert.equal(octets(Buffer.alloc(128)).subarray(0, 3).toString('hex'), '048180');
  assert.equal(octets(Buffer.alloc(70_000)).subarray(0, 5).toString('hex'), '0483011170');
});

test('waits for the bytes of a length, and refuses a frame above the limit before it comes', () => {
  const whole = octets(Buffer.alloc(300));
  assert.deepEqual(
    [0, 1, 2, 3].map((count) => elementSize(whole.subarray(0, count), 1_000)),
    [null, null, null, null],
  );
  assert.equal(elementSize(whole.subarray(0, 4), 1_000), 304);
  assert.throws(() => elementSize(Buffer.from([0x30, 0x84, 0x7f, 0xff, 0xff, 0xff]), 1_000), BerFault);
});

test('refuses what LDAP does not allow: indefinite lengths, long tags, lengths of nine bytes', () => {
  for (const header of [
    [0x30, 0x80],
    [0x1f, 0x81, 0x01],
    [0x30, 0x89, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  ])
    assert.throws(() => elementSize(Buffer.from(header), 1_000), BerFault);
});

test('never throws anything but a refusal, whatever the bytes', () => {
  const attempt = (content: Buffer): void => {
    try {
      readMessage(content);
    } catch (error) {
      if (!(error instanceof BerFault)) throw error;
    }
  };
  fc.assert(
    fc.property(bytes, (content) => attempt(Buffer.from(content))),
    { numRuns: 2_000 },
  );
  // Whole messages with one byte changed go further than noise.
  const valid = [
    say.message(1, say.bind('uid=a,dc=b', 'secret')),
    say.message(2, say.search('dc=beffroi', element(0xa0, say.equal('uid', 'a'), element(0xa2, say.present('cn'))), { attributes: ['cn', '*'] })),
    say.message(3, say.extended('1.3.6.1.4.1.1466.20037'), say.control('1.2.840.113556.1.4.319', true, element(SEQUENCE, integer(3), octets('')))),
  ];
  fc.assert(
    fc.property(fc.constantFrom(...valid), fc.nat(), fc.integer({ min: 0, max: 255 }), (message, at, byte) => {
      const changed = Buffer.from(message);
      changed[at % changed.length] = byte;
      attempt(changed);
    }),
    { numRuns: 3_000 },
  );
});

test('a filter nested or repeated beyond reason is refused without going down', () => {
  let nested = say.present('cn');
  for (let level = 0; level < 10_000; level++) nested = element(0xa2, nested);
  assert.throws(() => readMessage(say.message(1, say.search('', nested))), BerFault);
  const wide = element(0xa1, ...Array.from({ length: 1_200 }, () => say.present('cn')));
  assert.throws(() => readMessage(say.message(1, say.search('', wide))), BerFault);
});
