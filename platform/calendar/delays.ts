// SPDX-License-Identifier: EUPL-1.2
/** When a legal delay ends: the last day on which the act is still in time, until 24:00. Safe for the browser. */
import { sameOrNextWorkingDay } from './working-days.ts';
import type { Place } from './public-holidays.ts';

export type Delay = {
  months?: number | undefined;
  days?: number | undefined;
  /**
   * A délai franc counts neither the day that starts it nor the day on which it falls due: it ends one day later
   * (CJA art. R. 421-1 as read by CE, 5 octobre 2018, n° 409579).
   */
  isFranc: boolean;
  /**
   * Whether a delay that ends on a Saturday, a Sunday or a public holiday runs until the next day that is none of them
   * (code de procédure civile, art. 642; same rule before administrative judges). A text that is silent does not carry over.
   */
  carriesOver: boolean;
};

/**
 * The last day in time of a delay started by what happened on `start` (publication, notification, receipt), a day that never counts.
 * Months run from a day to the same day of the month, or to its last day when it has none (code de procédure civile, art. 641).
 */
export function lastDayOf(delay: Delay, start: Temporal.PlainDate, place: Place): Temporal.PlainDate {
  const due = addMonths(start, delay.months ?? 0).add({ days: delay.days ?? 0 });
  const last = delay.isFranc ? due.add({ days: 1 }) : due;
  return delay.carriesOver ? sameOrNextWorkingDay(last, 'ouvres', place) : last;
}

/**
 * The last day on which something must be sent so that `days` jours francs lie before `event`: neither the day of sending nor that of
 * the event counts, Sundays and holidays do (convocations: CGCT art. L. 2121-11 and L. 2121-12). Counting back carries nothing over.
 */
export function lastDayBefore(event: Temporal.PlainDate, days: number): Temporal.PlainDate {
  return event.subtract({ days: days + 1 });
}

/** How many jours francs lie between two days, neither of them counted; 0 when they touch or cross. */
export function joursFrancsBetween(sent: Temporal.PlainDate, event: Temporal.PlainDate): number {
  return Math.max(0, sent.until(event, { largestUnit: 'days' }).days - 1);
}

/**
 * The same day of another month, or the last day of that month when it has none: 31 January + 1 month is the last of February.
 * Count every term from the first day (`addMonths(first, 2)`), never from the term before, or the 31st becomes the 28th for good.
 */
export function addMonths(day: Temporal.PlainDate, months: number): Temporal.PlainDate {
  return day.add({ months }, { overflow: 'constrain' });
}

/** The same day of another year; 29 February becomes the 28th in common years. */
export function addYears(day: Temporal.PlainDate, years: number): Temporal.PlainDate {
  return day.add({ years }, { overflow: 'constrain' });
}
