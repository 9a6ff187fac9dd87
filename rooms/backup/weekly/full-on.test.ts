// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fullOn } from './full-on.ts';

const GO = 1_000_000_000;
const of = (over: Partial<Parameters<typeof fullOn>[0]>) =>
  fullOn({
    usedBytes: 60 * GO,
    allowedBytes: 100 * GO,
    grownBytes: 10 * GO,
    overDays: 28,
    from: Temporal.PlainDate.from('2026-11-22'),
    ...over,
  })?.toString();

test('a volume that gains 10 Go in four weeks fills 40 Go in sixteen weeks', () => {
  assert.equal(of({}), '2027-03-14');
  assert.equal(of({ grownBytes: 9.99 * GO }), '2027-03-15', 'a part of a day is a day');
});

test('no day is told where there is no limit, no growth, no room left, or more than a year', () => {
  for (const over of [{ allowedBytes: null }, { grownBytes: 0 }, { grownBytes: -GO }, { usedBytes: 100 * GO }, { grownBytes: GO }])
    assert.equal(of(over), undefined, JSON.stringify(over));
});
