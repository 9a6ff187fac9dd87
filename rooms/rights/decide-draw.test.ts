// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decideDraw, leftOn, nextDay, type Standing } from './decide-draw.ts';

const on = Temporal.PlainDate.from('2026-11-21');

function standing(over: Partial<Standing['allowance']> = {}, state: Partial<Omit<Standing, 'allowance'>> = {}): Standing {
  return {
    allowance: {
      organisation_id: 'operateur',
      id: 'droit',
      beneficiary_id: 'commune',
      service: 'service',
      key: 'droit',
      label: 'Droit',
      unit: 'Go',
      kind: 'count',
      per: 'term',
      rolling_years: null,
      amount: 10_000,
      is_hard: true,
      is_pooled: false,
      block: 1_000,
      overage_cents: null,
      overage_source: null,
      begins_on: '2024-01-01',
      ends_on: null,
      source: {},
      ...over,
    },
    period: '',
    isOpen: true,
    extra: 0,
    used: 0,
    owned: state.used ?? 0,
    measuredAt: null,
    reserved: 0,
    window: [],
    replayed: [],
    answered: [],
    ...state,
  };
}

const amounts = fc.integer({ min: 0, max: 30_000 });
const arbitraryStanding = fc
  .record({
    amount: amounts,
    used: amounts,
    reserved: amounts,
    is_hard: fc.boolean(),
    block: fc.integer({ min: 1, max: 5_000 }),
    cents: fc.integer({ min: 0, max: 90_000 }),
  })
  .map(({ used, reserved, cents, ...allowance }) => standing({ ...allowance, overage_cents: cents }, { used, reserved }));

test('writes exactly what is asked, or nothing', () => {
  fc.assert(
    fc.property(
      fc.array(arbitraryStanding, { minLength: 1, maxLength: 4 }),
      amounts,
      fc.constantFrom('consume' as const, 'reserve' as const),
      (all, amount, act) => {
        const decision = decideDraw(all, { act, amount, on });
        if (decision.status === 'refused') return;
        const written = decision.moves.reduce((total, { used, reserved }) => total + used + reserved, 0);
        assert.equal(written, amount);
        assert.ok(decision.beyond <= amount);
      },
    ),
  );
});

test('a hard limit is never passed, a soft one always passes', () => {
  fc.assert(
    fc.property(fc.array(arbitraryStanding, { minLength: 1, maxLength: 4 }), amounts, (all, amount) => {
      const decision = decideDraw(all, { act: 'consume', amount, on });
      const left = leftOn(all, on) ?? Infinity;
      const isHard = all.every(({ allowance }) => allowance.is_hard);
      assert.equal(decision.status, isHard && amount > left ? 'refused' : 'done');
      if (decision.status === 'done') assert.equal(decision.beyond, Math.max(amount - left, 0));
    }),
  );
});

test('pays started blocks once, however the excess is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 4_000 }), { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 3_000 }), (uses, block) => {
      let used = 0;
      let cents = 0;
      for (const amount of uses) {
        const decision = decideDraw([standing({ amount: 0, is_hard: false, block, overage_cents: 100 }, { used })], { act: 'consume', amount, on });
        assert.ok(decision.status === 'done');
        cents += decision.beyondCents ?? 0;
        used += amount;
      }
      assert.equal(cents, Math.ceil(used / block) * 100);
    }),
  );
});

test('a use of 29 February takes its place until 28 February three years later', () => {
  const audit = standing({ per: 'rolling', rolling_years: 3, amount: 1_000 }, { window: [{ on: '2024-02-29', amount: 1_000 }] });
  const day = (text: string) => Temporal.PlainDate.from(text);
  assert.equal(leftOn([audit], day('2027-02-27')), 0);
  assert.equal(leftOn([audit], day('2027-02-28')), 1_000);
  assert.equal(nextDay([audit], day('2026-01-01'), 1_000)?.toString(), '2027-02-28');
});

test('a use planned for later already takes its place', () => {
  const audit = standing({ per: 'rolling', rolling_years: 3, amount: 1_000 }, { window: [{ on: '2027-06-01', amount: 1_000 }] });
  assert.equal(leftOn([audit], on), 0);
});

test('promises no day after the end of the allowance', () => {
  const audit = standing(
    { per: 'rolling', rolling_years: 3, amount: 1_000, ends_on: '2027-12-31' },
    { window: [{ on: '2026-06-01', amount: 1_000 }] },
  );
  assert.equal(nextDay([audit], on, 1_000), null);
});

test('alerts once at 80, 90 and 100 %', () => {
  const crossed = (used: number, amount: number) => {
    const decision = decideDraw([standing({ is_hard: false }, { used })], { act: 'consume', amount, on });
    return decision.status === 'done' ? decision.crossed : null;
  };
  assert.deepEqual(crossed(0, 7_999), []);
  assert.deepEqual(crossed(7_999, 1), [80]);
  assert.deepEqual(crossed(8_000, 500), []);
  assert.deepEqual(crossed(7_000, 5_000), [80, 90, 100]);
});

test('a lower measure frees what it no longer takes', () => {
  const decision = decideDraw([standing({ kind: 'level' }, { used: 9_000 })], { act: 'report', amount: 2_500, on });
  assert.ok(decision.status === 'done');
  assert.deepEqual(
    decision.moves.map(({ used }) => used),
    [-6_500],
  );
});
