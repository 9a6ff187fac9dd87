// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { readCalendar, readSettings } from '../agents/body-calendar.ts';
import { refuse } from '../contract.ts';
import type { Tables } from '../tables.ts';

/** Days that the body gives, and the school holidays that it follows: printed ones have no id. */
export async function listDaysOff(ctx: Context<Tables>) {
  const own = await ctx.tx.selectFrom('leave.school_break').selectAll().where('organisation_id', '=', ctx.organisation).execute();
  const { breaks } = await readCalendar(ctx, await readSettings(ctx));
  const closed = await ctx.tx.selectFrom('leave.closed_day').selectAll().where('organisation_id', '=', ctx.organisation).orderBy('on_day').execute();
  return {
    closedDays: closed.map(({ id, on_day, label }) => ({ id, on: on_day, label })),
    breaks: breaks
      .map(({ name, from, until, text }) => ({
        id: text === null ? (own.find((row) => row.begins_on === from.toString())?.id ?? null) : null,
        name,
        beginsOn: from.toString(),
        endsOn: until.toString(),
        text,
      }))
      .toSorted((a, b) => a.beginsOn.localeCompare(b.beginsOn)),
  };
}

export async function addClosedDay(ctx: Context<Tables>, { on, label }: { on: string; label: string }): Promise<{ id: string }> {
  const written = await ctx.tx
    .insertInto('leave.closed_day')
    .values({ organisation_id: ctx.organisation, id: ctx.newId(), on_day: on, label })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'on_day']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!written) throw refuse('leave.already-closed', {}, 'on');
  return written;
}

export async function removeClosedDay(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const { numDeletedRows } = await ctx.tx
    .deleteFrom('leave.closed_day')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw refuse('leave.unknown-day');
}

export async function addSchoolBreak(
  ctx: Context<Tables>,
  { name, beginsOn, endsOn }: { name: string; beginsOn: string; endsOn: string },
): Promise<{ id: string }> {
  if (endsOn < beginsOn) throw refuse('leave.runs-backwards', {}, 'endsOn');
  const standing = await ctx.tx
    .selectFrom('leave.school_break')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('begins_on', '<=', endsOn)
    .where('ends_on', '>=', beginsOn)
    .executeTakeFirst();
  if (standing) throw refuse('leave.breaks-overlap', {}, 'beginsOn');
  const id = ctx.newId();
  await ctx.tx
    .insertInto('leave.school_break')
    .values({ organisation_id: ctx.organisation, id, name, begins_on: beginsOn, ends_on: endsOn })
    .execute();
  return { id };
}

export async function removeSchoolBreak(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const { numDeletedRows } = await ctx.tx
    .deleteFrom('leave.school_break')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw refuse('leave.unknown-day');
}
