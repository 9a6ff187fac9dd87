// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { invite } from '../invitations/invite.ts';
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
  await inviteAgain(ctx, row.undo.opened ?? [], row.day);
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

// Their first link was mailed when the arrival was prepared, and lasts seven days. Whoever has signed in since has accepted it.
async function inviteAgain(ctx: Context<Tables>, mandateIds: readonly string[], day: string): Promise<void> {
  if (mandateIds.length === 0) return;
  const begins = Temporal.PlainDate.from(day).toZonedDateTime('Europe/Paris').toInstant();
  const waiting = await ctx.tx
    .selectFrom('people.mandate as m')
    .innerJoin('people.invitation as i', (join) => join.onRef('i.organisation_id', '=', 'm.organisation_id').onRef('i.person_id', '=', 'm.person_id'))
    .select(['i.person_id', 'i.email'])
    .distinct()
    .where('m.organisation_id', '=', ctx.organisation)
    .where('m.id', 'in', [...mandateIds])
    .where('i.accepted_at', 'is', null)
    .where('i.revoked_at', 'is', null)
    .where('i.invited_at', '<', begins.toString())
    .execute();
  for (const { person_id: personId, email } of waiting) await invite(ctx, { personId, email });
}

/** Each night: queues whatever is due and was not carried out at its hour. */
export async function catchUpMovements(ctx: Context<Tables>): Promise<void> {
  const { rows } = await sql<{ organisation_id: string; id: string }>`
    select organisation_id, id from people.movements_due(${ctx.today().toString()}::date)`.execute(ctx.tx);
  for (const { organisation_id: organisation, id } of rows) await ctx.queue('people.carry-out-movement', { organisation, movement: id });
}
