// SPDX-License-Identifier: EUPL-1.2
/** When somebody works: cycles of one or several weeks, part-time, school-year agents. Pure, and safe for the browser. */
import { publicHolidayOn, type Place } from '#platform/calendar/public-holidays.ts';

export type Half = 'am' | 'pm';

/** Minutes due in each half-day, Monday morning first: 14 figures a week, as many weeks as the cycle has. */
export type Pattern = readonly (readonly number[])[];

/** What an agent's work is from a day to a day. */
export type WorkingTime = {
  beginsOn: Temporal.PlainDate;
  /** Last day; null while it lasts. */
  endsOn: Temporal.PlainDate | null;
  /** A Monday that begins the first week of the cycle. */
  firstMonday: Temporal.PlainDate;
  terms: Pattern;
  /** During school holidays, for whoever follows the school year; null: as always. */
  breaks: Pattern | null;
  /** Percent of the full time of the post (temps partiel). */
  percent: number;
  /** Weekly minutes of the full-time cycle: 2 340 for 39 h. RTT follows from it. */
  fullTimeMinutes: number;
};

/** What the body adds to the weeks of its agents. */
export type BodyCalendar = {
  place: Place;
  isSchoolBreak: (day: Temporal.PlainDate) => boolean;
  /** Bridge days on which the body is closed and nobody is counted as away: what each is called, by ISO day. */
  closedOn: ReadonlyMap<string, string>;
};

/** Minutes due on a half-day: none on a public holiday, on a closed day, or outside of every working time. */
export function minutesDue(times: readonly WorkingTime[], day: Temporal.PlainDate, half: Half, calendar: BodyCalendar): number {
  const time = workingTimeOn(times, day);
  if (!time || publicHolidayOn(day, calendar.place) || calendar.closedOn.has(day.toString())) return 0;
  return plannedMinutes(time, day, half, calendar);
}

/** The working time of a day, if any. */
export function workingTimeOn(times: readonly WorkingTime[], day: Temporal.PlainDate): WorkingTime | null {
  return times.find(({ beginsOn, endsOn }) => isWithin(day, beginsOn, endsOn)) ?? null;
}

/** Minutes of the cycle on that half-day, whatever feast it is. */
export function plannedMinutes(time: WorkingTime, day: Temporal.PlainDate, half: Half, calendar: BodyCalendar): number {
  const pattern = time.breaks && calendar.isSchoolBreak(day) ? time.breaks : time.terms;
  const week = pattern[weekOf(time.firstMonday, day, pattern.length)];
  return week?.[(day.dayOfWeek - 1) * 2 + (half === 'am' ? 0 : 1)] ?? 0;
}

/** Days worked in a week, on the average of the cycle: a half-day counts for half, whatever it lasts. */
export function weeklyDays(pattern: Pattern): number {
  const halves = pattern.flat().filter((minutes) => minutes > 0).length;
  return pattern.length === 0 ? 0 : halves / 2 / pattern.length;
}

/** Minutes worked in a week, on the average of the cycle. */
export function weeklyMinutes(pattern: Pattern): number {
  return pattern.length === 0 ? 0 : pattern.flat().reduce((sum, minutes) => sum + minutes, 0) / pattern.length;
}

export function isWithin(day: Temporal.PlainDate, from: Temporal.PlainDate, until: Temporal.PlainDate | null): boolean {
  return Temporal.PlainDate.compare(from, day) <= 0 && (until === null || Temporal.PlainDate.compare(day, until) <= 0);
}

function weekOf(firstMonday: Temporal.PlainDate, day: Temporal.PlainDate, weeks: number): number {
  if (weeks < 2) return 0;
  const since = Math.floor(firstMonday.until(day, { largestUnit: 'days' }).days / 7);
  return ((since % weeks) + weeks) % weeks;
}
