// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { anyOf } from '#platform/db/any-of.ts';
import type { Tables } from '../tables.ts';
import type { SubscribedLine } from './rights-of-lines.ts';

/** The lines of these conventions that open with them, by convention and body: all but those that a rider has added since, which it opens itself. */
export async function linesToOpen(
  ctx: Context<Tables>,
  conventionIds: readonly string[],
): Promise<(conventionId: string, bodyId: string) => SubscribedLine[]> {
  const rows = await ctx.tx
    .selectFrom('adhesions.line as l')
    .leftJoin('adhesions.rider as r', (join) => join.onRef('r.organisation_id', '=', 'l.organisation_id').onRef('r.id', '=', 'l.rider_id'))
    .select(['l.convention_id', 'l.beneficiary_id', 'l.offer', 'l.quote_line', 'l.inputs'])
    .where('l.organisation_id', '=', ctx.organisation)
    .where('l.convention_id', '=', anyOf(conventionIds))
    .where((where) => where.or([where('r.id', 'is', null), where('r.convention_id', '<>', where.ref('l.convention_id'))]))
    .orderBy('l.id')
    .execute();
  const byPlace = Map.groupBy(rows, ({ convention_id, beneficiary_id }) => `${convention_id} ${beneficiary_id}`);
  return (conventionId, bodyId) => (byPlace.get(`${conventionId} ${bodyId}`) ?? []).map(subscribedLine);
}

/** A stored line as the catalogue reads it. */
export function subscribedLine(line: { offer: string; quote_line: string | null; inputs: Record<string, unknown> }): SubscribedLine {
  const { quantity } = line.inputs;
  return { offer: line.offer, quoteLine: line.quote_line, quantity: typeof quantity === 'number' ? quantity : 0 };
}
