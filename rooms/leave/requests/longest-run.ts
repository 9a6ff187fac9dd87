// SPDX-License-Identifier: EUPL-1.2
import { count, daysOf, type Span } from '../law/span.ts';
import type { BodyCalendar, WorkingTime } from '../law/working-time.ts';

/** Consecutive days of the longest absence that these spans make: weekends and holidays between two of them count, a half-day of work ends it. */
export function longestRun(spans: readonly Span[], times: readonly WorkingTime[], calendar: BodyCalendar): number {
  const days = spans.map(daysOf).toSorted((a, b) => Temporal.PlainDate.compare(a.from, b.from));
  let longest = 0;
  let run: { from: Temporal.PlainDate; until: Temporal.PlainDate } | null = null;
  for (const next of days) {
    run = run && !worksBetween(run.until, next.from, times, calendar) ? { from: run.from, until: later(run.until, next.until) } : next;
    longest = Math.max(longest, run.from.until(run.until, { largestUnit: 'days' }).days + 1);
  }
  return longest;
}

function worksBetween(a: Temporal.PlainDate, b: Temporal.PlainDate, times: readonly WorkingTime[], calendar: BodyCalendar): boolean {
  const from = a.add({ days: 1 });
  const until = b.subtract({ days: 1 });
  if (Temporal.PlainDate.compare(from, until) > 0) return false;
  return count({ unit: 'half-day', from, fromHalf: 'am', until, untilHalf: 'pm' }, times, calendar).halves.length > 0;
}

function later(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) >= 0 ? a : b;
}
