// SPDX-License-Identifier: EUPL-1.2
import { instantInParis, startOfDay, todayInParis } from '#platform/calendar/paris.ts';
import type { ReportWeek } from '#platform/room.ts';

const SENT_AT = '07:00';

/** The week that holds this day. */
export function weekOf(day: Temporal.PlainDate): ReportWeek {
  const monday = day.subtract({ days: day.dayOfWeek - 1 });
  const sunday = monday.add({ days: 6 });
  const name = `${monday.yearOfWeek}-W${String(monday.weekOfYear).padStart(2, '0')}`;
  return {
    name,
    from: monday.toString(),
    to: sunday.toString(),
    begins: startOfDay(monday).toString(),
    ends: startOfDay(monday.add({ days: 7 })).toString(),
  };
}

/** The last week whose report is due: the one that ended on Sunday, from Monday at seven o'clock in Paris. */
export function dueWeek(now: Temporal.Instant): ReportWeek {
  const today = todayInParis(now);
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  const isDue = Temporal.Instant.compare(now, instantInParis(monday, SENT_AT)) >= 0;
  return weekOf(monday.subtract({ days: isDue ? 7 : 14 }));
}

/** The day on which the report of a week is sent. */
export function sentOn(week: ReportWeek): string {
  return Temporal.PlainDate.from(week.to).add({ days: 1 }).toString();
}
