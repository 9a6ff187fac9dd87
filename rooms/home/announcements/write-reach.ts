// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import { bodiesReached, type Territory } from './reach.ts';

/** Writes out the bodies that an announcement reaches today, in the place of those before. Returns how many. */
export async function writeReach(ctx: Context<Tables>, announcement: Territory & { id: string }): Promise<number> {
  const bodies = await bodiesReached(ctx, announcement);
  await ctx.tx
    .deleteFrom('home.announcement_body')
    .where('organisation_id', '=', ctx.organisation)
    .where('announcement_id', '=', announcement.id)
    .where(sql<boolean>`body_id <> all (${bodies}::uuid[])`)
    .execute();
  await sql`
    insert into home.announcement_body (organisation_id, announcement_id, body_id)
    select ${ctx.organisation}, ${announcement.id}, body_id
    from unnest(${bodies}::uuid[]) as body_id
    on conflict do nothing`.execute(ctx.tx);
  return bodies.length;
}
