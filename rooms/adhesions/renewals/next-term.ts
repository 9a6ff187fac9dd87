// SPDX-License-Identifier: EUPL-1.2
/** Days of a term: when the next one runs, until when it may be denounced, when to remind. Pure. */

export type Term = { beginsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate };

/** The term that follows, as long as the one before: so many whole months where it was, so many days otherwise. */
export function nextTerm({ beginsOn, endsOn }: Term): Term {
  const begins = endsOn.add({ days: 1 });
  const months = beginsOn.until(begins, { largestUnit: 'months' }).months;
  if (beginsOn.add({ months }).equals(begins)) return { beginsOn: begins, endsOn: begins.add({ months }).subtract({ days: 1 }) };
  return { beginsOn: begins, endsOn: endsOn.add({ days: beginsOn.until(begins, { largestUnit: 'days' }).days }) };
}

/** Last day on which a denunciation can be received. Months go back to the last day of a shorter month. */
export function noticeDay(endsOn: Temporal.PlainDate, noticeMonths: number): Temporal.PlainDate {
  return endsOn.subtract({ months: noticeMonths });
}

export type Milestone = '6-months' | '3-months' | '1-month' | 'notice';

/** The reminders whose day has come, oldest first. The day of notice counts where the convention would renew itself. */
export function milestonesDue(endsOn: Temporal.PlainDate, noticeMonths: number | null, today: Temporal.PlainDate): Milestone[] {
  if (Temporal.PlainDate.compare(today, endsOn) > 0) return [];
  const days: [Milestone, Temporal.PlainDate][] = [
    ['6-months', endsOn.subtract({ months: 6 })],
    ['3-months', endsOn.subtract({ months: 3 })],
    ['1-month', endsOn.subtract({ months: 1 })],
  ];
  if (noticeMonths !== null) days.push(['notice', noticeDay(endsOn, noticeMonths)]);
  return days
    .filter(([, day]) => Temporal.PlainDate.compare(day, today) <= 0)
    .sort(([, a], [, b]) => Temporal.PlainDate.compare(a, b))
    .map(([milestone]) => milestone);
}
