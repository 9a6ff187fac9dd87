// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { authorId } from '../author-id.ts';
import type { Tables, Undo } from '../tables.ts';

export type NewMovement = {
  kind: 'arrival' | 'departure' | 'renewal';
  day: string;
  title: string;
  reason: string | null;
  mandateId: string | null;
  personId: string | null;
  undo: Undo;
  steps: readonly { label: string; dueOn: string; isAutomatic: boolean }[];
};

/** Writes a planned movement of the body and its steps, in order. Returns its id. */
export async function writeMovement(ctx: Context<Tables>, movement: NewMovement): Promise<string> {
  const id = ctx.newId();
  await ctx.tx
    .insertInto('people.movement')
    .values({
      organisation_id: ctx.organisation,
      id,
      kind: movement.kind,
      state: 'planned',
      day: movement.day,
      title: movement.title,
      reason: movement.reason,
      mandate_id: movement.mandateId,
      person_id: movement.personId,
      undo: JSON.stringify(movement.undo),
      planned_at: ctx.now().toString(),
      planned_by: authorId(ctx),
      settled_at: null,
    })
    .execute();
  const steps = movement.steps.map(({ label, dueOn, isAutomatic }, position) => ({
    organisation_id: ctx.organisation,
    id: ctx.newId(),
    movement_id: id,
    position,
    label,
    due_on: dueOn,
    is_automatic: isAutomatic,
    done_at: null,
    done_by: null,
  }));
  if (steps.length > 0) await ctx.tx.insertInto('people.movement_step').values(steps).execute();
  await ctx.tell('people.movement-planned', { movementId: id });
  return id;
}

/** Makes an appointment for the first minute of a day in Paris. One that is missed is caught up with the next night. */
export async function appoint(ctx: Context<Tables>, movement: string, day: string): Promise<void> {
  const startAfter = Temporal.PlainDate.from(day).toZonedDateTime('Europe/Paris').toInstant();
  await ctx.queue('people.carry-out-movement', { movement }, { startAfter });
}
