// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { authorOf } from '../author.ts';
import { operatorViewIn, tellOperatorChanged } from '../operators/operator-in-memory.ts';
import { refuse } from '../contract/refusals.ts';
import type { Tables } from '../tables.ts';

/** Adds EPCI or bodies to the territory from a day on. Refuses one that is in it at that time already. */
export async function addToTerritory(ctx: Context<Tables>, { bodies, sinceOn }: { bodies: string[]; sinceOn: string }) {
  const ids = [...new Set(bodies)];
  const view = await operatorViewIn(ctx);
  for (const id of ids) if (!view.find(id)) throw refuse('organisations.unknown-reference', {}, 'bodies');
  const standing = await ctx.tx
    .selectFrom('organisations.territory_part')
    .select('body_id')
    .where('organisation_id', '=', ctx.organisation)
    .where('body_id', 'in', ids)
    .where((where) => where.or([where('until_on', 'is', null), where('until_on', '>', sinceOn)]))
    .executeTakeFirst();
  if (standing) throw refuse('organisations.already-in-territory', { name: view.find(standing.body_id)?.name ?? '' }, 'bodies');
  await ctx.tx
    .insertInto('organisations.territory_part')
    .values(
      ids.map((body_id) => ({
        organisation_id: ctx.organisation,
        id: ctx.newId(),
        body_id,
        since_on: sinceOn,
        until_on: null,
        added_by: authorOf(ctx.actor),
        added_at: ctx.now().toString(),
        ended_by: null,
      })),
    )
    .execute();
  await ctx.tell('organisations.territory-extended', { bodyIds: ids, sinceOn });
  await tellOperatorChanged(ctx);
  return { added: ids.length };
}

/** Ends a part of the territory, or takes its end back. The days before keep it. */
export async function removeFromTerritory(ctx: Context<Tables>, { part: id, untilOn }: { part: string; untilOn: string | null }): Promise<void> {
  const mine = ctx.tx.selectFrom('organisations.territory_part').where('organisation_id', '=', ctx.organisation);
  const part = await mine.selectAll().where('id', '=', id).executeTakeFirst();
  if (!part) throw refuse('organisations.unknown-part', {}, 'part');
  if (untilOn !== null && untilOn <= part.since_on) throw refuse('organisations.ends-before-it-begins', { since: part.since_on }, 'untilOn');
  const later = await mine.select('id').where('body_id', '=', part.body_id).where('since_on', '>', part.since_on).executeTakeFirst();
  if (untilOn === null && later) {
    const view = await operatorViewIn(ctx);
    throw refuse('organisations.already-in-territory', { name: view.find(part.body_id)?.name ?? '' }, 'untilOn');
  }
  await ctx.tx
    .updateTable('organisations.territory_part')
    .set({ until_on: untilOn, ended_by: untilOn === null ? null : authorOf(ctx.actor) })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  await ctx.tell('organisations.territory-part-ended', { bodyId: part.body_id, untilOn });
  await tellOperatorChanged(ctx);
}
