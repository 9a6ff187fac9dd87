// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from './contract.ts';
import type { QuoteBody } from './pricing/priced-quote.ts';
import type { Tables } from './tables.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The body of the register for which a quote is made. Refuses one that was only described: nobody could be shown the quote. */
export async function registeredPayer(ctx: Context<Tables>, body: QuoteBody): Promise<{ id: string }> {
  const found = await ctx.tx
    .selectFrom('organisations.body')
    .select('id')
    .where((where) => (uuid.test(body.id) ? where('id', '=', body.id) : where('siren', '=', body.siren ?? '')))
    .executeTakeFirst();
  if (!found) throw refuse('quote.payer-not-registered', { body: body.name }, 'request.for');
  return found;
}
