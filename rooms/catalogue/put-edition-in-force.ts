// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { commitThenForget } from './commit-then-forget.ts';
import { refuse } from './contract.ts';
import { frenchStatus } from './french-status.ts';
import { summarise } from './edition-summary.ts';
import { findEdition, type EditionFacts } from './find-edition.ts';
import { personWhoActs } from './person-who-acts.ts';
import type { Tables } from './tables.ts';

type Input = { edition: string; from: string };

/** Lets a voted edition price from a day on; the edition before it ends the day before. Asks for another person than the one who recorded the vote. */
export function putEditionInForce(ctx: Context<Tables>, { edition, from }: Input) {
  return commitThenForget(ctx, async (inside) => {
    await oneAtATime(inside);
    const row = await findEdition(inside, edition, { toChange: true });
    if (row.status !== 'voted') throw refuse('catalogue.not-voted', { status: frenchStatus[row.status] });
    const person = personWhoActs(inside);
    if (person === row.proposed_by) throw refuse('catalogue.second-person');
    if (row.act?.known && from < row.act.votedOn) throw refuse('catalogue.before-the-vote', { votedOn: row.act.votedOn }, 'from');
    await endTheOneBefore(inside, from, person);
    await begin(inside, row, from, person);
    await inside.tell('catalogue.edition-in-force', { editionId: row.id, key: row.key, from });
    return summarise(inside, await findEdition(inside, row.id));
  });
}

/** Two persons who put two editions in force at once wait for each other, and the second reads what the first did. */
async function oneAtATime(ctx: Context<Tables>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`catalogue ${ctx.organisation}`}, 0))`.execute(ctx.tx);
}

async function endTheOneBefore(ctx: Context<Tables>, from: string, person: string): Promise<void> {
  const later = await ctx.tx
    .selectFrom('catalogue.edition')
    .select(['label', 'valid_from'])
    .where('organisation_id', '=', ctx.organisation)
    .where('valid_from', '>=', from)
    .where((row) => row.or([row('valid_to', 'is', null), row('valid_to', '>=', row.ref('valid_from'))]))
    .orderBy('valid_from')
    .executeTakeFirst();
  if (later) throw refuse('catalogue.later-edition', { label: later.label, from: later.valid_from }, 'from');
  const lastDay = Temporal.PlainDate.from(from).subtract({ days: 1 });
  const isOver = Temporal.PlainDate.compare(lastDay, ctx.today()) < 0;
  const ended = await ctx.tx
    .updateTable('catalogue.edition')
    .set({
      valid_to: lastDay.toString(),
      changed_at: ctx.now().toString(),
      ...(isOver && { status: 'archived', archived_by: person, archived_at: ctx.now().toString() }),
    })
    .where('organisation_id', '=', ctx.organisation)
    .where('status', '=', 'in-force')
    .where((row) => row.or([row('valid_to', 'is', null), row('valid_to', '>=', from)]))
    .returning(['id', 'key'])
    .execute();
  if (isOver) for (const { id, key } of ended) await ctx.tell('catalogue.edition-archived', { editionId: id, key, lastDay: lastDay.toString() });
}

async function begin(ctx: Context<Tables>, row: EditionFacts, from: string, person: string): Promise<void> {
  const at = ctx.now().toString();
  await ctx.tx
    .updateTable('catalogue.edition')
    .set({ status: 'in-force', valid_from: from, in_force_by: person, in_force_at: at, changed_at: at })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', row.id)
    .execute();
}
