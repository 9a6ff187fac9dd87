// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuseDirectory, type Unit } from '../contract/directory.ts';
import type { Tables } from '../tables.ts';
import { entryRows, type EntryRow } from './entry-rows.ts';
import { findEntry } from './read-entry.ts';

type Input = { name: string; parentId: string | null; headId: string | null };

/** The services of the body, parents before parts, with those who stand in them today; then those who stand in none. */
export async function listUnits(ctx: Context<Tables>): Promise<{ units: Unit[]; outside: Unit['members'] }> {
  const rows = await entryRows(ctx);
  const units = await ctx.tx.selectFrom('people.unit').selectAll().where('organisation_id', '=', ctx.organisation).execute();
  const byName = (a: { name: string; rank: number }, b: { name: string; rank: number }): number =>
    a.rank - b.rank || a.name.localeCompare(b.name, 'fr');
  const under = (parent: string | null): typeof units =>
    units
      .filter((unit) => unit.parent_id === parent)
      .toSorted(byName)
      .flatMap((unit) => [unit, ...under(unit.id)]);
  const shown = under(null).map((unit) => {
    const head = rows.find(({ id }) => id === unit.head_mandate_id);
    return {
      id: unit.id,
      name: unit.name,
      parentId: unit.parent_id,
      headId: head?.id ?? null,
      head: head ? nameOf(head) : null,
      members: rows.filter((row) => row.unitId === unit.id && row.id !== head?.id).map(asMember),
    };
  });
  const heads = new Set(shown.map(({ headId }) => headId));
  return { units: shown, outside: rows.filter(({ unitId, id }) => unitId === null && !heads.has(id)).map(asMember) };
}

/** Adds a service. Refuses a name taken at the same place. */
export async function addUnit(ctx: Context<Tables>, input: Input): Promise<{ id: string }> {
  const id = ctx.newId();
  await check(ctx, id, input);
  await ctx.tx
    .insertInto('people.unit')
    .values({
      organisation_id: ctx.organisation,
      id,
      name: input.name,
      parent_id: input.parentId,
      head_mandate_id: input.headId,
      rank: 0,
      created_at: ctx.now().toString(),
    })
    .execute();
  return { id };
}

/** Renames a service, moves it, names who answers for it. Refuses to put it under itself. */
export async function changeUnit(ctx: Context<Tables>, { id, ...input }: Input & { id: string }): Promise<void> {
  await check(ctx, id, input);
  const { numUpdatedRows } = await ctx.tx
    .updateTable('people.unit')
    .set({ name: input.name, parent_id: input.parentId, head_mandate_id: input.headId })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw refuseDirectory('people.unit-unknown');
}

/** Removes a service without parts; its members then stand in none. */
export async function removeUnit(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const own = ctx.tx.selectFrom('people.unit').select('id').where('organisation_id', '=', ctx.organisation);
  if (await own.where('parent_id', '=', id).executeTakeFirst()) throw refuseDirectory('people.unit-has-parts');
  const { numDeletedRows } = await ctx.tx
    .deleteFrom('people.unit')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw refuseDirectory('people.unit-unknown');
}

async function check(ctx: Context<Tables>, id: string, { name, parentId, headId }: Input): Promise<void> {
  const units = await ctx.tx.selectFrom('people.unit').select(['id', 'name', 'parent_id']).where('organisation_id', '=', ctx.organisation).execute();
  const parentOf = new Map(units.map((unit) => [unit.id, unit.parent_id]));
  if (parentId !== null && !parentOf.has(parentId)) throw refuseDirectory('people.unit-unknown', {}, 'parentId');
  for (let above = parentId; above !== null; above = parentOf.get(above) ?? null)
    if (above === id) throw refuseDirectory('people.unit-under-itself', {}, 'parentId');
  const isTaken = units.some((unit) => unit.id !== id && unit.parent_id === parentId && unit.name.toLowerCase() === name.toLowerCase());
  if (isTaken) throw refuseDirectory('people.unit-named-twice', {}, 'name');
  if (headId !== null) await findEntry(ctx, headId);
}

function nameOf({ givenName, familyName }: EntryRow): string {
  return `${givenName} ${familyName}`;
}

function asMember(row: EntryRow) {
  return { id: row.id, name: nameOf(row), title: row.title };
}
