// SPDX-License-Identifier: EUPL-1.2
/** Annualised work, such as that of a school's agents: what the cycle makes somebody work in a year against what is due. Pure. */
import { overlap, type Service } from './annual-leave.ts';
import { leaveRules } from './rules.ts';
import { minutesDue, type BodyCalendar, type WorkingTime } from './working-time.ts';

/**
 * Minutes planned in a year by the cycles, less those of annual leave, against the minutes due for that share of full time. What exceeds is
 * given back as rest; what lacks is to be worked.
 */
export function annualHours(year: number, times: readonly WorkingTime[], service: Service, leaveMinutes: number, calendar: BodyCalendar) {
  const that = { from: Temporal.PlainDate.from({ year, month: 1, day: 1 }), until: Temporal.PlainDate.from({ year, month: 12, day: 31 }) };
  const { value: full, text } = leaveRules.ruleOn('leave.annual-minutes', that.until);
  let planned = -leaveMinutes;
  let due = 0;
  for (const time of times) {
    const days = overlap(overlap(that, { from: time.beginsOn, until: time.endsOn ?? that.until }), {
      from: service.arrivedOn,
      until: service.leftOn ?? that.until,
    });
    if (!days) continue;
    for (let day = days.from; Temporal.PlainDate.compare(day, days.until) <= 0; day = day.add({ days: 1 })) {
      due += (full * time.percent) / 100 / that.from.daysInYear;
      planned += minutesDue([time], day, 'am', calendar) + minutesDue([time], day, 'pm', calendar);
    }
  }
  return { planned, due: Math.round(due), difference: planned - Math.round(due), text };
}
