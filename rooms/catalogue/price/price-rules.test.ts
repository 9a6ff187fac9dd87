// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { populationOf, type BodyFacts, type KnownPopulation } from './body-facts.ts';
import { boundOf, compileCondition } from './compile-edition.ts';
import { count, euros, percent, shortEuros, signedEuros, volume } from './french-figures.ts';
import { judge, within, type Subject } from './match-stratum.ts';
import { percentagePrice, perInhabitantPrice, stepsPrice } from './price-rules.ts';
import { divideHalfEven, divideHalfUp, shareHalfUp } from './round.ts';

const citation = { document: 'S0', line: 1, label: 'Essai' };
const tiers = [
  { base: { below: 10_000_000 }, rateBps: 800, citation },
  { base: { atLeast: 10_000_000, upTo: 100_000_000 }, rateBps: 600, citation },
  { base: { above: 100_000_000 }, rateBps: 400, citation },
];

test('whole-amount tiers take one rate, marginal ones a rate a slice: 15 000 or 17 000 on 250 000', () => {
  assert.equal(centsOf(percentageOf('whole')), 1_500_000);
  assert.equal(centsOf(percentageOf('marginal')), 1_700_000);
});

test('a price per inhabitant multiplies the population, and knows when it is missing', () => {
  assert.equal(centsOf(perTen({ value: 1000, figure: 'totale', vintage: '2022' })), 12_500);
  assert.equal(centsOf(perTen({ value: 1001, figure: 'totale', vintage: '2022' })), 12_513, '125,125 € rounds half-up');
  assert.ok('none' in perTen(undefined));
});

test('a capacity is the smallest that contains the volume, bounds included', () => {
  const rule = { kind: 'steps', input: 'volume', readings: [], steps: [50, 100].map((upTo) => ({ upTo, label: `${upTo} Go`, cents: upTo * 100, citation })) } as const; // prettier-ignore
  const price = (go: number) => stepsPrice({ ...rule, readings: [], steps: [...rule.steps] }, go);
  assert.deepEqual([price(50), price(50.001), price(100)].map(centsOf), [5000, 10_000, 10_000]);
  assert.ok('none' in price(100.001));
});

test('bounds hold their declared inclusivity', () => {
  assert.deepEqual([249, 250].map((value) => within(boundOf({ below: 250 }), value)), [true, false]); // prettier-ignore
  assert.deepEqual([250, 251].map((value) => within(boundOf({ upTo: 250 }), value)), [true, false]); // prettier-ignore
  assert.deepEqual([249, 250].map((value) => within(boundOf({ atLeast: 250 }), value)), [false, true]); // prettier-ignore
  assert.deepEqual([250, 251].map((value) => within(boundOf({ above: 250 }), value)), [false, true]); // prettier-ignore
});

test('a condition is true, false, or names the fact that nobody gave', () => {
  const condition = compileCondition({ bodies: 'communes', population: { below: 300 } });
  assert.equal(judge(condition, subject({ kind: 'commune' }, 299), {}), true);
  assert.equal(judge(condition, subject({ kind: 'commune' }, 300), {}), false);
  assert.equal(judge(condition, subject({ kind: 'commune' }), {}), 'population');
  assert.equal(judge(condition, subject({ kind: 'ccas' }), {}), false, 'what cannot be is known without the missing fact');
});

test('the population of a syndicat is unknown as soon as one of its communes is', () => {
  const known: BodyFacts = { id: 'a', kind: 'commune', name: 'A', population: { totale: { value: 700, vintage: '2022' } } };
  const silent: BodyFacts = { id: 'b', kind: 'commune', name: 'B' };
  const find = (id: string) => [known, silent].find((body) => body.id === id);
  assert.equal(populationOf(syndicat(['a']), 'totale', find)?.value, 700);
  assert.equal(populationOf(syndicat(['a', 'b']), 'totale', find), undefined);
  assert.equal(populationOf(syndicat(['a', 'c']), 'totale', find), undefined);
  assert.equal(populationOf(known, 'municipale', find), undefined, 'one figure never stands for another');
});

test('rounding is exact on halves and beyond what a float holds', () => {
  assert.deepEqual([divideHalfUp(5, 2), divideHalfUp(3, 2), divideHalfEven(5, 2), divideHalfEven(3, 2), divideHalfEven(7, 4)], [3, 2, 2, 2, 2]);
  assert.equal(shareHalfUp(9_007_199_254_740_991, 2000, 10_000), 1_801_439_850_948_198);
});

test('figures are written as French administration writes them', () => {
  assert.equal(count(1_234_567), '1\u202f234\u202f567');
  assert.equal(count(1005.5), '1\u202f005,5');
  assert.equal(euros(1_793_805), '17\u202f938,05\u00a0€');
  assert.equal(shortEuros(1_793_800), '17\u202f938\u00a0€');
  assert.deepEqual([signedEuros(0), signedEuros(-150)], ['+0\u00a0€', '−1,50\u00a0€']);
  assert.deepEqual([volume(250), volume(1500)], ['250\u00a0Go', '1,5\u00a0To']);
  assert.equal(percent(800), '8\u00a0%');
});

function percentageOf(mode: 'whole' | 'marginal') {
  return percentagePrice({ kind: 'percentage', mode, input: 'commande', tiers, readings: [] }, 25_000_000);
}

function perTen(population: KnownPopulation | undefined) {
  return perInhabitantPrice({ kind: 'per-inhabitant', cents: 125, per: 10, citations: [citation] }, population);
}

function syndicat(serves: string[]): BodyFacts {
  return { id: 's', kind: 'syndicat', name: 'S', serves };
}

function subject(body: Pick<BodyFacts, 'kind'>, value?: number): Subject {
  const population = value === undefined ? undefined : ({ value, figure: 'totale', vintage: '2022' } as const);
  return { body: { id: 'x', name: 'X', ...body }, population, isMember: false, holds: [], held: {}, matches: new Map() };
}

function centsOf(price: object): number | null {
  return 'cents' in price && typeof price.cents === 'number' ? price.cents : null;
}
