// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

/** Whether the person has pinned something anywhere. */
export async function hasFavourite(ctx: Context<Tables>): Promise<boolean> {
  const row = await ctx.tx.selectFrom('home.favourite').select('service').limit(1).executeTakeFirst();
  return row !== undefined;
}
