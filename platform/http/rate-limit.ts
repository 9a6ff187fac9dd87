// SPDX-License-Identifier: EUPL-1.2
import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { House } from '../house.ts';
import { refuse } from './refusals.ts';

/** Counts one request under `key` in the current window, over all processes; refuses (429) beyond `most` per `seconds`. */
export async function takeFromLimit(house: House, key: string, { most, seconds }: { most: number; seconds: number }): Promise<void> {
  const { taken, secondsLeft } = await countInWindow(house, key, seconds);
  if (taken > most) throw refuse('platform.too-many-requests', { seconds: secondsLeft });
}

/** Counts one more under `key` in the current window of so many seconds, over all processes, and says how many that makes; refuses nothing. */
export async function countInWindow(house: House, key: string, seconds: number): Promise<{ taken: number; secondsLeft: number }> {
  const now = Math.floor(house.clock.now().epochMilliseconds / 1000);
  const window = Math.floor(now / seconds);
  const { rows } = await sql<{ taken: number }>`
    insert into platform.rate_limit as counted (key, window_number, window_ends, taken)
    values (${hidden(house, key)}, ${window}, to_timestamp(${(window + 1) * seconds}), 1)
    on conflict (key) do update set
      taken = case when counted.window_number = excluded.window_number then counted.taken + 1 else 1 end,
      window_number = excluded.window_number,
      window_ends = excluded.window_ends
    returning taken`.execute(house.db.kysely);
  return { taken: rows[0]?.taken ?? 0, secondsLeft: (window + 1) * seconds - now };
}

// Keys hold addresses and logins, which are personal data: the table need not know them.
function hidden(house: House, key: string): string {
  return createHmac('sha256', house.settings.secretKey).update(key).digest('base64url');
}

/** How many were counted under `key` in the current window; counts nothing. */
export async function countedInWindow(house: House, key: string, seconds: number): Promise<number> {
  const window = Math.floor(house.clock.now().epochMilliseconds / 1000 / seconds);
  const { rows } = await sql<{ taken: number }>`
    select taken from platform.rate_limit where key = ${hidden(house, key)} and window_number = ${window}`.execute(house.db.kysely);
  return rows[0]?.taken ?? 0;
}
