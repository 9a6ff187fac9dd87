// SPDX-License-Identifier: EUPL-1.2

/** `2026-12-31` → « 31/12/2026 ». */
export function frenchDay(day: string): string {
  return day.split('-').toReversed().join('/');
}
