// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitingLine } from './waiting-line.ts';

function line({ places = 2 } = {}) {
  const clock = { ms: 0 };
  return { clock, ...waitingLine<number>({ places, longestMs: 4_000, firstGuessMs: 40, now: () => clock.ms }) };
}

function fill({ enter }: Pick<ReturnType<typeof line>, 'enter'>): { admitted: number; seconds: number } {
  for (let admitted = 0; ; admitted++) {
    const seconds = enter(admitted);
    if (seconds !== null) return { admitted, seconds };
  }
}

test('lets in as many as are served within four seconds at the pace of the moment', () => {
  assert.deepEqual(fill(line()), { admitted: 200, seconds: 5 });
  assert.equal(fill(line({ places: 4 })).admitted, 400);
});

test('lets in fewer on a machine that has slowed down, and more again once it is quiet', () => {
  const slow = line();
  for (let count = 0; count < 60; count++) slow.served(400);
  assert.equal(fill(slow).admitted, 20);
  const quiet = line();
  for (let count = 0; count < 60; count++) quiet.served(400);
  for (let count = 0; count < 60; count++) quiet.served(40);
  assert.ok(fill(quiet).admitted > 150);
});

test('never refuses the first of the line, however slow the machine', () => {
  const stuck = line();
  for (let count = 0; count < 60; count++) stuck.served(60_000);
  assert.equal(fill(stuck).admitted, 1);
});

test('serves in order, and sends away who has waited too long meanwhile', () => {
  const one = line();
  one.enter(1);
  one.clock.ms = 3_000;
  one.enter(2);
  assert.deepEqual(one.leave(), { next: 1, late: [] });
  one.enter(3);
  one.clock.ms = 7_500;
  one.enter(4);
  assert.deepEqual(one.leave(), { next: 4, late: [2, 3] });
  assert.deepEqual(one.leave(), { next: undefined, late: [] });
});
