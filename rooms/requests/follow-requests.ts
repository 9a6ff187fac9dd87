// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { followQuotes } from '#rooms/adhesions/api.ts';
import { listOwnRequests } from '#rooms/home/api.ts';
import { documentsOfQuotes } from '#rooms/quotes/api.ts';
import { stepsOf } from './steps-of.ts';
import type { Tables } from './tables.ts';

/** What the body in the address asked for, each followed to the end, the latest first. A few queries, whatever their number. */
export async function followRequests(ctx: Context<Tables>, { page, size }: { page: number; size: number }) {
  const { rows, total } = await listOwnRequests(ctx as never, { page, size }); // its own rows, in this transaction
  const quotes = await quotesOf(ctx, rows.map(({ id }) => id)); // prettier-ignore
  const ids = [...quotes.values()].map(({ quote_id }) => quote_id);
  const documents = await documentsOfQuotes(ctx, ids);
  const riders = await followQuotes(ctx, ids);
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  return {
    total,
    rows: rows.map(({ id, title, message, askedAt, askedByName, state, reason, answeredAt }) => {
      const quote = quotes.get(id);
      const followed = stepsOf(
        {
          state,
          reason,
          askedAt,
          answeredAt,
          quote: quote ? { number: quote.quote_number, cancelReason: quote.cancel_reason } : null,
          document: (quote && documents.get(quote.quote_id)) ?? null,
          rider: (quote && riders.get(quote.quote_id)) ?? null,
        },
        `/o/${slug}`,
        ctx.today().toString(),
      );
      return { id, title, message, askedAt, askedByName, ...followed };
    }),
  };
}

async function quotesOf(ctx: Context<Tables>, requestIds: readonly string[]) {
  if (requestIds.length === 0) return new Map<string, never>();
  const rows = await ctx.tx
    .selectFrom('requests.quote')
    .select(['request_id', 'quote_id', 'quote_number', 'cancel_reason'])
    .where('asker_id', '=', ctx.organisation)
    .where('request_id', 'in', [...requestIds])
    .execute();
  return new Map(rows.map((row) => [row.request_id, row]));
}
