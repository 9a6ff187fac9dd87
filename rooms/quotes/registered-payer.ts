// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { bodiesOf } from './bodies-of.ts';
import { refuse } from './contract.ts';
import type { QuoteBody } from './pricing/priced-quote.ts';

/** The id of the body for which a quote is made. Refuses one that was only described: nobody could be shown the quote. */
export async function registeredPayer<T>(ctx: Context<T>, body: QuoteBody): Promise<string> {
  const known = (await bodiesOf(ctx, ctx.today())).find(body.id);
  if (!known) throw refuse('quote.payer-not-registered', { body: body.name }, 'request.for');
  return known.id;
}
