// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { convocationDueOn } from './training-convocation.ts';

const dueFor = (session: string): string => convocationDueOn(Temporal.PlainDate.from(session)).toString();

test('P-107: the convocation to a training on 30 September leaves by 15 September', () => {
  assert.equal(dueFor('2026-09-30'), '2026-09-15');
});

test('counts over the end of February, leap or not', () => {
  assert.equal(dueFor('2027-03-10'), '2027-02-23');
  assert.equal(dueFor('2028-03-10'), '2028-02-24');
});
