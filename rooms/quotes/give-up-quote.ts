// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { allows } from './status.ts';
import type { Tables } from './tables.ts';
import { withdrawQuote } from './withdraw-quote.ts';

/** Withdraws a quote of the operator in the address, whatever its revision: whoever asked for it wants it no more. One that was answered stays. */
export async function giveUpQuote<RoomTables>(caller: Context<RoomTables>, { id, reason }: { id: string; reason: string }): Promise<void> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const quote = await ctx.tx
    .selectFrom('quotes.quote')
    .select(['status', 'revision'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (quote && allows(quote.status, 'withdraw')) await withdrawQuote(ctx, { id, revision: quote.revision, reason });
}
