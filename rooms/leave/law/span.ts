// SPDX-License-Identifier: EUPL-1.2
/** What an absence covers, in half-days or in hours of one day. Pure, and safe for the browser. */
import { minutesDue, type BodyCalendar, type Half, type WorkingTime } from './working-time.ts';

export type Span =
  | { unit: 'half-day'; from: Temporal.PlainDate; fromHalf: Half; until: Temporal.PlainDate; untilHalf: Half }
  /** Minutes since midnight; the end is not included. */
  | { unit: 'hour'; on: Temporal.PlainDate; fromMinute: number; untilMinute: number };

export type Counted = {
  /** Hundredths of a day: half a day is 50. */
  days: number;
  minutes: number;
  /** Half-days of work that it covers, in order. */
  halves: readonly { day: Temporal.PlainDate; half: Half; minutes: number }[];
};

/** Noon: where the morning ends, for what is written in the database. */
const NOON = '12:00';

/** What a span takes from an agent: the half-days on which they would have worked, and the minutes due in them. */
export function count(span: Span, times: readonly WorkingTime[], calendar: BodyCalendar): Counted {
  if (span.unit === 'hour') return countHours(span, times, calendar);
  const halves = halfDaysOf(span)
    .map(({ day, half }) => ({ day, half, minutes: minutesDue(times, day, half, calendar) }))
    .filter(({ minutes }) => minutes > 0);
  return { days: halves.length * 50, minutes: halves.reduce((sum, { minutes }) => sum + minutes, 0), halves };
}

/** Every half-day from the first to the last, worked or not. */
export function halfDaysOf(span: Extract<Span, { unit: 'half-day' }>): { day: Temporal.PlainDate; half: Half }[] {
  const halves: { day: Temporal.PlainDate; half: Half }[] = [];
  for (let day = span.from; Temporal.PlainDate.compare(day, span.until) <= 0; day = day.add({ days: 1 })) {
    if (!(day.equals(span.from) && span.fromHalf === 'pm')) halves.push({ day, half: 'am' });
    if (!(day.equals(span.until) && span.untilHalf === 'am')) halves.push({ day, half: 'pm' });
  }
  return halves;
}

/** The wall-clock range `[from, until)` by which the database excludes two absences at once: `2026-07-14 12:00`. */
export function rangeOf(span: Span): { from: string; until: string } {
  if (span.unit === 'hour')
    return { from: `${span.on.toString()} ${clock(span.fromMinute)}`, until: `${span.on.toString()} ${clock(span.untilMinute)}` };
  const until = span.untilHalf === 'am' ? `${span.until.toString()} ${NOON}` : `${span.until.add({ days: 1 }).toString()} 00:00`;
  return { from: `${span.from.toString()} ${span.fromHalf === 'am' ? '00:00' : NOON}`, until };
}

/** First and last day that it touches. */
export function daysOf(span: Span): { from: Temporal.PlainDate; until: Temporal.PlainDate } {
  return span.unit === 'hour' ? { from: span.on, until: span.on } : { from: span.from, until: span.until };
}

/** Whether it runs backwards or covers nothing. */
export function isEmpty(span: Span): boolean {
  if (span.unit === 'hour') return span.untilMinute <= span.fromMinute;
  const order = Temporal.PlainDate.compare(span.from, span.until);
  return order > 0 || (order === 0 && span.fromHalf === 'pm' && span.untilHalf === 'am');
}

// Hours are what was asked, bounded by what was due that day: nobody takes more than their day.
function countHours(span: Extract<Span, { unit: 'hour' }>, times: readonly WorkingTime[], calendar: BodyCalendar): Counted {
  const due = (['am', 'pm'] as const).map((half) => ({ day: span.on, half, minutes: minutesDue(times, span.on, half, calendar) }));
  const whole = due.reduce((sum, { minutes }) => sum + minutes, 0);
  const minutes = Math.min(whole, Math.max(0, span.untilMinute - span.fromMinute));
  return { days: whole === 0 ? 0 : Math.round((minutes / whole) * 100), minutes, halves: due.filter((half) => half.minutes > 0) };
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
