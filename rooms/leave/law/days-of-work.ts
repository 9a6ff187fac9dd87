// SPDX-License-Identifier: EUPL-1.2
/** Who works on which half-days of a long stretch, for many agents: the days are read once, then only whole numbers are compared. Pure. */
import { publicHolidayOn } from '#platform/calendar/public-holidays.ts';
import type { BodyCalendar, Pattern, WorkingTime } from './working-time.ts';

/** A day as the cycles need it. */
export type DayFacts = { day: Temporal.PlainDate; rank: number; weekday: number; isOff: boolean; isBreak: boolean };

/** Reads the days of a stretch, both ends included. */
export function dayFacts(from: Temporal.PlainDate, until: Temporal.PlainDate, calendar: BodyCalendar): DayFacts[] {
  const facts: DayFacts[] = [];
  for (let day = from; Temporal.PlainDate.compare(day, until) <= 0; day = day.add({ days: 1 }))
    facts.push({
      day,
      rank: rankOf(day),
      weekday: day.dayOfWeek - 1,
      isOff: publicHolidayOn(day, calendar.place) !== null || calendar.closedOn.has(day.toString()),
      isBreak: calendar.isSchoolBreak(day),
    });
  return facts;
}

/** Two figures a day, morning then afternoon: `1` where the agent works. */
export function daysOfWork(times: readonly WorkingTime[], days: readonly DayFacts[]): string {
  const ranked = times.map((time) => ({
    first: rankOf(time.beginsOn),
    last: time.endsOn ? rankOf(time.endsOn) : Infinity,
    monday: rankOf(time.firstMonday),
    terms: time.terms,
    breaks: time.breaks,
  }));
  let work = '';
  for (const { rank, weekday, isOff, isBreak } of days) {
    const time = isOff ? undefined : ranked.find(({ first, last }) => first <= rank && rank <= last);
    const pattern: Pattern = time ? ((isBreak ? time.breaks : null) ?? time.terms) : [];
    const week = time && pattern.length > 0 ? pattern[modulo(Math.floor((rank - time.monday) / 7), pattern.length)] : undefined;
    work += ((week?.[weekday * 2] ?? 0) > 0 ? '1' : '0') + ((week?.[weekday * 2 + 1] ?? 0) > 0 ? '1' : '0');
  }
  return work;
}

const EPOCH = Temporal.PlainDate.from('1970-01-01');

function rankOf(day: Temporal.PlainDate): number {
  return EPOCH.until(day, { largestUnit: 'days' }).days;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
