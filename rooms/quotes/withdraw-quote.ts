// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { lockQuote, updateQuote } from './lock-quote.ts';
import { retireDocument } from './retire-document.ts';
import type { Tables } from './tables.ts';
import { actorName, writeStep } from './write-step.ts';

/** Gives a quote up, with a reason. It keeps its number: the numbers of a year have no gap. */
export async function withdrawQuote(ctx: Context<Tables>, input: { id: string; revision: number; reason: string }): Promise<void> {
  const quote = await lockQuote(ctx, input.id, 'withdraw', input.revision);
  await retireDocument(ctx, quote.id, 'superseded');
  await updateQuote(ctx, quote, { status: 'withdrawn', closed_at: ctx.now().toString(), changed_by: actorName(ctx) });
  await writeStep(ctx, { quoteId: quote.id, what: 'withdrawn', version: quote.version, reason: input.reason });
  await ctx.tell('quotes.quote-withdrawn', { quoteId: quote.id, version: quote.version });
}
