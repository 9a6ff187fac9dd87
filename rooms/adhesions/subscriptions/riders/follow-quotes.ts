// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { anyOf } from '#platform/db/any-of.ts';
import type { Tables } from '../../tables.ts';

export type FollowedQuote = {
  quoteId: string;
  rider: string;
  status: 'deciding' | 'concluded' | 'abandoned';
  decision: 'council' | 'without-council';
  /** Why no council was needed, or the act that came with the answer. */
  legalNote: string;
  dossierId: string | null;
  effectiveOn: string;
};

/** What became of accepted quotes, seen by the operator or by the body: the rider of each, by quote. Absent where no rider followed. */
export async function followQuotes<RoomTables>(
  caller: Context<RoomTables>,
  quoteIds: readonly string[],
): Promise<ReadonlyMap<string, FollowedQuote>> {
  if (quoteIds.length === 0) return new Map();
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const rows = await ctx.tx
    .selectFrom('adhesions.rider')
    .select([
      'quote_id',
      'number as rider',
      'status',
      'decision',
      'legal_note as legalNote',
      'dossier_id as dossierId',
      'effective_on as effectiveOn',
    ])
    .where('quote_id', '=', anyOf(quoteIds))
    .execute();
  return new Map(rows.map(({ quote_id, ...row }) => [quote_id ?? '', { quoteId: quote_id ?? '', ...row }]));
}
