// SPDX-License-Identifier: EUPL-1.2
/** Jours ouvrés and jours ouvrables. Safe for the browser. */
import { publicHolidayOn, type Place } from './public-holidays.ts';

/**
 * `ouvres`: Monday to Friday, the days on which offices open. `ouvrables`: every day but the weekly rest, Sunday, so Monday to Saturday.
 * Neither counts public holidays.
 */
export type DayCount = 'ouvres' | 'ouvrables';

/** Whether the day is one of that kind in that place. */
export function isWorkingDay(day: Temporal.PlainDate, kind: DayCount, place: Place): boolean {
  return day.dayOfWeek <= (kind === 'ouvres' ? 5 : 6) && publicHolidayOn(day, place) === null;
}

/** How many days of that kind lie from `from` to `until`, both included; 0 when `until` comes first. */
export function countWorkingDays(from: Temporal.PlainDate, until: Temporal.PlainDate, kind: DayCount, place: Place): number {
  let count = 0;
  for (let day = from; Temporal.PlainDate.compare(day, until) <= 0; day = day.add({ days: 1 })) if (isWorkingDay(day, kind, place)) count += 1;
  return count;
}

/**
 * The day that comes `count` days of that kind after `day`, which is not counted; before it when `count` is negative.
 * With 0, the day itself if it is of that kind, else the next one that is.
 */
export function addWorkingDays(day: Temporal.PlainDate, count: number, kind: DayCount, place: Place): Temporal.PlainDate {
  if (!Number.isSafeInteger(count)) throw new RangeError('working days are counted whole');
  const step = count < 0 ? -1 : 1;
  let reached = day;
  for (let left = Math.abs(count); left > 0;) {
    reached = reached.add({ days: step });
    if (isWorkingDay(reached, kind, place)) left -= 1;
  }
  return count === 0 ? sameOrNextWorkingDay(reached, kind, place) : reached;
}

/** The day itself if it is of that kind, else the next one that is. */
export function sameOrNextWorkingDay(day: Temporal.PlainDate, kind: DayCount, place: Place): Temporal.PlainDate {
  let reached = day;
  while (!isWorkingDay(reached, kind, place)) reached = reached.add({ days: 1 });
  return reached;
}
