// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from './contract.ts';
import { lockQuote, updateQuote } from './lock-quote.ts';
import type { Tables } from './tables.ts';
import { actorId, actorName, writeStep } from './write-step.ts';

type Decision = { id: string; revision: number; decision: 'approved' | 'returned'; reason: string };

/** Approves the current version, or returns it with a reason. Refuses the author of that version: two persons must have read it. */
export async function decideApproval(ctx: Context<Tables>, input: Decision): Promise<void> {
  const quote = await lockQuote(ctx, input.id, 'approve', input.revision);
  const isApproved = input.decision === 'approved';
  if (isApproved && (await authorOf(ctx, quote.id, quote.version)) === actorId(ctx)) throw refuse('quote.own-approval');
  await updateQuote(ctx, quote, { status: isApproved ? 'approved' : 'draft', changed_by: actorName(ctx) });
  await writeStep(ctx, { quoteId: quote.id, what: input.decision, version: quote.version, reason: input.reason || undefined });
  await ctx.tell(isApproved ? 'quotes.quote-approved' : 'quotes.quote-returned', { quoteId: quote.id, version: quote.version });
}

async function authorOf(ctx: Context<Tables>, quoteId: string, version: number): Promise<string | null> {
  const row = await ctx.tx
    .selectFrom('quotes.version')
    .select('author_id')
    .where('organisation_id', '=', ctx.organisation)
    .where('quote_id', '=', quoteId)
    .where('number', '=', version)
    .executeTakeFirstOrThrow();
  return row.author_id;
}
