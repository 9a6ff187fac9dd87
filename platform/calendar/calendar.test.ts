// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { addMonths, addYears, joursFrancsBetween, lastDayBefore, lastDayOf } from './delays.ts';
import { easterSunday } from './easter.ts';
import { formatDay, formatDayShort, formatInstant, formatMonth, formatPeriod, formatTime, formatWeekday, readDay } from './french-days.ts';
import { endOfDay, instantInParis, startOfDay, todayInParis } from './paris.ts';
import { metropole, publicHolidayOn, publicHolidays, territories, territoryOfCommune, type Place } from './public-holidays.ts';
import { addWorkingDays, countWorkingDays, isWorkingDay, sameOrNextWorkingDay } from './working-days.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const is = (actual: Temporal.PlainDate, expected: string) => assert.equal(actual.toString(), expected);
const anyDay = fc.integer({ min: 0, max: 40_000 }).map((days) => day('1990-01-01').add({ days }));
const anyPlace = fc.record({ territory: fc.constantFrom(...territories), hasProtestantTemple: fc.boolean() });
const anyKind = fc.constantFrom('ouvres' as const, 'ouvrables' as const);

test('finds Easter in every year of a century, earliest and latest included', () => {
  for (const easter of [
    '1818-03-22',
    '1943-04-25',
    '2000-04-23',
    '2008-03-23',
    '2011-04-24',
    '2016-03-27',
    '2024-03-31',
    '2025-04-20',
    '2026-04-05',
    '2027-03-28',
    '2038-04-25',
  ])
    is(easterSunday(Number(easter.slice(0, 4))), easter);
  fc.assert(
    fc.property(fc.integer({ min: 1583, max: 9999 }), (year) => {
      const easter = easterSunday(year);
      assert.equal(easter.dayOfWeek, 7);
      assert.ok(easter.toString().slice(-5) >= '03-22' && easter.toString().slice(-5) <= '04-25');
    }),
  );
});

test('lists the eleven national holidays of 2026 with the text that sets them', () => {
  assert.deepEqual(
    publicHolidays(2026, metropole).map((holiday) => `${holiday.day.toString()} ${holiday.name}`),
    [
      '2026-01-01 Jour de l’an',
      '2026-04-06 Lundi de Pâques',
      '2026-05-01 Fête du travail',
      '2026-05-08 Victoire de 1945',
      '2026-05-14 Ascension',
      '2026-05-25 Lundi de Pentecôte',
      '2026-07-14 Fête nationale',
      '2026-08-15 Assomption',
      '2026-11-01 Toussaint',
      '2026-11-11 Armistice de 1918',
      '2026-12-25 Noël',
    ],
  );
  assert.ok(publicHolidays(2026, metropole).every(({ text }) => text === 'Code du travail, art. L. 3133-1'));
  assert.throws(() => publicHolidays(1981, metropole), /1982/);
});

test('adds the second day of Christmas in Alsace-Moselle, and Good Friday where there is a temple', () => {
  const withTemple: Place = { territory: 'alsace-moselle', hasProtestantTemple: true };
  const without: Place = { territory: 'alsace-moselle' };
  assert.equal(publicHolidays(2026, withTemple).length, 13);
  assert.equal(publicHolidays(2026, without).length, 12);
  assert.equal(publicHolidayOn(day('2026-04-03'), withTemple)?.name, 'Vendredi saint');
  assert.equal(publicHolidayOn(day('2026-04-03'), without), null);
  assert.equal(publicHolidayOn(day('2026-12-26'), without)?.text, 'Code du travail, art. L. 3134-13');
  assert.equal(publicHolidayOn(day('2026-12-26'), metropole), null);
});

test('commemorates the abolition of slavery on each overseas territory’s own day', () => {
  const days = {
    mayotte: '04-27',
    martinique: '05-22',
    guadeloupe: '05-27',
    'saint-martin': '05-27',
    guyane: '06-10',
    'saint-barthelemy': '10-09',
    'la-reunion': '12-20',
  } as const;
  for (const territory of territories.slice(2)) {
    const local = publicHolidays(2026, { territory }).filter(({ text }) => text.includes('L. 3422-2'));
    assert.deepEqual(
      local.map((holiday) => holiday.day.toString()),
      [`2026-${days[territory as keyof typeof days]}`], // the two first territories are cut off above
      territory,
    );
  }
  assert.equal(publicHolidays(2011, { territory: 'saint-barthelemy' }).length, 11);
});

test('knows the territory of a commune from its INSEE code', () => {
  for (const [code, territory] of [
    ['33234', 'metropole'],
    ['67482', 'alsace-moselle'],
    ['57463', 'alsace-moselle'],
    ['2A004', 'metropole'],
    ['97411', 'la-reunion'],
    ['97801', 'saint-martin'],
    ['97502', 'metropole'],
    ['98818', null],
  ] as const)
    assert.equal(territoryOfCommune(code), territory, code);
});

test('an office does not open on a Saturday, a Sunday or a holiday; leave in jours ouvrables counts Saturdays', () => {
  assert.equal(isWorkingDay(day('2026-11-21'), 'ouvres', metropole), false);
  assert.equal(isWorkingDay(day('2026-11-21'), 'ouvrables', metropole), true);
  assert.equal(isWorkingDay(day('2026-11-22'), 'ouvrables', metropole), false);
  assert.equal(isWorkingDay(day('2026-11-11'), 'ouvrables', metropole), false);
  assert.equal(countWorkingDays(day('2026-05-01'), day('2026-05-31'), 'ouvres', metropole), 17);
  assert.equal(countWorkingDays(day('2026-05-01'), day('2026-05-31'), 'ouvrables', metropole), 22);
  assert.equal(countWorkingDays(day('2026-05-02'), day('2026-05-01'), 'ouvres', metropole), 0);
  is(addWorkingDays(day('2026-12-24'), 1, 'ouvres', metropole), '2026-12-28');
  is(addWorkingDays(day('2026-12-24'), 1, 'ouvrables', metropole), '2026-12-26');
  is(addWorkingDays(day('2026-12-24'), 1, 'ouvrables', { territory: 'alsace-moselle' }), '2026-12-28');
  is(addWorkingDays(day('2026-12-28'), -1, 'ouvres', metropole), '2026-12-24');
  is(addWorkingDays(day('2026-11-21'), 0, 'ouvres', metropole), '2026-11-23');
});

test('adding working days lands on one, and counting them finds as many', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 60 }), anyKind, anyPlace, (start, count, kind, place) => {
      const end = addWorkingDays(start, count, kind, place);
      assert.ok(isWorkingDay(end, kind, place));
      assert.equal(countWorkingDays(start.add({ days: 1 }), end, kind, place), count);
      const back = addWorkingDays(end, -count, kind, place);
      assert.equal(countWorkingDays(back, end, kind, place), count + 1);
    }),
    { numRuns: 60 },
  );
});

test('a délai franc of two months from 19 October 2017 ends on 20 December 2017', () => {
  is(lastDayOf({ months: 2, isFranc: true, carriesOver: true }, day('2017-10-19'), metropole), '2017-12-20');
  is(lastDayOf({ months: 2, isFranc: false, carriesOver: true }, day('2017-10-19'), metropole), '2017-12-19');
});

test('a délai that ends on a closed day runs to the next open one, where the law says so', () => {
  // Notified on 1 October 2007: due 1 December, franc 2 December, a Sunday, so Monday the 3rd.
  is(lastDayOf({ months: 2, isFranc: true, carriesOver: true }, day('2007-10-01'), metropole), '2007-12-03');
  is(lastDayOf({ months: 2, isFranc: true, carriesOver: false }, day('2007-10-01'), metropole), '2007-12-02');
  is(lastDayOf({ days: 10, isFranc: false, carriesOver: true }, day('2026-12-15'), metropole), '2026-12-28');
  // The same delay, where 20 December is a holiday.
  is(lastDayOf({ months: 2, isFranc: true, carriesOver: true }, day('2017-10-19'), { territory: 'la-reunion' }), '2017-12-21');
});

test('a délai in months ends on the last day of a month that lacks the day', () => {
  is(lastDayOf({ months: 2, isFranc: true, carriesOver: false }, day('2025-12-31'), metropole), '2026-03-01');
  is(lastDayOf({ months: 2, isFranc: false, carriesOver: false }, day('2023-12-30'), metropole), '2024-02-29');
  is(addMonths(day('2026-01-31'), 1), '2026-02-28');
  is(addMonths(day('2026-01-31'), 2), '2026-03-31');
  is(addMonths(day('2026-03-31'), -1), '2026-02-28');
  is(addYears(day('2024-02-29'), 1), '2025-02-28');
  is(addYears(day('2024-02-29'), 4), '2028-02-29');
});

test('a later start never ends a delay sooner', () => {
  const delay = fc.record({ months: fc.nat(24), days: fc.nat(60), isFranc: fc.boolean(), carriesOver: fc.boolean() });
  fc.assert(
    fc.property(anyDay, delay, anyPlace, (start, delay, place) => {
      const last = lastDayOf(delay, start, place);
      assert.ok(Temporal.PlainDate.compare(last, start) >= 0);
      assert.ok(Temporal.PlainDate.compare(lastDayOf(delay, start.add({ days: 1 }), place), last) >= 0);
      if (delay.carriesOver) assert.ok(isWorkingDay(last, 'ouvres', place));
      else assert.equal(last.equals(sameOrNextWorkingDay(last, 'ouvres', place)), isWorkingDay(last, 'ouvres', place));
    }),
  );
});

test('a convocation leaves its jours francs, neither sending nor meeting counted', () => {
  is(lastDayBefore(day('2026-11-20'), 3), '2026-11-16');
  is(lastDayBefore(day('2026-11-20'), 5), '2026-11-14');
  assert.equal(joursFrancsBetween(day('2026-11-16'), day('2026-11-20')), 3);
  assert.equal(joursFrancsBetween(day('2026-11-20'), day('2026-11-20')), 0);
  fc.assert(fc.property(anyDay, fc.nat(30), (event, days) => joursFrancsBetween(lastDayBefore(event, days), event) === days));
});

test('the day is that of Paris, whatever the season', () => {
  is(todayInParis(Temporal.Instant.from('2026-07-14T22:30:00Z')), '2026-07-15');
  is(todayInParis(Temporal.Instant.from('2026-12-31T22:59:59Z')), '2026-12-31');
  is(todayInParis(Temporal.Instant.from('2026-12-31T23:00:00Z')), '2027-01-01');
});

test('a day lasts 23 hours in March and 25 in October', () => {
  const hours = (text: string) => startOfDay(day(text)).until(endOfDay(day(text)), { largestUnit: 'hours' }).hours;
  assert.deepEqual(['2026-03-29', '2026-10-25', '2026-11-21'].map(hours), [23, 25, 24]);
  assert.equal(instantInParis(day('2026-03-29'), '02:30').toString(), '2026-03-29T01:30:00Z');
  assert.equal(instantInParis(day('2026-10-25'), '02:30').toString(), '2026-10-25T00:30:00Z');
  fc.assert(
    fc.property(anyDay, (date) => {
      is(todayInParis(startOfDay(date)), date.toString());
      is(todayInParis(endOfDay(date).subtract({ nanoseconds: 1 })), date.toString());
      is(todayInParis(endOfDay(date)), date.add({ days: 1 }).toString());
    }),
  );
});

test('writes days as French administrations do', () => {
  assert.equal(formatDay(day('2017-10-17')), '17 octobre 2017');
  assert.equal(formatDay(day('2018-01-01')), '1er janvier 2018');
  assert.equal(formatWeekday(day('2017-10-17')), 'mardi 17 octobre 2017');
  assert.equal(formatMonth(day('2026-08-02')), 'août 2026');
  assert.equal(formatDayShort(day('2018-01-05')), '05/01/2018');
  assert.equal(formatPeriod(day('2017-10-01'), day('2017-10-17')), 'du 1er au 17 octobre 2017');
  assert.equal(formatPeriod(day('2017-10-28'), day('2017-11-02')), 'du 28 octobre au 2 novembre 2017');
  assert.equal(formatPeriod(day('2017-12-28'), day('2018-01-01')), 'du 28 décembre 2017 au 1er janvier 2018');
  assert.equal(formatPeriod(day('2017-10-17'), day('2017-10-17')), 'le 17 octobre 2017');
  assert.equal(formatInstant(Temporal.Instant.from('2017-10-17T12:05:00Z')), '17 octobre 2017 à 14\u00a0h\u00a005');
  assert.equal(formatTime(Temporal.PlainTime.from('09:00')), '9\u00a0h');
});

test('reads days as people type them, and no day that does not exist', () => {
  for (const text of ['17/10/2017', '17-10-2017', '17.10.2017', '2017-10-17', '17 octobre 2017', ' 17  Octobre 2017 '])
    assert.equal(readDay(text)?.toString(), '2017-10-17', text);
  assert.equal(readDay('1er fevrier 2018')?.toString(), '2018-02-01');
  for (const text of ['', '31/02/2026', '29/02/2025', '10/17/2017', '17/10-2017', '17/10/17', '0/1/2026', '17 brumaire 2017', 'hier'])
    assert.equal(readDay(text), null, text);
  fc.assert(fc.property(anyDay, (date) => [formatDay, formatDayShort, String].every((format) => readDay(format(date))?.equals(date))));
});
