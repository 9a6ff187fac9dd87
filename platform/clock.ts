// SPDX-License-Identifier: EUPL-1.2
import type { Clock } from './house.ts';

/** The machine's clock. */
export const systemClock: Clock = { now: () => Temporal.Now.instant() };
