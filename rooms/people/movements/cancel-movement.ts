// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuseMovement } from '../contract/movements.ts';
import type { Tables } from '../tables.ts';

/** Takes a movement back before its day: mandates that it opened go, others find the last day that they had. What was handed over stays handed over. */
export async function cancelMovement(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const row = await ctx.tx
    .selectFrom('people.movement')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw refuseMovement('people.movement-unknown');
  if (row.state !== 'planned') throw refuseMovement('people.movement-settled');
  if (!isBefore(row, ctx.today())) throw refuseMovement('people.movement-begun');
  for (const mandateId of row.undo.opened ?? [])
    await ctx.tx.deleteFrom('people.mandate').where('organisation_id', '=', ctx.organisation).where('id', '=', mandateId).execute();
  for (const { id: mandateId, endsOn } of row.undo.ended ?? []) {
    await ctx.tx
      .updateTable('people.mandate')
      .set({ ends_on: endsOn })
      .where('organisation_id', '=', ctx.organisation)
      .where('id', '=', mandateId)
      .execute();
    await ctx.tell('people.mandate-reopened', { mandateId });
  }
  const now = ctx.now().toString();
  await ctx.tx
    .updateTable('people.mail_forward')
    .set({ cancelled_at: now })
    .where('organisation_id', '=', ctx.organisation)
    .where('movement_id', '=', id)
    .execute();
  await ctx.tx
    .updateTable('people.movement')
    .set({ state: 'cancelled', settled_at: now })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  await ctx.tell('people.movement-cancelled', { movementId: id });
}

/** Whether it can be taken back: the last day of a departure may still be today, the first day of the others may not. */
export function isBefore({ kind, day }: { kind: string; day: string }, today: Temporal.PlainDate): boolean {
  return kind === 'departure' ? day >= today.toString() : day > today.toString();
}
