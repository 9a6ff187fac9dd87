// SPDX-License-Identifier: EUPL-1.2
import { inContext } from '#platform/make-context.ts';
import type { Context } from '#platform/context.ts';
import { commitThenForget } from './commit-then-forget.ts';
import { refuse } from './contract.ts';
import { summarise } from './edition-summary.ts';
import { findEdition, type EditionFacts } from './find-edition.ts';
import { frenchStatus } from './french-status.ts';
import { personWhoActs } from './person-who-acts.ts';
import { forgetList } from './shelf.ts';
import type { Tables } from './tables.ts';

/** Ends an edition: today is its last day. One that had not begun never prices, and the edition that it would have ended goes on. */
export function archiveEdition(ctx: Context<Tables>, { edition }: { edition: string }) {
  return commitThenForget(ctx, async (inside) => {
    const row = await findEdition(inside, edition, { toChange: true });
    if (row.status !== 'voted' && row.status !== 'in-force') throw refuse('catalogue.nothing-to-archive', { status: frenchStatus[row.status] });
    const lastDay = lastDayOf(inside, row);
    await close(inside, row.id, personWhoActs(inside), lastDay);
    if (row.valid_from !== null && lastDay !== null && lastDay < row.valid_from) await reopenTheOneBefore(inside, lastDay);
    return summarise(inside, await findEdition(inside, row.id));
  });
}

/** Archives, each night and for every operator, the editions whose last day is past. */
export async function archiveEnded(ctx: Context<Tables>): Promise<void> {
  const today = ctx.today().toString();
  // Voted editions are public: readable from the house itself.
  const ended = await ctx.tx
    .selectFrom('catalogue.edition')
    .select(['organisation_id', 'id', 'valid_to'])
    .where('status', '=', 'in-force')
    .where('valid_to', '<', today)
    .execute();
  for (const { organisation_id: organisation, id, valid_to: lastDay } of ended) {
    await inContext<Tables, void>(ctx.house, { actor: ctx.actor, organisation }, (inside) => close(inside, id, null, lastDay));
    forgetList(ctx.house, organisation);
  }
}

function lastDayOf(ctx: Context<Tables>, row: EditionFacts): string | null {
  if (row.valid_from === null) return null;
  const today = ctx.today().toString();
  if (row.valid_from > today) return Temporal.PlainDate.from(row.valid_from).subtract({ days: 1 }).toString();
  return row.valid_to !== null && row.valid_to < today ? row.valid_to : today;
}

async function close(ctx: Context<Tables>, id: string, person: string | null, lastDay: string | null): Promise<void> {
  const at = ctx.now().toString();
  const { key } = await ctx.tx
    .updateTable('catalogue.edition')
    .set({ status: 'archived', valid_to: lastDay, archived_by: person, archived_at: at, changed_at: at })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .returning('key')
    .executeTakeFirstOrThrow();
  await ctx.tell('catalogue.edition-archived', { editionId: id, key, lastDay });
}

async function reopenTheOneBefore(ctx: Context<Tables>, lastDay: string): Promise<void> {
  await ctx.tx
    .updateTable('catalogue.edition')
    .set({ valid_to: null, changed_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('status', '=', 'in-force')
    .where('valid_to', '=', lastDay)
    .execute();
}
