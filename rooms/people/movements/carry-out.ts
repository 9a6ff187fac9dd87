// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import { closeDeparture } from './plan-departure.ts';

/** Carries out a movement of the body whose day has come. One that was cancelled, is done or is still to come is left alone. */
export async function carryOutMovement(ctx: Context<Tables>, { movement }: { movement: string }): Promise<void> {
  const row = await ctx.tx
    .selectFrom('people.movement')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', movement)
    .forUpdate()
    .executeTakeFirst();
  const today = ctx.today().toString();
  if (row?.state !== 'planned' || (row.kind === 'departure' ? row.day >= today : row.day > today)) return;
  if (row.kind === 'departure' && row.person_id) {
    const mandateIds = (row.undo.ended ?? []).map(({ id }) => id);
    return closeDeparture(ctx, movement, { personId: row.person_id, mandateIds, lastDay: row.day });
  }
  const now = ctx.now().toString();
  await ctx.tx
    .updateTable('people.movement_step')
    .set({ done_at: now })
    .where('organisation_id', '=', ctx.organisation)
    .where('movement_id', '=', movement)
    .where('is_automatic', '=', true)
    .execute();
  await ctx.tx
    .updateTable('people.movement')
    .set({ state: 'done', settled_at: now })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', movement)
    .execute();
  await ctx.tell('people.movement-done', { movementId: movement });
}

/** Each night: queues whatever is due and was not carried out at its hour. */
export async function catchUpMovements(ctx: Context<Tables>): Promise<void> {
  const { rows } = await sql<{ organisation_id: string; id: string }>`
    select organisation_id, id from people.movements_due(${ctx.today().toString()}::date)`.execute(ctx.tx);
  for (const { organisation_id: organisation, id } of rows) await ctx.queue('people.carry-out-movement', { organisation, movement: id });
}
