// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { lockQuote, updateQuote } from './lock-quote.ts';
import type { Tables } from './tables.ts';
import { actorName, writeStep } from './write-step.ts';

/** Asks that a second person approve the current version. */
export async function submitQuote(ctx: Context<Tables>, input: { id: string; revision: number }): Promise<void> {
  const quote = await lockQuote(ctx, input.id, 'submit', input.revision);
  await updateQuote(ctx, quote, { status: 'to-approve', changed_by: actorName(ctx) });
  await writeStep(ctx, { quoteId: quote.id, what: 'submitted', version: quote.version });
  await ctx.tell('quotes.approval-asked', { quoteId: quote.id, version: quote.version });
}
