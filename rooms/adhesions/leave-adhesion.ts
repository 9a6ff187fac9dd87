// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { endConvention } from './end-convention.ts';
import { recountFrom } from './recount-from.ts';
import type { Tables } from './tables.ts';

type Asked = { id: string; lastOn: string; reason: string };

/**
 * Ends a convention on its last day. Where a member leaves a territory that stays, what the territory owes is counted again from the next day, and
 * so is what follows its cadre.
 */
export async function leaveAdhesion(ctx: Context<Tables>, { id, lastOn, reason }: Asked): Promise<void> {
  await endConvention(ctx, { id, lastOn, reason });
  const left = await ctx.tx
    .selectFrom('adhesions.convention')
    .select(['cadre_id', 'beneficiary_id', 'ends_on'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!left?.cadre_id || left.ends_on === null) return;
  const from = Temporal.PlainDate.from(left.ends_on).add({ days: 1 }).toString();
  await recountFrom(ctx, left.cadre_id, { from });
  for (const next of await followers(ctx, left.cadre_id, from))
    await recountFrom(ctx, next.id, { from: next.begins_on, shift: { leaving: [left.beneficiary_id] } });
}

/** The cadres that follow this one, riders of riders included, and begin after a day: their amount counted who leaves. */
async function followers(ctx: Context<Tables>, cadreId: string, after: string): Promise<{ id: string; begins_on: string }[]> {
  const direct = await ctx.tx
    .selectFrom('adhesions.succession as s')
    .innerJoin('adhesions.convention as c', (join) => join.onRef('c.organisation_id', '=', 's.organisation_id').onRef('c.id', '=', 's.successor_id'))
    .select(['c.id', 'c.begins_on'])
    .where('s.organisation_id', '=', ctx.organisation)
    .where('s.predecessor_id', '=', cadreId)
    .where('s.kind', 'in', ['rider', 'transfer'])
    .where('c.kind', '=', 'cadre')
    .where('c.begins_on', '>', after)
    .execute();
  const further = [];
  for (const { id } of direct) further.push(...(await followers(ctx, id, after)));
  return [...direct, ...further];
}
