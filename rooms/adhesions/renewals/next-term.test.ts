// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { milestonesDue, nextTerm, noticeDay } from './next-term.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const term = (beginsOn: string, endsOn: string) => nextTerm({ beginsOn: day(beginsOn), endsOn: day(endsOn) });

test('a civil year is followed by the next, leap or not, and months by as many months', () => {
  assert.equal(term('2027-01-01', '2027-12-31').endsOn.toString(), '2028-12-31');
  assert.equal(term('2028-03-01', '2029-02-28').endsOn.toString(), '2030-02-28');
  assert.equal(term('2027-03-01', '2028-02-29').endsOn.toString(), '2029-02-28');
  assert.equal(term('2027-07-01', '2030-06-30').endsOn.toString(), '2033-06-30');
  assert.equal(term('2027-01-01', '2027-01-10').endsOn.toString(), '2027-01-20');
});

test('a term begins the day after the one before, whatever the days', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 2_000 }), (from, length) => {
      const beginsOn = day('1990-01-01').add({ days: from });
      const endsOn = beginsOn.add({ days: length });
      const next = nextTerm({ beginsOn, endsOn });
      assert.ok(next.beginsOn.equals(endsOn.add({ days: 1 })));
      assert.ok(Temporal.PlainDate.compare(next.endsOn, next.beginsOn) >= 0);
      const days = next.beginsOn.until(next.endsOn, { largestUnit: 'days' }).days;
      assert.ok(Math.abs(days - length) <= 6, `${length} days, then ${days}`);
    }),
  );
});

test('three months of notice before 31 May end on 28 February, or on the 29th of a leap year', () => {
  assert.equal(noticeDay(day('2027-05-31'), 3).toString(), '2027-02-28');
  assert.equal(noticeDay(day('2028-05-31'), 3).toString(), '2028-02-29');
});

test('reminds at six, three and one month, and on the day of notice of what renews itself', () => {
  const due = (today: string, notice: number | null = null) => milestonesDue(day('2027-12-31'), notice, day(today));
  assert.deepEqual(due('2027-06-29'), []);
  assert.deepEqual(due('2027-06-30'), ['6-months']);
  assert.deepEqual(due('2027-09-30'), ['6-months', '3-months']);
  assert.deepEqual(due('2027-10-31', 2), ['6-months', '3-months', 'notice']);
  assert.deepEqual(due('2027-12-01'), ['6-months', '3-months', '1-month']);
  assert.deepEqual(due('2028-01-01'), []);
});
