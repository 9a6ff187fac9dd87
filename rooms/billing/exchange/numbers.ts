// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

export type Series = 'file' | 'titre' | 'bordereau';

/**
 * The first of `count` numbers in a row of a series. The row stays locked until the transaction ends: two files at once wait for one another, and
 * one that fails leaves no gap.
 */
export async function drawNumbers(ctx: Context<Tables>, series: Series, exercice: number, count: number, first = 1): Promise<number> {
  const { last_number: last } = await ctx.tx
    .insertInto('billing.exchange_counter')
    .values({ organisation_id: ctx.organisation, id: ctx.newId(), series, exercice, last_number: first - 1 + count })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'series', 'exercice']).doUpdateSet({ last_number: sql`billing.exchange_counter.last_number + ${count}` }),
    )
    .returning('last_number')
    .executeTakeFirstOrThrow();
  return last - count + 1;
}
