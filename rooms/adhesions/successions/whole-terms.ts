// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { acceptedQuotes } from '#rooms/quotes/api.ts';
import type { Tables } from '../tables.ts';
import { termsOf, type Terms } from './terms.ts';
import { termsOfLines } from './terms-of-lines.ts';

type Named = Parameters<typeof termsOf>[1][number] & { payer_id: string; beneficiary_id: string; edition: string };

/**
 * The terms of conventions as they stand on a day: with what riders have added since, without what they took away. What a
 * file took over is told by its lines.
 */
export async function wholeTermsOf(ctx: Context<Tables>, conventions: readonly Named[], on: string): Promise<ReadonlyMap<string, Terms>> {
  const terms = await termsOf(ctx, conventions);
  if (conventions.length === 0) return terms;
  const lines = await ctx.tx
    .selectFrom('adhesions.line as l')
    .leftJoin('adhesions.rider as r', (join) => join.onRef('r.organisation_id', '=', 'l.organisation_id').onRef('r.id', '=', 'l.rider_id'))
    .select(['l.convention_id', 'l.offer', 'l.inputs', 'l.begins_on', 'l.ends_on', 'r.quote_id'])
    .where('l.organisation_id', '=', ctx.organisation)
    .where(
      'l.convention_id',
      'in',
      conventions.map(({ id }) => id),
    )
    .execute();
  const stands = ({ begins_on, ends_on }: { begins_on: string; ends_on: string | null }) => begins_on <= on && (ends_on === null || ends_on >= on);
  const quotes = await acceptedQuotes(
    ctx,
    lines.flatMap((line) => (line.quote_id && stands(line) ? [line.quote_id] : [])),
  );
  const untold = conventions.filter(({ id }) => !terms.has(id));
  const fromLines = await termsOfLines(ctx, untold, lines.filter(stands), on);
  const byConvention = Map.groupBy(lines, ({ convention_id }) => convention_id);
  return new Map([
    ...fromLines,
    ...[...terms].map(([id, known]): [string, Terms] => {
      const mine = byConvention.get(id) ?? [];
      const standing = mine.filter(stands);
      const offers = new Set(standing.map(({ offer }) => offer));
      const gone = new Set(mine.map(({ offer }) => offer).filter((offer) => !offers.has(offer)));
      const added = standing.flatMap(({ offer, quote_id }) => {
        const quote = quote_id ? quotes.get(quote_id) : undefined;
        return quote ? [{ offer, quote }] : [];
      });
      return [id, added.reduce(withOffer, without(known, gone))];
    }),
  ]);
}

function without({ request, priced }: Terms, gone: ReadonlySet<string>): Terms {
  if (gone.size === 0) return { request, priced };
  const isHere = ({ offer }: { offer: string }) => !gone.has(offer);
  return {
    request: { ...request, items: request.items.filter(isHere) },
    priced: { ...priced, lines: priced.lines.filter(isHere), included: priced.included.filter(isHere) },
  };
}

function withOffer({ request, priced }: Terms, { offer, quote }: { offer: string; quote: Terms }): Terms {
  const isIt = (one: { offer: string }) => one.offer === offer;
  if (request.items.some(isIt)) return { request, priced };
  return {
    request: { ...request, items: [...request.items, ...quote.request.items.filter(isIt)] },
    priced: {
      ...priced,
      lines: [...priced.lines, ...quote.priced.lines.filter(isIt)],
      included: [...priced.included, ...quote.priced.included.filter(isIt)],
    },
  };
}
