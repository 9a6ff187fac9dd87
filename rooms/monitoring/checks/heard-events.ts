// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Follower } from '#platform/room.ts';
import type { Tables } from '../tables.ts';

/** Events of the house that a check may wait for: those to which a room gave a French name. */
export function listHeardEvents(ctx: Context<Tables>) {
  return { rows: [...ctx.house.index.eventLabels].map(([name, { label, room }]) => ({ name, label, room })) };
}

/** A check that waits for an event hears it: a backup that was made, a report that was sent. */
export const eventFollower: Follower = {
  name: 'monitoring.hear-events',
  async wants(ctx: Context<Tables>, event) {
    if (event.startsWith('monitoring.')) return false;
    const { rows } = await sql<{ wanted: boolean }>`
      select exists (
        select from monitoring.check
        where body_id = ${ctx.organisation} and kind = 'event' and settings ->> 'event' = ${event}
      ) as wanted`.execute(ctx.tx);
    return rows[0]?.wanted ?? false;
  },
  async handler(ctx: Context<Tables>, { name }) {
    await sql`select monitoring.hear(${name}, ${ctx.now().toString()})`.execute(ctx.tx);
  },
};
