// SPDX-License-Identifier: EUPL-1.2
/** Jours de réduction du temps de travail. Pure. */
import { lengthOf, overlap, type Service } from './annual-leave.ts';
import { leaveRules } from './rules.ts';
import type { WorkingTime } from './working-time.ts';

type Own = Parameters<typeof leaveRules.ruleFor<'leave.rtt'>>[2];

/** RTT of a civil year, in hundredths: those of the cycle, for the share of full time and of the year; rounded to the nearest half-day. */
export function rttOf(year: number, times: readonly WorkingTime[], service: Service, own: Own = []) {
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  const last = Temporal.PlainDate.from({ year, month: 12, day: 31 });
  const table = leaveRules.ruleFor('leave.rtt', last, own);
  const exact = times.reduce((sum, time) => {
    const days = overlap(overlap({ from: first, until: last }, { from: time.beginsOn, until: time.endsOn ?? last }), {
      from: service.arrivedOn,
      until: service.leftOn ?? last,
    });
    const served = lengthOf(days) - service.notServed.reduce((gaps, gap) => gaps + lengthOf(overlap(days, gap)), 0);
    return sum + (daysOf(table.value, time.fullTimeMinutes) * time.percent * served) / 100 / first.daysInYear;
  }, 0);
  return { hundredths: Math.round(Math.round(exact * 1e6) / 1e6 / 50) * 50, text: table.text };
}

/**
 * Days, in hundredths, that absences for health take back: one each time they reach the quotient of the working days of the year by the days of
 * RTT, rounded to a whole day; never more than there were.
 */
export function rttLost(year: number, yearly: number, absentDays: number): { hundredths: number; quotient: number; text: string } {
  const { value: workingDays, text } = leaveRules.ruleOn('leave.working-days', Temporal.PlainDate.from({ year, month: 12, day: 31 }));
  if (yearly <= 0) return { hundredths: 0, quotient: 0, text };
  const quotient = Math.round((workingDays * 100) / yearly);
  return { hundredths: Math.min(yearly, Math.floor(absentDays / quotient) * 100), quotient, text };
}

function daysOf(table: readonly { minutes: number; days: number }[], weekly: number): number {
  return table.findLast(({ minutes }) => weekly >= minutes)?.days ?? 0;
}
