// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assert as check, integer, property } from 'fast-check';
import { readPackage } from '../register/read-package.ts';
import { isSiren, isSiret, siretOf } from './siren.ts';

test('knows every SIREN of the national register', async () => {
  const { communes, epci } = await readPackage();
  const wrong = [...communes, ...epci].filter(({ siren }) => siren !== null && !isSiren(siren));
  assert.deepEqual(
    wrong.map(({ name, siren }) => `${name} ${siren}`),
    [],
  );
});

test('refuses a SIREN of which one digit was mistyped', () => {
  const digit = integer({ min: 0, max: 8 });
  check(
    property(digit, integer({ min: 1, max: 9 }), (place, shift) => {
      const digits = [...'243301355'].map(Number);
      digits[place] = ((digits[place] ?? 0) + shift) % 10;
      return !isSiren(digits.join(''));
    }),
  );
});

test('makes SIRET that it accepts itself', () => {
  check(
    property(integer({ min: 0, max: 9999 }), (number) => {
      const siret = siretOf('243301355', String(number).padStart(4, '0'));
      return isSiret(siret) && siret.startsWith('243301355');
    }),
  );
});

test('lets the establishments of La Poste follow their own rule, and nobody else', () => {
  assert.equal(isSiret('35600000049837'), true);
  assert.equal(isSiret('35600000000048'), true);
  assert.equal(isSiret('35600000000049'), false);
  assert.equal(isSiret('24330135500011'), false);
  assert.equal(isSiret('2433013550001'), false);
});
