// SPDX-License-Identifier: EUPL-1.2
/**
 * How long a refused bind waits for its answer. Secrets have 128 random bits and cannot be guessed: what is protected is our own work. A bind that
 * succeeds never waits, so that a device with an old password behind a town hall's address locks no colleague out.
 */
const FIRST_MS = 100;
const LONGEST_MS = 5_000;
const FORGOTTEN_AFTER_MS = 10 * 60_000;
const MOST_SOURCES = 10_000;

export type SlowDown = { afterRefusal(source: string, nowMs: number): number };

/** Counts the refused binds of each source, in this process: `afterRefusal` gives the milliseconds to wait before the answer. */
export function slowDown(): SlowDown {
  const sources = new Map<string, { refusals: number; last: number }>();
  return {
    afterRefusal(source, nowMs) {
      const known = sources.get(source);
      const refusals = known && nowMs - known.last < FORGOTTEN_AFTER_MS ? known.refusals + 1 : 1;
      if (sources.size >= MOST_SOURCES) sources.clear();
      sources.set(source, { refusals, last: nowMs });
      return Math.min(FIRST_MS * 2 ** Math.min(refusals - 1, 10), LONGEST_MS);
    },
  };
}
