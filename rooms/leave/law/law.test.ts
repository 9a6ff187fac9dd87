// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { metropole } from '#platform/calendar/public-holidays.ts';
import { annualHours } from './annual-hours.ts';
import { annualLeave, type Service } from './annual-leave.ts';
import { maySave, optionTerms, payable, refusesAccount, refusesCap } from './cet.ts';
import { adoptionLeave, childDeathDays, lawfulLength, maternityLeave, paternityDays } from './family-leave.ts';
import { dayFacts, workAmong } from './days-of-work.ts';
import { keptLeave } from './kept-leave.ts';
import { rttLost, rttOf } from './rtt.ts';
import { isIn, schoolBreaks } from './school-breaks.ts';
import { sickPay, type Sick } from './sick-pay.ts';
import { count, isEmpty, rangeOf, type Span } from './span.ts';
import { splitDays } from './split-days.ts';
import { minutesDue, weeklyDays, type BodyCalendar, type Pattern, type WorkingTime } from './working-time.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const bordeaux: BodyCalendar = { place: metropole, isSchoolBreak: (on) => isIn(schoolBreaks('A'), on), closedOn: new Map() };

/** A week from how many half-days of so many minutes are worked each day, Monday first. */
const week = (...halves: [number, number][]): number[] => [...halves.flat(), ...Array<number>(14).fill(0)].slice(0, 14);
const full = week([210, 210], [210, 210], [210, 210], [210, 210], [210, 210]);
const withoutFriday = week([210, 210], [210, 210], [210, 210], [210, 210]);
const withoutWednesdayAfternoon = week([240, 210], [240, 210], [210, 0], [240, 210], [240, 210]);

function works(pattern: Pattern, over: Partial<WorkingTime> = {}): WorkingTime {
  return {
    beginsOn: day('2020-01-01'),
    endsOn: null,
    firstMonday: day('2024-01-01'),
    terms: pattern,
    breaks: null,
    percent: 100,
    fullTimeMinutes: 2100,
    ...over,
  };
}
const always: Service = { arrivedOn: day('2015-01-01'), leftOn: null, notServed: [] };
const from = (text: string, fromHalf: 'am' | 'pm', until: string, untilHalf: 'am' | 'pm'): Span => ({
  unit: 'half-day',
  from: day(text),
  fromHalf,
  until: day(until),
  untilHalf,
});

test('annual leave is five times the days worked in a week, whatever the hours', () => {
  assert.equal(annualLeave(2026, [works([full])], always).hundredths, 2500);
  assert.equal(annualLeave(2026, [works([withoutFriday], { percent: 80 })], always).hundredths, 2000);
  assert.equal(annualLeave(2026, [works([withoutWednesdayAfternoon])], always).hundredths, 2250);
  assert.equal(annualLeave(2026, [works([week([240, 210], [240, 210], [240, 0])], { percent: 50 })], always).hundredths, 1250);
});

test('a cycle of two weeks counts on its average', () => {
  const terms = [full, withoutFriday];
  assert.equal(weeklyDays(terms), 4.5);
  assert.equal(annualLeave(2026, [works(terms)], always).hundredths, 2250);
});

test('who arrives on 1 March has 21 of 25 days, rounded to the half-day above', () => {
  const arrived = { ...always, arrivedOn: day('2026-03-01') };
  assert.equal(annualLeave(2026, [works([full])], arrived).hundredths, 2100);
  assert.equal(annualLeave(2026, [works([full])], { ...arrived, arrivedOn: day('2026-07-01') }).hundredths, 1300);
});

test('a part-time that changes in the year is acquired stretch by stretch, and rounded once', () => {
  const times = [works([full], { endsOn: day('2026-08-31') }), works([withoutFriday], { beginsOn: day('2026-09-01'), percent: 80 })];
  const { hundredths, stretches } = annualLeave(2026, times, always);
  assert.deepEqual(
    stretches.map(({ served, weeklyDays: perWeek }) => [served, perWeek]),
    [
      [243, 5],
      [122, 4],
    ],
  );
  assert.equal(hundredths, 2350);
});

test('what the law does not count as service brings no leave; a leap year has a day more to serve', () => {
  const away = { ...always, notServed: [{ from: day('2026-01-01'), until: day('2026-06-30') }] };
  assert.equal(annualLeave(2026, [works([full])], away).hundredths, 1300);
  assert.equal(annualLeave(2024, [works([full])], always).hundredths, 2500);
  assert.equal(annualLeave(2024, [works([full])], { ...always, arrivedOn: day('2024-02-29') }).exact, (2500 * 307) / 366);
});

test('a body chooses how a share of a year is rounded, not how much leave the law gives', () => {
  const arrived = { ...always, arrivedOn: day('2026-07-01') };
  const rounding = (value: 'half-day-up' | 'nearest-half-day' | 'day-up') =>
    annualLeave(2026, [works([full])], arrived, [{ value, text: 'Délibération', from: '2026-01-01', until: null }]).hundredths;
  assert.deepEqual([rounding('half-day-up'), rounding('nearest-half-day'), rounding('day-up')], [1300, 1250, 1300]);
});

test('acquisition never falls when service grows, and two halves of a year make the whole', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2020, max: 2032 }), fc.integer({ min: 1, max: 364 }), (year, cut) => {
      const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
      const [a, b] = [works([full], { endsOn: first.add({ days: cut - 1 }) }), works([full], { beginsOn: first.add({ days: cut }) })];
      assert.equal(annualLeave(year, [a, b], always).hundredths, 2500);
      const shorter = annualLeave(year, [works([full])], { ...always, arrivedOn: first.add({ days: cut }) });
      assert.ok(shorter.hundredths <= 2500 && shorter.exact < 2500);
    }),
  );
});

test('five to seven days outside the season bring one day, eight bring two, part-time or not', () => {
  const taken = (days: number, on = '2026-02-10') => [{ day: day(on), hundredths: days * 100 }];
  assert.deepEqual(
    [4.5, 5, 7, 7.5, 8, 12].map((days) => splitDays(2026, taken(days)).hundredths),
    [0, 100, 100, 100, 200, 200],
  );
  assert.equal(splitDays(2026, taken(10, '2026-05-01')).hundredths, 0);
  assert.equal(splitDays(2026, taken(10, '2026-10-31')).hundredths, 0);
  assert.equal(splitDays(2026, taken(8, '2026-11-01')).hundredths, 200);
  assert.equal(splitDays(2026, taken(5, '2026-04-30')).hundredths, 100);
});

test('an absence takes only the half-days that were worked: not the Friday off, the Sunday or 14 July', () => {
  assert.deepEqual([count(from('2026-07-13', 'am', '2026-07-19', 'pm'), [works([full])], bordeaux).days], [400]);
  assert.equal(count(from('2026-07-13', 'am', '2026-07-19', 'pm'), [works([withoutFriday])], bordeaux).days, 300);
  assert.equal(count(from('2026-07-15', 'pm', '2026-07-16', 'am'), [works([full])], bordeaux).days, 100);
  assert.equal(count(from('2026-07-15', 'am', '2026-07-15', 'pm'), [works([withoutWednesdayAfternoon])], bordeaux).days, 50);
  assert.equal(count(from('2026-07-18', 'am', '2026-07-19', 'pm'), [works([full])], bordeaux).days, 0);
});

test('hours are what was asked, and never more than the day', () => {
  const hours = (fromMinute: number, untilMinute: number): Span => ({ unit: 'hour', on: day('2026-07-15'), fromMinute, untilMinute });
  assert.deepEqual([count(hours(540, 660), [works([full])], bordeaux).minutes, count(hours(0, 1440), [works([full])], bordeaux).minutes], [120, 420]);
  assert.equal(isEmpty(hours(600, 600)), true);
  assert.equal(isEmpty(from('2026-07-15', 'pm', '2026-07-15', 'am')), true);
  assert.equal(isEmpty(from('2026-07-15', 'pm', '2026-07-15', 'pm')), false);
});

test('a span is written as the wall clock reads it, the night of the change of hour included', () => {
  assert.deepEqual(rangeOf(from('2026-03-28', 'pm', '2026-03-29', 'am')), { from: '2026-03-28 12:00', until: '2026-03-29 12:00' });
  assert.deepEqual(rangeOf(from('2026-12-31', 'am', '2026-12-31', 'pm')), { from: '2026-12-31 00:00', until: '2027-01-01 00:00' });
});

test('a week cut anywhere counts as much as the whole', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }), (start, a, b) => {
      const first = day('2026-01-01').add({ days: start });
      const middle = first.add({ days: a });
      const last = middle.add({ days: b });
      const times = [works([full, withoutFriday])];
      const whole = count({ unit: 'half-day', from: first, fromHalf: 'am', until: last, untilHalf: 'pm' }, times, bordeaux);
      const left = count({ unit: 'half-day', from: first, fromHalf: 'am', until: middle, untilHalf: 'am' }, times, bordeaux);
      const right = count({ unit: 'half-day', from: middle, fromHalf: 'pm', until: last, untilHalf: 'pm' }, times, bordeaux);
      assert.equal(left.days + right.days, whole.days);
      assert.equal(left.minutes + right.minutes, whole.minutes);
    }),
  );
});

test('RTT follow the weekly hours, the share of full time and the year', () => {
  const at = (hours: number, percent = 100) => rttOf(2026, [works([full], { fullTimeMinutes: hours * 60, percent })], always).hundredths;
  assert.deepEqual([at(35), at(36), at(37), at(37.5), at(38), at(39), at(40)], [0, 600, 1200, 1500, 1800, 2300, 2800]);
  assert.deepEqual([at(39, 80), at(37, 50)], [1850, 600]);
});

test('absences for health take back a day of RTT at each quotient', () => {
  assert.deepEqual([rttLost(2026, 1200, 18).hundredths, rttLost(2026, 1200, 19).hundredths, rttLost(2026, 1200, 38).hundredths], [0, 100, 200]);
  assert.equal(rttLost(2026, 2300, 0).quotient, 10);
  assert.equal(rttLost(2026, 600, 400).hundredths, 600);
  assert.equal(rttLost(2026, 0, 400).hundredths, 0);
});

test('only annual leave beyond four weeks taken may be saved, in whole days, up to the ceiling of the year', () => {
  const asked = { year: 2026, saved: 0, held: 0, annualLeft: 550, annualTaken: 2000, rttLeft: 350, time: works([full]) };
  assert.deepEqual([maySave(asked).annual, maySave(asked).rtt], [500, 300]);
  assert.equal(maySave({ ...asked, annualTaken: 1950 }).annual, 0);
  assert.equal(maySave({ ...asked, annualTaken: 1600, time: works([withoutFriday]) }).annual, 500);
  assert.deepEqual([maySave({ ...asked, saved: 5800 }).annual, maySave({ ...asked, saved: 5800 }).rtt], [200, 200]);
  assert.equal(maySave({ ...asked, year: 2024, saved: 6000 }).room, 1000);
});

test('in 2024 alone an account reached 70 days, or ten more than what stood beyond 60 at the end of 2023', () => {
  const room = (year: number, saved: number, held: number) =>
    maySave({ year, saved, held, annualLeft: 2000, annualTaken: 2000, rttLeft: 2000, time: works([full]) }).room;
  assert.deepEqual([room(2023, 5500, 5500), room(2024, 5500, 5500), room(2025, 5500, 5500)], [500, 1500, 500]);
  assert.deepEqual([room(2024, 6500, 6500), room(2024, 6000, 6000), room(2024, 6300, 6500)], [1000, 1000, 1200]);
  // What was saved beyond the ordinary ceiling stays, and nothing is added to it.
  assert.deepEqual([room(2025, 7500, 7500), room(2026, 7000, 7000)], [0, 0]);
});

test('beyond fifteen days an agent chooses; a titulaire who does not choose goes to the pension', () => {
  const on = day('2026-01-31');
  const titulaire = { status: 'titulaire', category: 'C' } as const;
  const terms = optionTerms(on, titulaire);
  assert.deepEqual([terms.choices, terms.unchosen, terms.dayCents, payable(terms, 2000)], [['keep', 'pay', 'pension'], 'pension', 8300, 500]);
  assert.equal(optionTerms(on, { ...titulaire, status: 'contractuel' }).unchosen, 'pay');
  assert.deepEqual(
    [refusesAccount('stagiaire', day('2015-01-01'), on), refusesAccount('titulaire', day('2025-06-01'), on)],
    ['probation', 'service'],
  );
});

test('since 29 November 2025 a body limits the days it pays in a year, the same for all, never the fifteen first', () => {
  const most = (saved: number, value: number | null) =>
    payable(
      optionTerms(day('2026-01-31'), { status: 'titulaire', category: 'A' }, [{ value, text: 'Délibération', from: '2025-12-01', until: null }]),
      saved,
    );
  // The example of a centre de gestion: a limit of 20 days leaves 15 of 30 payable, and 20 of 55.
  assert.deepEqual([most(3000, 20), most(5500, 20), most(5500, null), most(1500, 20)], [1500, 2000, 4000, 0]);
  assert.equal(refusesCap(20, day('2025-11-29')), null);
  assert.match(refusesCap(20, day('2025-11-28')) ?? '', /29 novembre 2025/);
  assert.equal(refusesCap(null, day('2020-01-01')), null);
});

test('sick leave has a waiting day, then 90 days at 90 %, then half pay, over the last twelve months', () => {
  const sick = (a: string, b: string, noWaiting: Sick['noWaiting'] = null): Sick => ({ from: day(a), until: day(b), noWaiting });
  const titulaire = { status: 'titulaire', arrivedOn: day('2010-01-01') } as const;
  const rates = (history: Sick[], absence: Sick) =>
    sickPay(history, absence, titulaire).map(({ percent, from: a, until: b }) => [percent, a.toString(), b.toString()]);
  assert.deepEqual(rates([], sick('2026-03-02', '2026-03-04')), [
    [0, '2026-03-02', '2026-03-02'],
    [90, '2026-03-03', '2026-03-04'],
  ]);
  assert.deepEqual(
    rates([], sick('2025-02-20', '2025-03-20')).map(([percent]) => percent),
    [0, 100],
  );
  assert.deepEqual(rates([sick('2026-01-01', '2026-03-31')], sick('2026-04-01', '2026-04-02', 'prolongation')), [[50, '2026-04-01', '2026-04-02']]);
  assert.deepEqual(rates([sick('2024-01-01', '2024-12-31')], sick('2026-04-01', '2026-04-01', 'pregnancy')), [[90, '2026-04-01', '2026-04-01']]);
  assert.deepEqual(rates([], sick('2020-04-01', '2020-04-02')), [[100, '2020-04-01', '2020-04-02']]);
});

test('a contractuel on sick leave is paid by length of service: nothing before four months, then one, two and three months at 90 %', () => {
  const absence: Sick = { from: day('2026-03-02'), until: day('2026-12-31'), noWaiting: 'prolongation' };
  const days = (arrivedOn: string, one = absence) =>
    sickPay([], one, { status: 'contractuel', arrivedOn: day(arrivedOn) }).map(({ percent, from: a, until: b }) => [
      percent,
      a.until(b, { largestUnit: 'days' }).days + 1,
    ]);
  assert.deepEqual(days('2025-11-03'), [[0, 305]]);
  assert.deepEqual(days('2025-11-02'), [[90, 30], [50, 30], [0, 245]]); // prettier-ignore
  assert.deepEqual(days('2024-03-02'), [[90, 60], [50, 60], [0, 185]]); // prettier-ignore
  assert.deepEqual(days('2020-01-01'), [[90, 90], [50, 90], [0, 125]]); // prettier-ignore
  const before: Sick = { from: day('2025-02-03'), until: day('2025-02-05'), noWaiting: null };
  assert.deepEqual(days('2020-01-01', before), [[0, 1], [100, 2]]); // prettier-ignore
});

test('leave that illness kept from being taken is carried fifteen months after the return, four weeks at most', () => {
  const asked = {
    year: 2025,
    left: 2500,
    taken: 0,
    weeklyDays: 5,
    hindrances: [{ from: day('2025-02-01'), until: day('2025-11-30'), cause: 'health' as const }],
  };
  const kept = keptLeave(asked);
  assert.deepEqual([kept?.hundredths, kept?.until.toString()], [2000, '2027-02-28']);
  assert.equal(keptLeave({ ...asked, taken: 500, left: 2000 })?.hundredths, 1500);
  assert.equal(keptLeave({ ...asked, hindrances: [{ ...asked.hindrances[0]!, cause: 'family' }] })?.hundredths, 2500); // oxlint-disable-line typescript/no-non-null-assertion -- written above
  assert.equal(
    keptLeave({ ...asked, hindrances: [{ from: day('2025-11-01'), until: day('2026-05-31'), cause: 'health' }] })?.until.toString(),
    '2027-03-31',
  );
  assert.equal(keptLeave({ ...asked, hindrances: [] }), null);
});

test('an agent of the school works more in term and rests in the holidays: the year says what is left to work', () => {
  const atsem = works([week([270, 240], [270, 240], [0, 0], [270, 240], [270, 240])], { breaks: [week()], percent: 100 });
  const { planned, due, difference } = annualHours(2026, [atsem], always, 0, bordeaux);
  assert.equal(due, 96_420);
  assert.equal(planned - due, difference);
  // Monday, Tuesday, Thursday and Friday of eight and a half hours, outside the holidays of schools: 138 days in 2026.
  assert.equal(planned, 138 * 510);
  assert.equal(annualHours(2026, [atsem], always, 510, bordeaux).planned, planned - 510);
  assert.equal(annualHours(2026, [{ ...atsem, percent: 80 }], always, 0, bordeaux).due, 77_136);
});

test('maternity runs around the expected day, longer for the third child and for twins', () => {
  const expected = day('2026-06-15');
  const around = (children: number, before: number) => {
    const { from: first, until } = maternityLeave(expected, { children, before });
    return [first.until(expected, { largestUnit: 'days' }).days / 7, (expected.until(until, { largestUnit: 'days' }).days + 1) / 7];
  };
  assert.deepEqual(
    [around(1, 0), around(1, 1), around(1, 2), around(2, 0), around(2, 5), around(3, 0), around(4, 2)],
    [[6, 10], [6, 10], [8, 18], [12, 22], [12, 22], [24, 22], [24, 22]], // prettier-ignore
  );
  assert.throws(() => maternityLeave(day('2021-06-30'), { children: 1, before: 0 }), /Aucune règle/);
});

test('the other parent has three working days, then 25 days, 32 for several children', () => {
  const born = day('2026-06-15');
  assert.deepEqual(
    [1, 2, 3].map((children) => paternityDays(born, { children })).map(({ days, birthDays }) => [birthDays, days]),
    [[3, 25], [3, 32], [3, 32]], // prettier-ignore
  );
});

test('an adoption gives 16, 18 or 22 weeks, and days more where two parents share them', () => {
  const from = day('2026-03-02');
  const lasts = (children: number, before: number, isShared: boolean) =>
    from.until(adoptionLeave(from, { children, before }, isShared).until, { largestUnit: 'days' }).days + 1;
  assert.deepEqual([lasts(1, 0, false), lasts(1, 1, false), lasts(1, 2, false), lasts(2, 0, false)], [16 * 7, 16 * 7, 18 * 7, 22 * 7]);
  assert.deepEqual([lasts(1, 0, true), lasts(1, 2, true), lasts(3, 3, true)], [16 * 7 + 25, 18 * 7 + 25, 22 * 7 + 32]);
});

test('the death of a child gives 12 working days by right, 14 and eight more under 25 or for a child who was a parent', () => {
  const at = (isUnder25: boolean, wasParent: boolean, on = '2026-03-02') => {
    const { days, more } = childDeathDays(day(on), { isUnder25, wasParent });
    return [days, more];
  };
  assert.deepEqual([at(false, false), at(true, false), at(false, true)], [[12, 0], [14, 8], [14, 8]]); // prettier-ignore
  assert.deepEqual(at(true, false, '2023-07-21'), [14, 8]);
  assert.throws(() => at(true, false, '2023-07-20'), /Aucune règle/);
});

test('who asks reads what the law gives, with its text; nothing where it fixes no length', () => {
  const on = day('2026-03-02');
  assert.match(
    lawfulLength('maternite', on) ?? '',
    /16 semaines pour un premier ou un deuxième enfant \(6 avant, 10 après\) ; 26 .* ; 34 .* ; 46 .*L\. 1225-17/,
  );
  assert.match(lawfulLength('paternite', on) ?? '', /^25 jours consécutifs, 32 .*dont 4 .*L\. 1225-35/);
  assert.match(lawfulLength('adoption', on) ?? '', /^16 semaines .* 18 .* 22 .*L\. 1225-37/);
  assert.match(lawfulLength('naissance', on) ?? '', /^3 jours ouvrables.*L\. 631-6/);
  assert.match(lawfulLength('naissance-supplementaire', on) ?? '', /^1 ou 2 mois.*L\. 1225-46-2/);
  assert.match(lawfulLength('deces-enfant', on) ?? '', /^12 jours ouvrables de droit ; 14 .*8 jours de plus.*L\. 622-2/);
  assert.deepEqual([lawfulLength('mariage', on), lawfulLength('naissance-supplementaire', day('2025-12-31'))], [null, null]);
});

test('school holidays end on the eve of the return', () => {
  const a = schoolBreaks('A');
  assert.deepEqual([isIn(a, day('2026-02-22')), isIn(a, day('2026-02-23')), isIn(schoolBreaks('B'), day('2026-02-23'))], [true, false, true]);
});

test('the school year 2026-2027 is that of the arrêté of 22 October 2025: each zone has its own winter and spring, sixteen days each', () => {
  const said = (zone: 'A' | 'B' | 'C', name: string) =>
    schoolBreaks(zone)
      .filter(({ name: one, text }) => one === name && text?.includes('22 octobre 2025'))
      .map(({ from, until }) => `${from.toString()} ${until.toString()}`);
  assert.deepEqual(
    [said('C', 'Hiver'), said('A', 'Hiver'), said('B', 'Hiver')],
    [['2027-02-06 2027-02-21'], ['2027-02-13 2027-02-28'], ['2027-02-20 2027-03-07']],
  );
  for (const zone of ['A', 'B', 'C'] as const)
    for (const { name, from, until } of schoolBreaks(zone)) {
      // Saturday to Sunday, but for a public holiday at the end, the bridge and the return in September.
      if (name === 'Pont de l’Ascension') assert.deepEqual([from.dayOfWeek, until.dayOfWeek], [5, 6]);
      else assert.equal(from.dayOfWeek, 6, `${name} ${from.toString()}`);
      const length = from.until(until, { largestUnit: 'days' }).days + 1;
      if (!/Été|Pont/.test(name)) assert.ok(length === 16 || length === 17, `${name} ${from.toString()} lasts ${length} days`);
    }
  const [a, b] = [schoolBreaks('A'), schoolBreaks('B')];
  assert.ok(isIn(a, day('2027-05-07')) && !isIn(b, day('2027-05-10')) && isIn(a, day('2027-09-01')) && !isIn(a, day('2027-09-02')));
});

test('a year worked out at once says what each of its half-days says', () => {
  const [a, b, school] = [
    works([full, withoutFriday], { endsOn: day('2026-05-31') }),
    works([withoutWednesdayAfternoon], { beginsOn: day('2026-06-01') }),
    works([full], { breaks: [withoutFriday] }),
  ];
  const facts = dayFacts(day('2026-01-01'), day('2026-12-31'), { ...bordeaux, breaks: schoolBreaks('A') });
  const workOf = workAmong(facts);
  for (const times of [[a, b], [school], [], [a, b]]) {
    const one = facts.map(({ day: on }) =>
      (['am', 'pm'] as const).map((half) => (minutesDue(times, day(on), half, bordeaux) > 0 ? '1' : '0')).join(''),
    );
    assert.equal(workOf(times), one.join(''));
  }
});
