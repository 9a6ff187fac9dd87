// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { amount, amountDifference, count, decimalNumber, percentage, shortAmount, wholeNumber } from './amount.ts';

test('writes cents as a French reader does, with a narrow no-break space', () => {
  assert.equal(amount(1_663_800), '16\u202f638,00\u00a0€');
  assert.equal(amount(705), '7,05\u00a0€');
  assert.equal(amount(-3500), '\u221235,00\u00a0€');
  assert.equal(amount(123_456_789_00), '123\u202f456\u202f789,00\u00a0€');
});

test('leaves out zero cents where room is short, and never other cents', () => {
  assert.equal(shortAmount(1_793_800), '17\u202f938\u00a0€');
  assert.equal(shortAmount(705), '7,05\u00a0€');
});

test('shows the sign of what is added and of what is taken away', () => {
  assert.equal(amountDifference(120_000), '+1\u202f200,00\u00a0€');
  assert.equal(amountDifference(-3500), '\u221235,00\u00a0€');
  assert.equal(amountDifference(0), '0,00\u00a0€');
});

test('counts zero and one as singular', () => {
  assert.equal(count('commune', 'communes', 0), '0 commune');
  assert.equal(count('commune', 'communes', 1), '1 commune');
  assert.equal(count('commune', 'communes', 34_969), '34\u202f969 communes');
});

test('writes decimals with a comma and shares with a percent sign apart', () => {
  assert.equal(wholeNumber(12_400), '12\u202f400');
  assert.equal(decimalNumber(1.25, 1), '1,3');
  assert.equal(percentage(0.055), '5,5\u00a0%');
});
