// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { anyOf } from '#platform/db/any-of.ts';
import { sha256 } from '#platform/evidence/digest.ts';
import { acceptedQuotes, type AcceptedQuote } from '#rooms/quotes/api.ts';
import type { Tables } from '../tables.ts';

/** What a convention brings and costs. */
export type Terms = Pick<AcceptedQuote, 'request' | 'priced'>;

type Named = { id: string; cadre_id: string | null; quote_id: string | null };

/** The terms of each convention: its own, those of its cadre, or those of the quote that it came from. Absent where nothing tells them. */
export async function termsOf(ctx: Context<Tables>, conventions: readonly Named[]): Promise<ReadonlyMap<string, Terms>> {
  const ids = conventions.flatMap(({ id, cadre_id }) => (cadre_id ? [id, cadre_id] : [id]));
  if (ids.length === 0) return new Map();
  const rows = await ctx.tx
    .selectFrom('adhesions.terms')
    .select(['convention_id', 'request', 'priced'])
    .where('organisation_id', '=', ctx.organisation)
    .where('convention_id', '=', anyOf(ids))
    .execute();
  const written = new Map(rows.map(({ convention_id, ...terms }) => [convention_id, terms]));
  const without = conventions.filter(({ id, cadre_id }) => !written.has(id) && !(cadre_id && written.has(cadre_id)));
  const quotes = await acceptedQuotes(
    ctx,
    without.flatMap(({ quote_id }) => quote_id ?? []),
  );
  return new Map(
    conventions.flatMap(({ id, cadre_id, quote_id }) => {
      const terms = written.get(id) ?? (cadre_id ? written.get(cadre_id) : undefined) ?? (quote_id ? quotes.get(quote_id) : undefined);
      return terms ? [[id, terms] as const] : [];
    }),
  );
}

/** Keeps the terms of a convention that no quote tells. */
export async function writeTerms(ctx: Context<Tables>, conventionId: string, { request, priced }: Terms): Promise<void> {
  const text = JSON.stringify(priced);
  await ctx.tx
    .insertInto('adhesions.terms')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      convention_id: conventionId,
      request: JSON.stringify(request),
      priced: text,
      digest: sha256(text),
      made_at: ctx.now().toString(),
    })
    .execute();
}
