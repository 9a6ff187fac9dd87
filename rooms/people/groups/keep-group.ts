// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuseGroup } from '../contract/groups.ts';
import type { Tables } from '../tables.ts';

type Content = { name: string; description: string; members: string[] };

/** Makes a group of those who serve the body. Refuses a name that another group has. */
export async function addGroup(ctx: Context<Tables>, { name, description, members }: Content): Promise<{ id: string }> {
  await checkName(ctx, name, null);
  const id = ctx.newId();
  await ctx.tx
    .insertInto('people.person_group')
    .values({ organisation_id: ctx.organisation, id, name, description, created_at: ctx.now().toString() })
    .execute();
  await writeMembers(ctx, id, members);
  await ctx.tell('people.group-changed', { groupId: id });
  return { id };
}

/** Changes its name, its description and its members. */
export async function changeGroup(ctx: Context<Tables>, { id, name, description, members }: Content & { id: string }): Promise<void> {
  await checkName(ctx, name, id);
  const { numUpdatedRows } = await ctx.tx
    .updateTable('people.person_group')
    .set({ name, description })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw refuseGroup('people.group-unknown');
  await ctx.tx
    .deleteFrom('people.group_member')
    .where('organisation_id', '=', ctx.organisation)
    .where('group_id', '=', id)
    .$if(members.length > 0, (query) => query.where('mandate_id', 'not in', members))
    .execute();
  await writeMembers(ctx, id, members);
  await ctx.tell('people.group-changed', { groupId: id });
}

/** Deletes a group; its members keep what they are. */
export async function deleteGroup(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const { numDeletedRows } = await ctx.tx
    .deleteFrom('people.person_group')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw refuseGroup('people.group-unknown');
  await ctx.tell('people.group-changed', { groupId: id });
}

async function checkName(ctx: Context<Tables>, name: string, except: string | null): Promise<void> {
  const taken = await ctx.tx
    .selectFrom('people.person_group')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .$if(except !== null, (query) => query.where('id', '!=', except))
    .executeTakeFirst();
  if (taken) throw refuseGroup('people.group-name-taken', {}, 'name');
}

async function writeMembers(ctx: Context<Tables>, groupId: string, members: readonly string[]): Promise<void> {
  const ids = [...new Set(members)];
  if (ids.length === 0) return;
  const known = await ctx.tx
    .selectFrom('people.mandate')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', 'in', ids)
    .execute();
  if (known.length < ids.length) throw refuseGroup('people.member-unknown', {}, 'members');
  await ctx.tx
    .insertInto('people.group_member')
    .values(
      ids.map((mandate_id) => ({
        organisation_id: ctx.organisation,
        id: ctx.newId(),
        group_id: groupId,
        mandate_id,
        added_at: ctx.now().toString(),
      })),
    )
    .onConflict((conflict) => conflict.columns(['organisation_id', 'group_id', 'mandate_id']).doNothing())
    .execute();
}
