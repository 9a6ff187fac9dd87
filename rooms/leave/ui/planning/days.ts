// SPDX-License-Identifier: EUPL-1.2
import type { withReasons } from './use-calendar.ts';

export type Calendar = ReturnType<typeof withReasons>;
export type Day = Calendar['days'][number];
export type Away = Calendar['agents'][number]['away'][number];
export type Agent = Calendar['agents'][number];
type Half = 'am' | 'pm';

/** The day before or after, `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The month so many months away, `YYYY-MM`. */
export function addMonths(month: string, months: number): string {
  const date = new Date(`${month}-01T12:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 7);
}

export function lastDayOf(month: string): string {
  return addDays(`${addMonths(month, 1)}-01`, -1);
}

/** 1 on Monday, 7 on Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T12:00:00Z`).getUTCDay() || 7;
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  return addDays(day, 1 - weekdayOf(day));
}

/** The absence that covers a half-day, if any. */
export function awayOn(away: readonly Away[], day: string, half: Half): Away | undefined {
  return away.find(
    ({ fromOn, fromHalf, untilOn, untilHalf }) =>
      (fromOn < day || (fromOn === day && (fromHalf === 'am' || half === 'pm'))) &&
      (untilOn > day || (untilOn === day && (untilHalf === 'pm' || half === 'am'))),
  );
}

/** Whether a half-day is worked; `index` counts the days of the calendar. */
export function works({ work }: Agent, index: number, half: Half): boolean {
  return work[index * 2 + (half === 'am' ? 0 : 1)] === '1';
}

/** How many are at work on a half-day, what is asked for counted as given. */
export function presentOn(agents: readonly Agent[], day: string, index: number, half: Half): number {
  return agents.filter((agent) => {
    const away = awayOn(agent.away, day, half);
    return works(agent, index, half) && (!away || away.isAtWork || away.hours !== null);
  }).length;
}

/** Why nobody works on that day, if the whole body is closed. */
export function closedFor({ holiday, closed }: Day): string | null {
  return holiday ?? closed;
}

/** Whether the whole body is closed, as on a Sunday. */
export function isOff(day: Day): boolean {
  return closedFor(day) !== null || weekdayOf(day.day) > 5;
}
