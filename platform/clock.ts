// SPDX-License-Identifier: EUPL-1.2
import type { Clock } from './house.ts';

/** The machine's clock. */
export const systemClock: Clock = { now: () => Temporal.Now.instant() };

/** The day that this instant falls on in metropolitan France, where every delay of the house is counted. */
export function canonicalDay(instant: Temporal.Instant): Temporal.PlainDate {
  return instant.toZonedDateTimeISO('Europe/Paris').toPlainDate();
}
