// SPDX-License-Identifier: EUPL-1.2
import { formatDay } from '#platform/calendar/french-days.ts';

/** « demain », « dans 12 jours, le 3 décembre 2026 », « a expiré le … ». */
export function untilDay(day: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const { days } = day.since(today, { largestUnit: 'day' });
  if (days < 0) return `depuis le ${formatDay(day)}`;
  if (days === 0) return 'aujourd’hui';
  return days === 1 ? 'demain' : `dans ${days} jours, le ${formatDay(day)}`;
}
