// SPDX-License-Identifier: EUPL-1.2
import type { Clock } from '../house.ts';

export type TestClock = Clock & { set(instant: string): void; advance(duration: Temporal.DurationLike): void };

/** When the clock of a test stands, until the test moves it. */
export const testStart = '2026-11-21T09:00:00Z';

/** A clock that only the test moves. */
export function testClock(start = testStart): TestClock {
  let now = Temporal.Instant.from(start);
  return {
    now: () => now,
    set: (instant) => {
      now = Temporal.Instant.from(instant);
    },
    advance: (duration) => {
      now = now.add(duration);
    },
  };
}
