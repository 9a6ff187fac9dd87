// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unitWords } from './unit-words.ts';

test('a unit is plural from two on, a symbol never', () => {
  const read = (quantity: number, unit: string): string => `${quantity} ${unitWords(quantity, unit)}`;
  assert.deepEqual(
    [read(1.5, 'an'), read(2, 'an'), read(-12, 'poste'), read(3, 'mois'), read(2, 'niveau'), read(2_400, 'sms'), read(4, 'To'), read(2, 'm²')],
    ['1.5 an', '2 ans', '-12 postes', '3 mois', '2 niveaux', '2400 SMS', '4 To', '2 m²'],
  );
});
