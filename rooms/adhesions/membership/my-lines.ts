// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

/** What a body subscribes line by line, whatever the day; of one convention when it is named. */
export async function linesOf(ctx: Context<Tables>, bodyId: string, conventionId?: string) {
  const rows = await ctx.tx
    .selectFrom('adhesions.line as l')
    .innerJoin('adhesions.convention as c', (join) => join.onRef('c.organisation_id', '=', 'l.organisation_id').onRef('c.id', '=', 'l.convention_id'))
    .leftJoin('adhesions.rider as r', (join) => join.onRef('r.organisation_id', '=', 'l.organisation_id').onRef('r.id', '=', 'l.rider_id'))
    .select(['l.id', 'l.offer', 'l.label', 'l.inputs', 'l.yearly_cents as yearlyCents', 'l.begins_on as beginsOn', 'l.ends_on as endsOn'])
    .select(['c.number as convention', 'r.number as rider'])
    .where('l.beneficiary_id', '=', bodyId)
    .$if(conventionId !== undefined, (query) => query.where('l.convention_id', '=', conventionId ?? ''))
    .orderBy('l.begins_on')
    .orderBy('l.id')
    .execute();
  return rows.map(({ inputs, ...row }) => ({ ...row, quantity: typeof inputs['quantity'] === 'number' ? inputs['quantity'] : null }));
}
