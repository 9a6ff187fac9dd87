// SPDX-License-Identifier: EUPL-1.2
/** Jours de fractionnement. Pure. */
import { leaveRules } from './rules.ts';

/**
 * Extra days, in hundredths, that annual leave of that year taken outside the season brings: one from five days on, two from eight.
 * They are due in full whatever the working time, once a year, to whoever meets the condition.
 */
export function splitDays(
  year: number,
  taken: readonly { day: Temporal.PlainDate; hundredths: number }[],
): { hundredths: number; outside: number; text: string } {
  const last = Temporal.PlainDate.from({ year, month: 12, day: 31 });
  const season = leaveRules.ruleOn('leave.split-season', last).value;
  const steps = leaveRules.ruleOn('leave.split-days', last);
  const outside = taken.filter(({ day }) => isOutside(day, season)).reduce((sum, { hundredths }) => sum + hundredths, 0);
  return { hundredths: steps.value.findLast(({ from }) => outside >= from)?.gives ?? 0, outside, text: steps.text };
}

function isOutside(day: Temporal.PlainDate, { from, until }: { from: string; until: string }): boolean {
  const monthDay = day.toString().slice(5);
  return monthDay < from || monthDay > until;
}
