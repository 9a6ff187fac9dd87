// SPDX-License-Identifier: EUPL-1.2
/** What an agent acquires in a year. Pure. */
import { leaveRules } from './rules.ts';
import { weeklyDays, type WorkingTime } from './working-time.ts';

export type Days = { from: Temporal.PlainDate; until: Temporal.PlainDate };

/** When somebody serves the body, and the stretches that the law does not count as service (disponibilité, congé parental…). */
export type Service = { arrivedOn: Temporal.PlainDate; leftOn: Temporal.PlainDate | null; notServed: readonly Days[] };

/** One stretch of a year's acquisition, explained. Amounts in hundredths of a day. */
export type Acquired = { from: Temporal.PlainDate; until: Temporal.PlainDate; served: number; weeklyDays: number; hundredths: number };

type OwnRounding = Parameters<typeof leaveRules.ruleFor<'leave.rounding'>>[2];

/**
 * Annual leave of a civil year, in hundredths of a day: five times what is worked in a week, for the share of the year that was served, stretch
 * by stretch when the week changes. The sum is rounded once.
 */
export function annualLeave(year: number, times: readonly WorkingTime[], service: Service, ownRounding: OwnRounding = []) {
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  const last = Temporal.PlainDate.from({ year, month: 12, day: 31 });
  const weeks = leaveRules.ruleOn('leave.weeks', last);
  const rounding = leaveRules.ruleFor('leave.rounding', last, ownRounding);
  const stretches = times
    .map((time) => ({
      time,
      days: overlap(overlap({ from: first, until: last }, { from: time.beginsOn, until: time.endsOn ?? last }), serviceDays(service, last)),
    }))
    .flatMap(({ time, days }) => (days ? [{ time, days }] : []))
    .map(({ time, days }): Acquired => {
      const served = lengthOf(days) - service.notServed.reduce((sum, gap) => sum + lengthOf(overlap(days, gap)), 0);
      const perWeek = weeklyDays(time.terms);
      return { ...days, served, weeklyDays: perWeek, hundredths: (weeks.value * perWeek * served * 100) / first.daysInYear };
    });
  const exact = stretches.reduce((sum, { hundredths }) => sum + hundredths, 0);
  return { hundredths: round(exact, rounding.value), exact, stretches, texts: [weeks.text, rounding.text] };
}

/** Rounds an amount of leave, in hundredths of a day. */
export function round(hundredths: number, rule: 'half-day-up' | 'nearest-half-day' | 'day-up'): number {
  // What binary fractions add must not become half a day.
  const clean = Math.round(hundredths * 1e6) / 1e6;
  if (rule === 'nearest-half-day') return Math.round(clean / 50) * 50;
  const step = rule === 'day-up' ? 100 : 50;
  return Math.ceil(clean / step) * step;
}

/** Days that two stretches share; null when they touch nowhere. */
export function overlap(a: Days | null, b: Days | null): Days | null {
  if (!a || !b) return null;
  const from = Temporal.PlainDate.compare(a.from, b.from) >= 0 ? a.from : b.from;
  const until = Temporal.PlainDate.compare(a.until, b.until) <= 0 ? a.until : b.until;
  return Temporal.PlainDate.compare(from, until) <= 0 ? { from, until } : null;
}

/** How many days a stretch holds, both ends counted; none for null. */
export function lengthOf(days: Days | null): number {
  return days ? days.from.until(days.until, { largestUnit: 'days' }).days + 1 : 0;
}

function serviceDays({ arrivedOn, leftOn }: Service, last: Temporal.PlainDate): Days | null {
  const until = leftOn ?? last;
  return Temporal.PlainDate.compare(arrivedOn, until) <= 0 ? { from: arrivedOn, until } : null;
}
