// SPDX-License-Identifier: EUPL-1.2
import { addDays, weekdayOf } from '../planning/days.ts';

/** Working days alone between a public holiday and a week-end, that are not given yet. */
export function bridgesOf(holidays: readonly string[], closed: readonly string[]): string[] {
  return holidays.flatMap((holiday) => {
    const weekday = weekdayOf(holiday);
    const bridge = weekday === 2 ? addDays(holiday, -1) : weekday === 4 ? addDays(holiday, 1) : null;
    return bridge && !holidays.includes(bridge) && !closed.includes(bridge) ? [bridge] : [];
  });
}
