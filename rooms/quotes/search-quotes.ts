// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { searchOwned } from '#platform/search/search-owned.ts';
import { indexForSearch } from '#platform/search/index-for-search.ts';
import { bodiesOf } from './bodies-of.ts';
import type { Tables } from './tables.ts';

const KIND = 'quotes.quote';

/** Quotes by number, title or body, in the operators that may be read. */
export async function findQuotes(ctx: Context<Tables>, words: string, limit: number) {
  const hits = await searchOwned(ctx, words, { limit, kinds: [KIND] });
  return hits.map(({ title, detail, href }) => ({ title, detail, href }));
}

/** Makes a quote findable under its number, its title and the body that it is for. */
export async function indexQuote(ctx: Context<Tables>, quote: { id: string; number: string; title: string; payer: string }): Promise<void> {
  const slug = await slugOf(ctx);
  await indexForSearch(ctx, {
    kind: KIND,
    id: quote.id,
    title: `Devis ${quote.number} – ${quote.payer}`,
    detail: quote.title,
    href: `/o/${slug}/devis/${quote.id}`,
  });
}

/** The operator's own place in addresses, from memory when the register knows it. */
async function slugOf(ctx: Context<Tables>): Promise<string> {
  const known = (await bodiesOf(ctx, ctx.today())).find(ctx.organisation);
  if (known) return known.slug;
  const { slug } = await ctx.tx.selectFrom('organisations.body').select('slug').where('id', '=', ctx.organisation).executeTakeFirstOrThrow();
  return slug;
}
