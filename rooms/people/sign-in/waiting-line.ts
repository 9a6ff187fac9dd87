// SPDX-License-Identifier: EUPL-1.2

export type Line<One> = {
  /** Lets someone wait, and returns null; or the seconds after which to come back, where they would wait too long. */
  enter(one: One): number | null;
  /** Who is served next, and those whose wait has become too long meanwhile: they are sent away unserved. */
  leave(): { next: One | undefined; late: One[] };
  /** How long serving one took, in milliseconds. */
  served(ms: number): void;
};

type Terms = { places: number; longestMs: number; firstGuessMs: number; now: () => number };

// The pace of the last ten or so: a machine that has other work to do slows down within a second.
const WEIGHT = 0.1;

/**
 * A line before so many places, first come first served, bounded by time and not by number: how long a hundred people wait depends on what else the
 * machine does. The wait is foretold at the pace of those just served; where it turns out longer all the same, who waited too long is sent away.
 */
export function waitingLine<One>({ places, longestMs, firstGuessMs, now }: Terms): Line<One> {
  const waiting: { one: One; since: number }[] = [];
  let usualMs = firstGuessMs;
  return {
    enter(one) {
      const expectedMs = ((waiting.length + 1) * usualMs) / places;
      if (expectedMs > longestMs && waiting.length > 0) return Math.ceil(expectedMs / 1_000);
      waiting.push({ one, since: now() });
      return null;
    },
    leave() {
      const late: One[] = [];
      let first = waiting.shift();
      for (; first && now() - first.since > longestMs; first = waiting.shift()) late.push(first.one);
      return { next: first?.one, late };
    },
    served(ms) {
      usualMs += (ms - usualMs) * WEIGHT;
    },
  };
}
