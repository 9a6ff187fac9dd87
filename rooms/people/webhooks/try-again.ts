// SPDX-License-Identifier: EUPL-1.2

// The delays that Standard Webhooks advises: three days and a quarter in all, so that a week-end's breakdown loses nothing.
const DELAYS_S = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

/**
 * When a message that was refused `attempts` times is sent again; null when it never will be. `chance`, between 0 and 1, spreads by a fifth
 * those that failed together.
 */
export function tryAgainAt(attempts: number, now: Temporal.Instant, chance: number): Temporal.Instant | null {
  const delay = DELAYS_S[attempts - 1];
  return delay === undefined ? null : now.add({ seconds: Math.round(delay * (1 + chance / 5)) });
}
