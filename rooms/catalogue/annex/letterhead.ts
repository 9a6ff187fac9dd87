// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

export type AnnexLetterhead = { name: string; lines: readonly string[]; colour: string };

// The house's own ink, until the operator has colours of its own.
const INK = '#1f4e5f';

/** The head of the operator's documents. */
export async function letterheadOf(ctx: Context<Tables>): Promise<AnnexLetterhead> {
  const body = await ctx.tx.selectFrom('organisations.body').select('name').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  return { name: body.name, lines: ['Catalogue des services numériques mutualisés'], colour: INK };
}
