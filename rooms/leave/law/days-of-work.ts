// SPDX-License-Identifier: EUPL-1.2
/** Who works on which half-days of a long stretch, for many agents: the days are read once, then only whole numbers are compared. Pure. */
import { publicHolidays } from '#platform/calendar/public-holidays.ts';
import type { SchoolBreak } from './school-breaks.ts';
import type { BodyCalendar, Pattern, WorkingTime } from './working-time.ts';

/** A day as the cycles need it, and what it is called. */
export type DayFacts = { day: string; rank: number; weekday: number; isOff: boolean; holiday: string | null; schoolBreak: string | null };

type Days = BodyCalendar & { breaks: readonly SchoolBreak[] };

/** Reads the days of a stretch, both ends included. */
export function dayFacts(from: Temporal.PlainDate, until: Temporal.PlainDate, { place, closedOn, breaks }: Days): DayFacts[] {
  const facts: DayFacts[] = [];
  const ranked = breaks.map((one) => ({ name: one.name, first: rankOf(one.from), last: rankOf(one.until) }));
  const holidays = new Map<string, string>();
  for (let { year } = from; year <= until.year; year++) for (const { day, name } of publicHolidays(year, place)) holidays.set(day.toString(), name);
  const last = rankOf(until);
  for (let rank = rankOf(from); rank <= last; rank++) {
    const day = new Date(rank * DAY_MS).toISOString().slice(0, 10);
    const holiday = holidays.get(day) ?? null;
    const schoolBreak = ranked.find((one) => one.first <= rank && rank <= one.last)?.name ?? null;
    facts.push({ day, rank, weekday: modulo(rank + EPOCH_WEEKDAY, 7), isOff: holiday !== null || closedOn.has(day), holiday, schoolBreak });
  }
  return facts;
}

/** Says of each agent's cycles who works on those days, two figures a day, morning then afternoon: `1` where the agent works. Those of one cycle are told once. */
export function workAmong(days: readonly DayFacts[]): (times: readonly WorkingTime[]) => string {
  const told = new Map<string, string>();
  return (times) => {
    const ranked = times.map((time) => ({
      first: rankOf(time.beginsOn),
      last: time.endsOn ? rankOf(time.endsOn) : null,
      monday: rankOf(time.firstMonday),
      terms: time.terms,
      breaks: time.breaks,
    }));
    const key = JSON.stringify(ranked);
    const work = told.get(key) ?? daysOfWork(ranked, days);
    told.set(key, work);
    return work;
  };
}

type Ranked = { first: number; last: number | null; monday: number; terms: Pattern; breaks: Pattern | null };

function daysOfWork(times: readonly Ranked[], days: readonly DayFacts[]): string {
  let work = '';
  for (const { rank, weekday, isOff, schoolBreak } of days) {
    const time = isOff ? undefined : times.find(({ first, last }) => first <= rank && (last === null || rank <= last));
    const pattern: Pattern = time ? ((schoolBreak === null ? null : time.breaks) ?? time.terms) : [];
    const week = time && pattern.length > 0 ? pattern[modulo(Math.floor((rank - time.monday) / 7), pattern.length)] : undefined;
    work += ((week?.[weekday * 2] ?? 0) > 0 ? '1' : '0') + ((week?.[weekday * 2 + 1] ?? 0) > 0 ? '1' : '0');
  }
  return work;
}

// In UTC a day is always as long: counted so, a year of days costs a tenth of what calendar arithmetic takes.
const DAY_MS = 86_400_000;
const EPOCH_WEEKDAY = 3; // 1 January 1970 was a Thursday

function rankOf({ year, month, day }: Temporal.PlainDate): number {
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
