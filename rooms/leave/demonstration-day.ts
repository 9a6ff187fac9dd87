// SPDX-License-Identifier: EUPL-1.2
import { startOfDay, todayInParis } from '#platform/calendar/paris.ts';
import type { Context } from '#platform/context.ts';
import { uuidV7 } from '#platform/uuid.ts';
import type { Tables } from './tables.ts';

/** The same context on the morning of another day: what an action writes bears that day. */
export function onDay(ctx: Context<Tables>, day: Temporal.PlainDate): Context<Tables> {
  const now = startOfDay(day).add({ hours: 9 });
  // Built on the context, whose transaction and body are read through it.
  const then = Object.create(ctx) as Context<Tables>;
  return Object.assign(then, { now: () => now, today: () => todayInParis(now), newId: () => uuidV7(now.epochMilliseconds) });
}
