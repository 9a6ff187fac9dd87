// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from './tables.ts';

/** Closes what was sent of a quote and is still out: its links keep showing it, and say what became of it. */
export async function retireDocument(ctx: Context<Tables>, quoteId: string, status: Tables['quotes.document']['status']): Promise<void> {
  await ctx.tx
    .updateTable('quotes.document')
    .set({ status })
    .where('organisation_id', '=', ctx.organisation)
    .where('quote_id', '=', quoteId)
    .where('status', 'in', ['sent', 'expired'])
    .execute();
}
