// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { ToDo } from '#platform/room.ts';
import { refuseMovement } from '../contract/movements.ts';
import { authorId } from '../author-id.ts';
import type { Tables } from '../tables.ts';
import { isBefore } from './cancel-movement.ts';

type Kind = 'arrival' | 'departure' | 'renewal';
type State = 'planned' | 'done' | 'cancelled';
type Row = { id: string; kind: Kind; state: State; day: string; title: string; reason: string | null; toDo: number; steps: number; total: number };

/** A page of the body's movements: those to come first, the nearest on top, then the latest. */
export async function listMovements(
  ctx: Context<Tables>,
  { kind, state, page, size }: { kind?: Kind | undefined; state?: State | undefined; page: number; size: number },
) {
  const { rows } = await sql<Row>`
    select m.id, m.kind, m.state, m.day, m.title, m.reason,
      (select count(*)::int from people.movement_step s where s.organisation_id = m.organisation_id and s.movement_id = m.id) as steps,
      (select count(*)::int from people.movement_step s
        where s.organisation_id = m.organisation_id and s.movement_id = m.id and s.done_at is null and not s.is_automatic) as "toDo",
      count(*) over ()::int as total
    from people.movement m
    where m.organisation_id = ${ctx.organisation}
      and (${kind ?? null}::text is null or m.kind = ${kind ?? null})
      and (${state ?? null}::text is null or m.state = ${state ?? null})
    order by m.state <> 'planned', case when m.state = 'planned' then m.day end, m.day desc, m.id
    limit ${size} offset ${(page - 1) * size}`.execute(ctx.tx);
  return { rows: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** A movement, its steps in order, and where mail goes. Refuses one that is unknown. */
export async function readMovement(ctx: Context<Tables>, { id }: { id: string }) {
  const row = await ctx.tx
    .selectFrom('people.movement')
    .select(['id', 'kind', 'state', 'day', 'title', 'reason', 'planned_at as plannedAt', 'settled_at as settledAt'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw refuseMovement('people.movement-unknown');
  const steps = await ctx.tx
    .selectFrom('people.movement_step')
    .select(['id', 'label', 'due_on as dueOn', 'is_automatic as isAutomatic', 'done_at as doneAt'])
    .where('organisation_id', '=', ctx.organisation)
    .where('movement_id', '=', id)
    .orderBy('position')
    .execute();
  const forwards = await ctx.tx
    .selectFrom('people.mail_forward')
    .select(['address', 'to_address as to', 'until_on as untilOn'])
    .where('organisation_id', '=', ctx.organisation)
    .where('movement_id', '=', id)
    .where('cancelled_at', 'is', null)
    .orderBy('address')
    .execute();
  return { ...row, steps, forwards, mayCancel: row.state === 'planned' && isBefore(row, ctx.today()) && ctx.may('people.administer') };
}

/** Ticks a step that is done by hand, or takes the tick back. */
export async function tickStep(ctx: Context<Tables>, { id, done }: { id: string; done: boolean }): Promise<void> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('people.movement_step')
    .set({ done_at: done ? ctx.now().toString() : null, done_by: done ? authorId(ctx) : null })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .where('is_automatic', '=', false)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw refuseMovement('people.step-unknown');
}

/** Manual steps that are due within a week, for the list of what is to be done. */
export async function movementsToDo(ctx: Context<Tables>): Promise<ToDo[]> {
  const { rows } = await sql<{ organisationId: string; title: string; href: string; dueOn: string }>`
    select s.organisation_id as "organisationId", s.label || ' – ' || m.title as title, '/o/' || b.slug || '/mouvements/' || m.id as href, s.due_on as "dueOn"
    from people.movement_step s
    join people.movement m on m.organisation_id = s.organisation_id and m.id = s.movement_id
    join organisations.body b on b.id = m.organisation_id
    where s.organisation_id = any ((select platform.readable())::uuid[])
      and m.state <> 'cancelled'
      and not s.is_automatic
      and s.done_at is null
      and s.due_on <= ${ctx.today().add({ days: 7 }).toString()}::date
    order by s.due_on, s.id
    limit 100`.execute(ctx.tx);
  return rows.map((row) => ({ ...row, kind: 'do' }));
}
