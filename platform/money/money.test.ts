// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { allocate } from './allocate.ts';
import { formatEuros, formatEurosPlain, formatEurosShort, formatPercent, readEuros } from './euros.ts';
import { compareRatios, fractionOf, over, plus, ratio, roundRatio, times } from './ratio.ts';
import { divideRounded, multiplyRounded, roundToStep, type Rounding } from './rounding.ts';
import { percentOf, totalsOf, vatByRate } from './vat.ts';

const cents = fc.integer({ min: -10_000_000_00, max: 10_000_000_00 });
const roundings: Rounding[] = ['half-up', 'half-even', 'half-down', 'floor', 'ceiling'];

test('writes amounts as a French reader expects them', () => {
  assert.equal(formatEuros(1_663_800), '16\u202f638,00\u00a0€');
  assert.equal(formatEuros(-5), '−0,05\u00a0€');
  assert.equal(formatEuros(0), '0,00\u00a0€');
  assert.equal(formatEurosShort(1_663_800), '16\u202f638\u00a0€');
  assert.equal(formatEurosShort(1_667), '16,67\u00a0€');
  assert.equal(formatEurosPlain(1_663_805), '16638,05');
  assert.equal(formatPercent(2000), '20\u00a0%');
  assert.equal(formatPercent(550), '5,5\u00a0%');
  assert.equal(formatPercent(0), '0\u00a0%');
  assert.equal(formatPercent(10000), '100\u00a0%');
  assert.throws(() => formatEuros(0.5), /whole/);
});

test('keeps the cents of amounts that a binary fraction would lose', () => {
  assert.equal(formatEurosPlain(9_007_199_254_740_991), '90071992547409,91');
  assert.equal(formatEuros(9_007_199_254_740_991).replace(/\s/g, ''), '90071992547409,91€');
});

test('reads amounts as people type and paste them', () => {
  const read: [string, number | null][] = [
    ['16 638,00 €', 1_663_800],
    ['16\u202f638,00\u00a0€', 1_663_800],
    ['16638', 1_663_800],
    ['16638.5', 1_663_850],
    [' 12,5 euros ', 1_250],
    ['1 euro', 100],
    ['-12,00', -1_200],
    ['−12', -1_200],
    ['-0', 0],
    ['', null],
    ['€', null],
    ['1.234', null],
    ['1,234', null],
    ['1 23', null],
    ['12 34,00', null],
    ['1e3', null],
    ['douze', null],
    ['99999999999999999', null],
  ];
  for (const [text, expected] of read) assert.ok(Object.is(readEuros(text), expected), `${text} → ${readEuros(text)}`);
});

test('reads back every amount that it writes', () => {
  fc.assert(
    fc.property(cents, (amount) => [formatEuros, formatEurosShort, formatEurosPlain].every((format) => readEuros(format(amount)) === amount)),
  );
});

test('rounds ties as each rule says', () => {
  const ties: [number, number[]][] = [
    [5, [3, 2, 2, 2, 3]],
    [7, [4, 4, 3, 3, 4]],
    [-5, [-3, -2, -2, -3, -2]],
    [-7, [-4, -4, -3, -4, -3]],
    [4, [2, 2, 2, 2, 2]],
  ];
  for (const [half, expected] of ties)
    assert.deepEqual(
      roundings.map((rounding) => divideRounded(half, 2, rounding)),
      expected,
      `${half} / 2`,
    );
  assert.ok(Object.is(divideRounded(-1, 3, 'half-up'), 0));
  assert.throws(() => divideRounded(1, 0, 'half-up'), /zero/);
  assert.throws(() => divideRounded(1.5, 2, 'half-up'), /whole/);
});

test('reproduces the printed grids: half-even for 5 × 2 562,50 €, half-up for 2,2 × 2 797,62 €', () => {
  assert.equal(roundToStep(5 * 256_250, 100, 'half-even'), 1_281_200);
  assert.equal(roundToStep(5 * 256_250, 100, 'half-up'), 1_281_300);
  assert.equal(roundRatio(over(times(ratio(279_762), ratio('2,2')), ratio(100)), 'half-up'), 6_155);
});

test('divides the same way with numbers and with bigints, in every rounding, to the nearest whole', () => {
  const whole = fc.maxSafeInteger();
  const notZero = whole.filter((value) => value !== 0);
  fc.assert(
    fc.property(whole, notZero, fc.constantFrom(...roundings), (numerator, denominator, rounding) => {
      const quotient = divideRounded(numerator, denominator, rounding);
      assert.ok(Object.is(quotient, divideRounded(BigInt(numerator), BigInt(denominator), rounding)));
      const gap = BigInt(quotient) * BigInt(denominator) - BigInt(numerator);
      const size = BigInt(Math.abs(denominator));
      assert.ok((gap < 0n ? -gap : gap) * (rounding.startsWith('half') ? 2n : 1n) <= size);
    }),
    {
      examples: [
        [Number.MIN_SAFE_INTEGER, 3, 'floor'],
        [Number.MAX_SAFE_INTEGER, -2, 'half-up'],
        [1, Number.MAX_SAFE_INTEGER, 'half-even'],
      ],
    },
  );
});

test('a credit note mirrors its invoice', () => {
  fc.assert(fc.property(cents, fc.nat(10_000), (net, rate) => percentOf(-net, rate) + percentOf(net, rate) === 0));
});

test('multiplies beyond what a double counts exactly', () => {
  assert.equal(multiplyRounded(9_007_199_254_740_991, 3, 4, 'half-up'), 6_755_399_441_055_743);
  assert.throws(() => multiplyRounded(9_007_199_254_740_991, 3, 2, 'half-up'), /counted exactly/);
});

test('works VAT out once per rate, not line by line', () => {
  const three = [1_667, 1_667, 1_667].map((netCents) => ({ netCents, rateBasisPoints: 2000 }));
  assert.deepEqual(totalsOf(three), {
    netCents: 5_001,
    vatCents: 1_000,
    grossCents: 6_001,
    byRate: [{ rateBasisPoints: 2000, baseCents: 5_001, vatCents: 1_000 }],
  });
  // 12 workstations, antivirus and EDR for three years: 398,04 € HT, 79,61 € of VAT, 477,65 €.
  assert.equal(totalsOf([{ netCents: 39_804, rateBasisPoints: 2000 }]).grossCents, 47_765);
  assert.deepEqual(totalsOf([]), { netCents: 0, vatCents: 0, grossCents: 0, byRate: [] });
});

test('VAT does not depend on the order of the lines', () => {
  const line = fc.record({ netCents: cents, rateBasisPoints: fc.constantFrom(0, 210, 550, 850, 1000, 2000) });
  fc.assert(
    fc.property(fc.array(line), fc.integer(), (lines, seed) => {
      const shuffled = lines.map((value, index) => ({ value, key: (index * 2_654_435_761 + seed) % 97 })).toSorted((a, b) => a.key - b.key);
      assert.deepEqual(vatByRate(shuffled.map(({ value }) => value)), vatByRate(lines));
      assert.equal(
        totalsOf(lines).netCents,
        lines.reduce((sum, { netCents }) => sum + netCents, 0),
      );
    }),
  );
});

test('shares an amount without losing a cent, and fairly', () => {
  assert.deepEqual(allocate(100, [1, 1, 1]), [34, 33, 33]);
  assert.deepEqual(allocate(-100, [1, 1, 1]), [-34, -33, -33]);
  assert.deepEqual(allocate(5, [0, 3, 7]), [0, 2, 3]);
  assert.deepEqual(allocate(0, [2, 5]), [0, 0]);
  assert.throws(() => allocate(1, [0, 0]), /zero/);
  assert.throws(() => allocate(1, []), /zero/);
  assert.throws(() => allocate(1, [1, -1]), /negative/);
  fc.assert(
    fc.property(cents, fc.array(fc.nat(2_000_000), { minLength: 1 }), (total, keys) => {
      fc.pre(keys.some((key) => key > 0));
      const shares = allocate(total, keys);
      const sum = keys.reduce((all, key) => all + key, 0);
      assert.equal(
        shares.reduce((all, share) => all + share, 0),
        total,
      );
      shares.forEach((share, index) => {
        const exact = fractionOf(BigInt(total) * BigInt(keys[index] ?? 0), sum);
        assert.ok(compareRatios(fractionOf(share - 1, 1), exact) < 0 && compareRatios(exact, fractionOf(share + 1, 1)) < 0);
      });
    }),
  );
});

test('counts with fractions as on paper', () => {
  assert.deepEqual(ratio('2,50'), { numerator: 5n, denominator: 2n });
  assert.deepEqual(ratio('-0.125'), { numerator: -1n, denominator: 8n });
  assert.deepEqual(fractionOf(3, -6), { numerator: -1n, denominator: 2n });
  assert.deepEqual(plus(ratio('0.1'), ratio('0.2')), ratio('0.3'));
  assert.deepEqual(over(ratio(1), ratio('0,5')), ratio(2));
  assert.throws(() => ratio(0.1), /decimal text/);
  assert.throws(() => ratio('1e3'), /decimal/);
  assert.throws(() => ratio(''), /decimal/);
  assert.throws(() => over(ratio(1), ratio(0)), /zero/);
});
