// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { Outcome } from '../contract/checks.ts';
import { judge, type Standing } from './judge.ts';

const fresh: Standing = { status: 'pending', streak: 0, outcomes: 0, isFlapping: false };
const outcomes = fc.array(fc.constantFrom<Outcome>('up', 'warn', 'down'), { maxLength: 60 });
const thresholds = fc.record({ failuresToOpen: fc.integer({ min: 1, max: 10 }), successesToClose: fc.integer({ min: 1, max: 10 }) });
const after = (looks: readonly Outcome[], limits: { failuresToOpen: number; successesToClose: number }): Standing =>
  looks.reduce((standing, outcome) => judge(standing, outcome, limits), fresh);

test('is down only after so many failures in a row, and well only after so many successes', () => {
  fc.assert(
    fc.property(outcomes, thresholds, (looks, limits) => {
      let [failures, successes, wasDown] = [0, 0, false];
      for (const [index, outcome] of looks.entries()) {
        failures = outcome === 'down' ? failures + 1 : 0;
        successes = outcome === 'down' ? 0 : successes + 1;
        if (failures >= limits.failuresToOpen) wasDown = true;
        if (successes >= limits.successesToClose) wasDown = false;
        assert.equal(after(looks.slice(0, index + 1), limits).status === 'down', wasDown);
      }
    }),
  );
});

test('a failure that lasts is not unstable, nor is one recovery', () => {
  const limits = { failuresToOpen: 2, successesToClose: 2 };
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }), (failures, successes) => {
      const looks = [...Array<Outcome>(30).fill('up'), ...Array<Outcome>(failures).fill('down'), ...Array<Outcome>(successes).fill('up')];
      assert.equal(after(looks, limits).isFlapping, false);
    }),
  );
});

test('what changes at each look is unstable, until it is calm for a while', () => {
  const limits = { failuresToOpen: 1, successesToClose: 1 };
  const turns = Array.from({ length: 20 }, (_, index): Outcome => (index % 2 === 0 ? 'down' : 'up'));
  assert.equal(after(turns, limits).isFlapping, true);
  assert.equal(after([...turns, ...Array<Outcome>(5).fill('up')], limits).isFlapping, true);
  assert.equal(after([...turns, ...Array<Outcome>(21).fill('up')], limits).isFlapping, false);
});
