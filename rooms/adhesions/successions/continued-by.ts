// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { anyOf } from '#platform/db/any-of.ts';
import type { Opening } from '#rooms/rights/api.ts';
import type { Tables } from '../tables.ts';
import type { SuccessionKind } from './link-conventions.ts';

/** What each convention goes on from. */
export async function continuedBy(
  ctx: Context<Tables>,
  conventions: readonly { id: string }[],
): Promise<ReadonlyMap<string, NonNullable<Opening['continues']>>> {
  if (conventions.length === 0) return new Map();
  const rows = await ctx.tx
    .selectFrom('adhesions.succession as s')
    .innerJoin('adhesions.convention as p', (join) =>
      join.onRef('p.organisation_id', '=', 's.organisation_id').onRef('p.id', '=', 's.predecessor_id'),
    )
    .select(['s.successor_id', 's.kind', 'p.id', 'p.beneficiary_id'])
    .where('s.organisation_id', '=', ctx.organisation)
    .where('s.successor_id', '=', anyOf(conventions.map(({ id }) => id)))
    // Of several that one follows, its rights go on from the first that was tied to it.
    .orderBy('s.id', 'desc')
    .execute();
  return new Map(rows.map(({ successor_id, kind, ...predecessor }) => [successor_id, continuing(predecessor, kind)]));
}

/** What goes on from a convention, as its rights count it: a renewal begins a term, a rider and a transfer go on with theirs. */
export function continuing({ id, beneficiary_id }: { id: string; beneficiary_id: string }, kind: SuccessionKind): NonNullable<Opening['continues']> {
  return { openingKey: `convention ${id}`, beneficiaryId: beneficiary_id, keepsTerm: kind !== 'renewal' };
}
