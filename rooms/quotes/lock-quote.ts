// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from './contract.ts';
import { allows, statusLabels, type QuoteAct } from './status.ts';
import type { QuoteRow, Tables } from './tables.ts';

/**
 * Takes a quote for writing. Refuses when it is not this operator's, when its status does not allow `act`, or when someone changed it since
 * the caller read `revision`: two people then never overwrite each other.
 */
export async function lockQuote(ctx: Context<Tables>, id: string, act: QuoteAct, revision: number | null): Promise<QuoteRow> {
  const quote = await ctx.tx
    .selectFrom('quotes.quote')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!quote) throw refuse('quote.not-found');
  if (revision !== null && revision !== quote.revision)
    throw refuse('quote.changed-meanwhile', { by: quote.changed_by, at: quote.changed_at, revision: quote.revision, version: quote.version });
  if (!allows(quote.status, act)) throw refuse('quote.wrong-status', { number: quote.number, status: statusLabels[quote.status].toLowerCase() });
  return quote;
}

/** Writes the change of a locked quote; its revision rises. */
export async function updateQuote(ctx: Context<Tables>, quote: QuoteRow, change: Partial<QuoteRow> & { changed_by: string }): Promise<void> {
  await ctx.tx
    .updateTable('quotes.quote')
    .set({ ...change, revision: quote.revision + 1, changed_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', quote.id)
    .execute();
}
