// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signsOf, type Facts } from './signs-of.ts';

const now = Temporal.Instant.from('2026-11-21T09:00:00Z');
const ago = (hours: number): Temporal.Instant => now.subtract({ hours });
const facts = (over: Partial<Facts> = {}): Facts => ({
  now,
  enrolledAt: ago(24 * 60),
  backedUpAt: ago(10),
  everyHours: 24,
  bytes: 40e9,
  today: { addedBytes: 200e6, refusedRemovals: 0, refusedObjects: 0 },
  earlier: [180e6, 220e6, 200e6, 190e6, 250e6, 210e6],
  heartbeat: null,
  ...over,
});
const kinds = (over: Partial<Facts> = {}): string[] => signsOf(facts(over)).map(({ kind }) => kind);
const added = (addedBytes: number) => ({ today: { addedBytes, refusedRemovals: 0, refusedObjects: 0 } });

test('a machine that does as usual shows nothing', () => {
  assert.deepEqual(kinds(), []);
  assert.deepEqual(kinds(added(1.5e9)), [], 'a large day is not a mass');
});

test('nearly everything sent again, or many times the usual, may be files that were encrypted', () => {
  assert.deepEqual(kinds(added(30e9)), ['mass-new-data']);
  assert.deepEqual(kinds(added(1.7e9)), ['mass-new-data']);
  assert.deepEqual(kinds({ ...added(30e9), earlier: [180e6] }), [], 'a new machine sends everything, and should');
  assert.deepEqual(kinds({ ...added(300e6), bytes: 400e6, earlier: [1, 1, 1, 1, 1] }), [], 'little is never a mass');
});

test('silence is three backups missed at the machine’s own pace, or never one', () => {
  assert.deepEqual(kinds({ backedUpAt: ago(71) }), []);
  assert.deepEqual(kinds({ backedUpAt: ago(72) }), ['silence']);
  assert.deepEqual(kinds({ backedUpAt: ago(72), everyHours: 168 }), [], 'a weekly machine is not late after three days');
  assert.match(signsOf(facts({ backedUpAt: null }))[0]?.says ?? '', /depuis l’inscription, il y a 60 jours/);
  assert.deepEqual(kinds({ backedUpAt: null, enrolledAt: null }), [], 'one that never enrolled says nothing');
});

test('refused removals, a full right and a heart that stopped are signs of their own', () => {
  assert.deepEqual(kinds({ today: { addedBytes: 0, refusedRemovals: 4, refusedObjects: 2 } }), ['removal-tried', 'quota-full']);
  assert.deepEqual(kinds({ heartbeat: { heardAt: ago(3) } }), ['no-heartbeat']);
  assert.deepEqual(kinds({ heartbeat: { heardAt: null } }), [], 'an address that was never called is not yet a heart');
});
