// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { slugOf } from '#platform/text/slug.ts';
import { authorId } from '../author-id.ts';
import { refuseMandate } from '../contract/mandates.ts';
import { refuseRole } from '../contract/roles.ts';
import type { Tables } from '../tables.ts';
import { bodyRoles, permissionsHere, type BodyRole } from './body-roles.ts';
import { keepAdministrator } from './keep-administrator.ts';
import { holdersByRole } from './list-roles.ts';

const MOST_ROLES = 100;

/** Adds a role of the body's own. Refuses a permission that the composer does not hold. Returns its key. */
export async function addRole(ctx: Context<Tables>, { name, permissions }: { name: string; permissions: string[] }): Promise<{ key: string }> {
  const roles = await bodyRoles(ctx);
  if (roles.size >= MOST_ROLES) throw refuseRole('people.too-many-roles');
  checkName(roles, name, null);
  checkAdded(ctx, roles, permissions, new Set());
  const key = freeKey(roles, name);
  await write(ctx, key, name, permissions);
  await ctx.tell('people.role-changed', { key });
  return { key };
}

/** Changes what a role opens here. Refuses to add what the composer does not hold, and to leave nobody who administers the body. */
export async function composeRole(ctx: Context<Tables>, input: { key: string; name?: string | undefined; permissions: string[] }): Promise<void> {
  const roles = await bodyRoles(ctx);
  const role = find(roles, input.key);
  if (input.name !== undefined && input.name !== role.name) {
    if (!role.isOwn) throw refuseRole('people.role-of-house', {}, 'name');
    checkName(roles, input.name, role.key);
  }
  checkAdded(ctx, roles, input.permissions, role.permissions);
  await changing(ctx, () => write(ctx, role.key, input.name ?? role.name, input.permissions));
  await ctx.tell('people.role-changed', { key: role.key });
}

/** Gives a role of the house back what the rooms propose for it. */
export async function resetRole(ctx: Context<Tables>, { key }: { key: string }): Promise<void> {
  const roles = await bodyRoles(ctx);
  const role = find(roles, key);
  if (role.isOwn) throw refuseMandate('people.role-unknown', { role: key }, 'key');
  checkAdded(ctx, roles, [...role.proposed], role.permissions);
  await changing(ctx, () => remove(ctx, key));
  await ctx.tell('people.role-changed', { key });
}

/** Deletes a role of the body's own that no mandate of today or to come carries. */
export async function deleteRole(ctx: Context<Tables>, { key }: { key: string }): Promise<void> {
  const role = find(await bodyRoles(ctx), key);
  if (!role.isOwn) throw refuseRole('people.role-of-house');
  const count = (await holdersByRole(ctx)).get(key) ?? 0;
  if (count > 0) throw refuseRole('people.role-in-use', { count });
  await remove(ctx, key);
  await ctx.tell('people.role-changed', { key });
}

function find(roles: ReadonlyMap<string, BodyRole>, key: string): BodyRole {
  const role = roles.get(key);
  if (!role) throw refuseMandate('people.role-unknown', { role: key }, 'key');
  return role;
}

function checkName(roles: ReadonlyMap<string, BodyRole>, name: string, except: string | null): void {
  const isSame = (role: BodyRole): boolean => role.name.localeCompare(name, 'fr', { sensitivity: 'base' }) === 0;
  if ([...roles.values()].some((role) => role.key !== except && isSame(role))) throw refuseRole('people.role-name-taken', {}, 'name');
}

// What the role opened already may stay though the composer does not hold it: they gave nobody anything.
function checkAdded(ctx: Context<Tables>, roles: ReadonlyMap<string, BodyRole>, wanted: readonly string[], standing: ReadonlySet<string>): void {
  const concerns = new Set(permissionsHere(ctx, roles));
  for (const permission of wanted) {
    const label = ctx.house.index.permissions.get(permission)?.label ?? permission;
    if (standing.has(permission)) continue;
    if (!concerns.has(permission)) throw refuseRole('people.permission-unknown', { permission: label }, 'permissions');
    if (!ctx.may(permission)) throw refuseRole('people.permission-beyond-yours', { permission: label }, 'permissions');
  }
}

function changing(ctx: Context<Tables>, change: () => Promise<void>): Promise<void> {
  return keepAdministrator(ctx, [ctx.today()], change, () => refuseRole('people.nobody-left-to-administer', {}, 'permissions'));
}

function freeKey(roles: ReadonlyMap<string, BodyRole>, name: string): string {
  const base = `r-${slugOf(name).slice(0, 40) || 'role'}`;
  let key = base;
  for (let next = 2; roles.has(key); next++) key = `${base}-${next}`;
  return key;
}

async function write(ctx: Context<Tables>, key: string, name: string, permissions: readonly string[]): Promise<void> {
  const content = {
    name,
    permissions: [...new Set(permissions)].sort(),
    changed_at: ctx.now().toString(),
    changed_by: authorId(ctx),
  };
  await ctx.tx
    .insertInto('people.role')
    .values({ organisation_id: ctx.organisation, id: ctx.newId(), key, ...content })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'key']).doUpdateSet(content))
    .execute();
}

async function remove(ctx: Context<Tables>, key: string): Promise<void> {
  await ctx.tx.deleteFrom('people.role').where('organisation_id', '=', ctx.organisation).where('key', '=', key).execute();
}
