// SPDX-License-Identifier: EUPL-1.2
/** Days are those of Paris: an act received at 23:30 UTC in summer is tomorrow's. Safe for the browser. */

const zone = 'Europe/Paris';

/** The day it is in Paris at this instant. */
export function todayInParis(instant: Temporal.Instant): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(zone).toPlainDate();
}

/** The first instant of a day in Paris. */
export function startOfDay(day: Temporal.PlainDate): Temporal.Instant {
  return day.toZonedDateTime(zone).toInstant();
}

/** The first instant that is no longer that day: 24:00, 23 or 25 hours later when the clocks change. */
export function endOfDay(day: Temporal.PlainDate): Temporal.Instant {
  return startOfDay(day.add({ days: 1 }));
}

/**
 * The instant of a wall-clock time in Paris. In the hour that is skipped in spring, the same distance after the change (02:30 is 03:30);
 * in the hour that comes twice in autumn, the first.
 */
export function instantInParis(day: Temporal.PlainDate, time: Temporal.PlainTime | string): Temporal.Instant {
  return day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).toInstant();
}
