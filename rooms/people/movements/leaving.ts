// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Departure, Leaving } from '#platform/room.ts';
import { refuseMandate } from '../contract/mandates.ts';
import type { Tables } from '../tables.ts';

export type Colleague = Tables['people.colleague'];

/** The mandates, of today or to come, of whoever holds this one in the body. Refuses one that is unknown or over. */
export async function mandatesToClose(ctx: Context<Tables>, mandateId: string): Promise<[Colleague, ...Colleague[]]> {
  const rows = await ctx.tx
    .selectFrom('people.colleague')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('person_id', '=', (query) =>
      query.selectFrom('people.mandate').select('person_id').where('organisation_id', '=', ctx.organisation).where('id', '=', mandateId),
    )
    .where(sql<boolean>`(ends_on is null or ends_on >= ${ctx.today().toString()}::date)`)
    .orderBy(sql`id <> ${mandateId}::uuid`)
    .orderBy('begins_on')
    .execute();
  const [first, ...others] = rows;
  if (!first || first.id !== mandateId) throw refuseMandate('people.mandate-unknown');
  return [first, ...others];
}

/** What each room says of those who leave. */
export function departuresOf({ house }: Pick<Context, 'house'>): Departure[] {
  return house.rooms.flatMap((room) => room.departure ?? []);
}

/** Ends what every room still holds for somebody whose last day is over. Repeatable. */
export async function closeEverywhere(ctx: Context<Tables>, leaving: Leaving): Promise<void> {
  for (const { close } of departuresOf(ctx)) await close?.(ctx, leaving);
}
