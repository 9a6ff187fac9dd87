// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstLines } from './first-lines.ts';

test('reads the dialects of French offices', () => {
  assert.deepEqual(firstLines(bytes('\uFEFFnom;siren\r\nCénac;1\r\nLatresne;2\r\n'), 1), [
    ['nom', 'siren'],
    ['Cénac', '1'],
  ]);
  assert.deepEqual(firstLines(bytes('nom\tsiren\nCénac\t1'), 5), [
    ['nom', 'siren'],
    ['Cénac', '1'],
  ]);
  assert.deepEqual(
    firstLines(
      Uint8Array.from(
        [...'nom,siren\nC']
          .map((letter) => letter.charCodeAt(0))
          .concat(
            [0xe9],
            [...'nac,1'].map((letter) => letter.charCodeAt(0)),
          ),
      ).buffer,
      5,
    ),
    [
      ['nom', 'siren'],
      ['Cénac', '1'],
    ],
  );
});

test('forgives a letter cut in two at the end of the head', () => {
  assert.deepEqual(firstLines(bytes('nom;x\nCénac;é').slice(0, -1), 5)[1]?.[0], 'Cénac');
});

function bytes(text: string): ArrayBuffer {
  return new TextEncoder().encode(text).buffer;
}
