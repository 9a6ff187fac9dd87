// SPDX-License-Identifier: EUPL-1.2
import { lastDayOf } from '#platform/calendar/delays.ts';
import { metropole } from '#platform/calendar/public-holidays.ts';
import { legalDelays } from '#platform/rules/legal-delays.ts';

/** The last day on which an act published on that day may be contested before the court (CJA art. R. 421-1). */
export function lastDayToContest(publishedOn: Temporal.PlainDate): Temporal.PlainDate {
  return lastDayOf(legalDelays.ruleOn('appeal.contentious', publishedOn).value, publishedOn, metropole);
}

/** An act binds once it is both published and received by the State (CGCT art. L. 2131-1). */
export function enforceableOn(publishedOn: Temporal.PlainDate, receivedOn: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(publishedOn, receivedOn) >= 0 ? publishedOn : receivedOn;
}
