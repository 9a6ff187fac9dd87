// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { day, dayInWords, dayOf, dayRange, dayWithWeekday, instant, month, readDay, relativeDay, today } from './day.ts';

test('writes a day as it is, wherever the machine stands', () => {
  assert.equal(day('2026-03-01'), '01/03/2026');
  assert.equal(dayInWords('2026-03-01'), '1er mars 2026');
  assert.equal(dayInWords('2026-03-11'), '11 mars 2026');
  assert.equal(dayWithWeekday('2026-03-01'), 'dimanche 1er mars 2026');
  assert.equal(month('2026-08'), 'août 2026');
});

test('writes a stretch of days without repeating what they share', () => {
  assert.equal(dayRange('2026-03-01', '2026-03-15'), 'du 1er au 15 mars 2026');
  assert.equal(dayRange('2026-02-28', '2026-03-03'), 'du 28 février au 3 mars 2026');
  assert.equal(dayRange('2025-12-31', '2026-01-02'), 'du 31 décembre 2025 au 2 janvier 2026');
  assert.equal(dayRange('2026-03-01', '2026-03-01'), 'le 1er mars 2026');
});

test('writes an instant in Paris time, past midnight and in summer', () => {
  assert.equal(instant('2026-03-01T23:30:00Z'), '02/03/2026 à 00:30');
  assert.equal(instant('2026-07-01T07:05:00Z'), '01/07/2026 à 09:05');
  assert.equal(dayOf('2026-07-01T22:30:00Z'), '2026-07-02');
  assert.equal(today(new Date('2026-12-31T23:30:00Z')), '2027-01-01');
});

test('says how far a day is', () => {
  assert.equal(relativeDay('2026-03-01', '2026-03-01'), 'aujourd’hui');
  assert.equal(relativeDay('2026-03-02', '2026-03-01'), 'demain');
  assert.equal(relativeDay('2026-02-26', '2026-03-01'), 'il y a 3 jours');
  assert.equal(relativeDay('2026-05-15', '2026-03-01'), 'dans 2 mois');
});

test('reads a day as French people type it', () => {
  for (const typed of ['1/3/2026', '01.03.26', '01-03-2026', '1er mars 2026', '1 MARS 2026', '01032026', '2026-03-01'])
    assert.equal(readDay(typed), '2026-03-01', typed);
  assert.equal(readDay('15 aout 2026'), '2026-08-15');
});

test('refuses a day that does not exist', () => {
  for (const typed of ['29/02/2026', '31/04/2026', '12/25/2026', 'hier', '', '1er germinal 2026']) assert.equal(readDay(typed), null, typed);
  assert.equal(readDay('29/02/2028'), '2028-02-29');
});

test('reads back every day that it writes', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (date) => {
      const iso = date.toISOString().slice(0, 10);
      assert.equal(readDay(day(iso)), iso);
      assert.equal(readDay(dayInWords(iso)), iso);
    }),
  );
});
