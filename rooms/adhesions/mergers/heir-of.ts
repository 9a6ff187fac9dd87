// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

/** The body itself, or the one that took its place in a merger that was applied: what a dossier opened before still names. */
export async function heirOf(ctx: Context<Tables>, bodyId: string): Promise<string> {
  const row = await ctx.tx
    .selectFrom('adhesions.body_change')
    .select('into_id')
    .where('organisation_id', '=', ctx.organisation)
    .where('body_id', '=', bodyId)
    .where('kind', '=', 'merger')
    .orderBy('happened_on', 'desc')
    .executeTakeFirst();
  return row?.into_id ? heirOf(ctx, row.into_id) : bodyId;
}
