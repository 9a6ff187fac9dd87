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
  today: { addedBytes: 200e6, removedBytes: 0, refusedRemovals: 0, refusedObjects: 0 },
  earlier: [180e6, 220e6, 200e6, 190e6, 250e6, 210e6],
  yesterday: 210e6,
  heartbeat: null,
  ...over,
});
const kinds = (over: Partial<Facts> = {}): string[] => signsOf(facts(over)).map(({ kind }) => kind);
const added = (addedBytes: number) => ({ today: { addedBytes, removedBytes: 0, refusedRemovals: 0, refusedObjects: 0 } });

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

test('most of a repository removed in a day, or a day that brings next to nothing, may be files that disappeared', () => {
  const removed = (removedBytes: number) => ({ today: { addedBytes: 0, removedBytes, refusedRemovals: 0, refusedObjects: 0 } });
  assert.deepEqual(kinds(removed(10e9)), [], 'a quarter of it, by an ordinary maintenance');
  assert.deepEqual(kinds(removed(41e9)), ['volume-drop']);
  assert.deepEqual(kinds({ ...removed(400e6), bytes: 10e6 }), [], 'little is never a drop');
  const busy = [900e6, 1_100e6, 300e6, 1_000e6, 950e6, 1_050e6];
  const after = (yesterday: number | null) => ({ yesterday, earlier: yesterday === null ? busy : [...busy, yesterday] });
  assert.deepEqual(kinds(after(20e6)), ['volume-drop']);
  assert.match(signsOf(facts(after(20e6)))[0]?.says ?? '', /hier, contre 1 Go d’habitude/);
  assert.deepEqual(kinds(after(290e6)), [], 'a calm day has its like in the month');
  assert.deepEqual(kinds(after(null)), [], 'a day without a backup is silence, in its time');
  assert.deepEqual(kinds({ yesterday: 0, earlier: [0, ...busy, 0] }), [], 'a machine that does nothing on Sundays');
  assert.deepEqual(kinds({ yesterday: 1e6, earlier: [180e6, 1e6, 220e6, 200e6, 190e6, 250e6] }), [], 'of a small machine nothing can be said');
  assert.deepEqual(kinds({ yesterday: 0, earlier: [1e9, 1e9, 0] }), [], 'nor of a new one');
});

test('silence is three backups missed at the machine’s own pace, or never one', () => {
  assert.deepEqual(kinds({ backedUpAt: ago(71) }), []);
  assert.deepEqual(kinds({ backedUpAt: ago(72) }), ['silence']);
  assert.deepEqual(kinds({ backedUpAt: ago(72), everyHours: 168 }), [], 'a weekly machine is not late after three days');
  assert.match(signsOf(facts({ backedUpAt: null }))[0]?.says ?? '', /depuis l’inscription, il y a 60 jours/);
  assert.deepEqual(kinds({ backedUpAt: null, enrolledAt: null }), [], 'one that never enrolled says nothing');
});

test('refused removals, a full right and a heart that stopped are signs of their own', () => {
  assert.deepEqual(kinds({ today: { addedBytes: 0, removedBytes: 0, refusedRemovals: 4, refusedObjects: 2 } }), ['removal-tried', 'quota-full']);
  assert.deepEqual(kinds({ heartbeat: { heardAt: ago(3) } }), ['no-heartbeat']);
  assert.deepEqual(kinds({ heartbeat: { heardAt: null } }), [], 'an address that was never called is not yet a heart');
});
