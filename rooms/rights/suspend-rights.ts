// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { refuse } from './contract.ts';
import type { Tables } from './tables.ts';

type Wanted = { beneficiaryId: string; service?: string | undefined; beginsOn: string; endsOn?: string | undefined; reason: string };

/** Suspends what the operator opened for a body, or one service of it, from a day. Refuses a suspension that ends before it begins. */
export async function suspendRights<RoomTables>(
  caller: Context<RoomTables>,
  { beneficiaryId, service, beginsOn, endsOn, reason }: Wanted,
): Promise<{ id: string }> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  if (endsOn && Temporal.PlainDate.compare(endsOn, beginsOn) < 0) throw refuse('rights.ends-before-it-begins', {}, 'endsOn');
  await expectServed(ctx, beneficiaryId);
  const id = ctx.newId();
  await ctx.tx
    .insertInto('rights.suspension')
    .values({
      organisation_id: ctx.organisation,
      id,
      beneficiary_id: beneficiaryId,
      service: service ?? null,
      begins_on: beginsOn,
      ends_on: endsOn ?? null,
      reason,
      suspended_by: authorOf(ctx.actor),
      suspended_at: ctx.now().toString(),
      lifted_by: null,
      lifted_at: null,
    })
    .execute();
  await ctx.tell('rights.suspended', { beneficiaryId, suspensionId: id }, { heardIn: beneficiaryId });
  return { id };
}

type Lifted = { id: string; /** Only when it is this body's. */ beneficiaryId?: string; /** Today, unless said. */ from?: string };

/** Lifts a suspension: the body may use its services again from that day. Refuses `rights.unknown-suspension`. */
export async function liftSuspension<RoomTables>(caller: Context<RoomTables>, { id, beneficiaryId, from }: Lifted): Promise<void> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const freeOn = from ?? ctx.today().toString();
  const lifted = await ctx.tx
    .updateTable('rights.suspension')
    .set({
      // One that has not begun never holds a day.
      ends_on: sql<string>`greatest(${freeOn}::date, begins_on) - 1`,
      lifted_by: authorOf(ctx.actor),
      lifted_at: ctx.now().toString(),
    })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .where('lifted_at', 'is', null)
    .$if(beneficiaryId !== undefined, (query) => query.where('beneficiary_id', '=', beneficiaryId ?? ''))
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', freeOn)]))
    .returning('beneficiary_id')
    .executeTakeFirst();
  if (!lifted) throw refuse('rights.unknown-suspension');
  await ctx.tell('rights.resumed', { beneficiaryId: lifted.beneficiary_id, suspensionId: id }, { heardIn: lifted.beneficiary_id });
}

/** The operator acts on a body for which it opened something, and on no other. Refuses `rights.not-served`. */
export async function expectServed(ctx: Context<Tables>, beneficiaryId: string): Promise<void> {
  const served = await ctx.tx
    .selectFrom('rights.opening')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('beneficiary_id', '=', beneficiaryId)
    .limit(1)
    .executeTakeFirst();
  if (!served) throw refuse('rights.not-served', {}, 'beneficiaryId');
}
