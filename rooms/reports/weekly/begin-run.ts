// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

export const WRITE_SOME = 'reports.write-some';
export const FINISH_WEEK = 'reports.finish-week';
export const ROLL_UP = 'reports.roll-up';

/** Says that a week is being done; false when it was already. */
export async function beginRun(ctx: Context<Tables>, what: 'write' | 'roll-up', week: string): Promise<boolean> {
  const row = await ctx.tx
    .insertInto('reports.run')
    .values({ organisation_id: ctx.organisation, id: ctx.newId(), week, what, at: ctx.now().toString() })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'what', 'week']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
