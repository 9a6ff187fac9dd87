// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { closeRights } from '#rooms/rights/api.ts';
import { refuse } from './contract.ts';
import { closeAlsoOpened } from './subscriptions/also-opened.ts';
import type { Tables } from './tables.ts';

type Asked = { id: string; lastOn: string; reason: string };

/** Ends a convention on its last day, with what it opened; a cadre takes its tripartites with it. Refuses a day before the convention began. */
export async function endConvention(ctx: Context<Tables>, { id, lastOn, reason }: Asked): Promise<void> {
  const convention = await ctx.tx
    .selectFrom('adhesions.convention')
    .select(['id', 'kind', 'beneficiary_id', 'begins_on', 'ends_on', 'opened_at', 'ended_at'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!convention) throw refuse('adhesions.unknown');
  if (lastOn < convention.begins_on) throw refuse('adhesions.closes-before-it-opens', {}, 'lastOn');
  if (convention.kind === 'cadre') {
    const under = await ctx.tx
      .selectFrom('adhesions.convention')
      .select(['id', 'begins_on'])
      .where('organisation_id', '=', ctx.organisation)
      .where('cadre_id', '=', id)
      .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>', lastOn)]))
      .orderBy('id')
      .execute();
    for (const one of under) await end(ctx, one.id, one.begins_on > lastOn ? previousDay(one.begins_on) : lastOn, reason);
  }
  await end(ctx, id, lastOn, reason);
}

/** What follows a convention never begins when that one ends sooner. */
async function endWhatFollows(ctx: Context<Tables>, id: string, lastOn: string, reason: string): Promise<void> {
  const following = await ctx.tx
    .selectFrom('adhesions.succession')
    .select(['successor_id', 'begins_on'])
    .where('organisation_id', '=', ctx.organisation)
    .where('predecessor_id', '=', id)
    .where('begins_on', '>', Temporal.PlainDate.from(lastOn).add({ days: 1 }).toString())
    .orderBy('id')
    .execute();
  for (const { successor_id, begins_on } of following) await end(ctx, successor_id, previousDay(begins_on), reason);
}

async function end(ctx: Context<Tables>, id: string, lastOn: string, reason: string): Promise<void> {
  const ended = await ctx.tx
    .updateTable('adhesions.convention')
    .set({ ends_on: lastOn, ended_at: ctx.now().toString(), ended_by: ctx.actor.kind === 'public' ? '' : ctx.actor.name, end_reason: reason })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>', lastOn)]))
    .returning(['beneficiary_id', 'opened_at'])
    .executeTakeFirst();
  // Already ended sooner: said again, nothing changes.
  if (!ended) return;
  for (const table of ['adhesions.membership', 'adhesions.line'] as const) {
    await ctx.tx
      .updateTable(table)
      // What was to begin later never does: its range holds no day.
      .set({ ends_on: sql<string>`greatest(${lastOn}::date, begins_on - 1)` })
      .where('organisation_id', '=', ctx.organisation)
      .where('convention_id', '=', id)
      .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>', lastOn)]))
      .execute();
  }
  const { beneficiary_id: beneficiaryId, opened_at: openedAt } = ended;
  if (openedAt) {
    await closeRights(ctx, { beneficiaryId, openingKey: `convention ${id}`, lastOn: Temporal.PlainDate.from(lastOn), reason });
    await closeAlsoOpened(ctx, { conventionId: id, beneficiaryId, lastOn, reason });
  }
  await ctx.tell('adhesions.ended', { conventionId: id, beneficiaryId, lastOn }, { heardIn: beneficiaryId });
  await endWhatFollows(ctx, id, lastOn, reason);
}

function previousDay(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
}
