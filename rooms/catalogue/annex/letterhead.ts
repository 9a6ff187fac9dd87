// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

export type AnnexLetterhead = { name: string; lines: readonly string[]; colour: string };

// The house's own ink, for an operator that chose no colour.
const INK = '#0b625d';

/** The head of the operator's documents: its name and its colour. */
export async function letterheadOf(ctx: Context<Tables>): Promise<AnnexLetterhead> {
  const body = await ctx.tx.selectFrom('organisations.body').select('name').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  const look = await ctx.tx
    .selectFrom('organisations.appearance')
    .select(['name', 'accent'])
    .where('organisation_id', '=', ctx.organisation)
    .executeTakeFirst();
  return { name: look?.name ?? body.name, lines: ['Catalogue des services numériques'], colour: look?.accent ?? INK };
}
