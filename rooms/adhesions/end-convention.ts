// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { closeRights } from '#rooms/rights/api.ts';
import { refuse } from './contract.ts';
import { closeRiders } from './subscriptions/close-riders.ts';
import type { Tables } from './tables.ts';

type Asked = { id: string; lastOn: string; reason: string };

/** Ends a convention on its last day, with what it opened; a cadre takes its tripartites with it. Refuses a day before the convention began. */
export async function endConvention(ctx: Context<Tables>, { id, lastOn, reason }: Asked): Promise<void> {
  const convention = await ctx.tx
    .selectFrom('adhesions.convention')
    .select(['id', 'kind', 'begins_on'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!convention) throw refuse('adhesions.unknown');
  await endLocked(ctx, convention, { lastOn, reason });
}

type Locked = { id: string; kind: 'cadre' | 'tripartite' | 'package'; begins_on: string };

/** The same for a convention that the caller has read, and locked, in this transaction. */
export async function endLocked(ctx: Context<Tables>, { id, kind, begins_on }: Locked, { lastOn, reason }: Omit<Asked, 'id'>): Promise<void> {
  if (lastOn < begins_on) throw refuse('adhesions.closes-before-it-opens', {}, 'lastOn');
  if (kind === 'cadre') {
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
  const ended = await writeEnd(ctx, id, lastOn, reason);
  // Already ended sooner: said again, nothing changes.
  if (!ended) return;
  const { beneficiaryId, isOpen, units, hasRiders, isFollowed } = ended;
  if (isOpen) {
    const last = Temporal.PlainDate.from(lastOn);
    // Its budgets annexes have rights of their own under its key.
    for (const bodyId of [beneficiaryId, ...units])
      await closeRights(ctx, { beneficiaryId: bodyId, openingKey: `convention ${id}`, lastOn: last, reason });
    if (hasRiders) await closeRiders(ctx, { conventionId: id, last, reason });
  }
  await ctx.tell('adhesions.ended', { conventionId: id, beneficiaryId, lastOn }, { heardIn: beneficiaryId });
  if (isFollowed) await endWhatFollows(ctx, id, lastOn, reason);
}

type Ended = { beneficiaryId: string; isOpen: boolean; units: string[]; hasRiders: boolean; isFollowed: boolean };

/** Its members and its lines end with it, in one statement that also says what else there is to end: a campaign ends hundreds one after another. */
async function writeEnd(ctx: Context<Tables>, id: string, lastOn: string, reason: string): Promise<Ended | undefined> {
  const last = sql`${lastOn}::date`;
  const outlasts = sql`(ends_on is null or ends_on > ${last})`;
  const ofIt = sql`organisation_id = ${ctx.organisation} and convention_id in (select id from ended)`;
  const { rows } = await sql<Ended>`
    with ended as (
      update adhesions.convention
      set ends_on = ${last}, ended_at = ${ctx.now().toString()}, ended_by = ${ctx.actor.kind === 'public' ? '' : ctx.actor.name}, end_reason = ${reason}
      where organisation_id = ${ctx.organisation} and id = ${id} and ${outlasts}
      returning id, beneficiary_id, opened_at
    ), members as (
      -- What was to begin later never does: its range holds no day.
      update adhesions.membership set ends_on = greatest(${last}, begins_on - 1) where ${ofIt} and ${outlasts}
    ), lines as (
      update adhesions.line set ends_on = greatest(${last}, begins_on - 1) where ${ofIt} and ${outlasts}
    )
    select beneficiary_id as "beneficiaryId", opened_at is not null as "isOpen",
      array(select distinct beneficiary_id from adhesions.membership m where ${ofIt} and m.beneficiary_id <> ended.beneficiary_id) as units,
      exists (select from adhesions.rider where ${ofIt} and opened_at is not null) as "hasRiders",
      exists (
        select from adhesions.succession
        where organisation_id = ${ctx.organisation} and predecessor_id = ended.id and begins_on > ${last} + 1) as "isFollowed"
    from ended`.execute(ctx.tx);
  return rows[0];
}

function previousDay(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
}
