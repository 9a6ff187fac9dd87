// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { memberRoles, operatorRoles } from '#platform/room.ts';
import { operatorsOf } from '#rooms/organisations/api.ts';
import { roleNames } from '../contract/role-names.ts';
import type { Tables } from '../tables.ts';

export type BodyRole = {
  key: string;
  name: string;
  /** The body's own, not one of the house's. */
  isOwn: boolean;
  /** The body chose its permissions. */
  isChanged: boolean;
  /** What it opens here. */
  permissions: ReadonlySet<string>;
  /** What the rooms propose for it; empty for the body's own. */
  proposed: ReadonlySet<string>;
};

/** The roles that mandates of the body in the address may carry, by key: the house's for a body of its sort, then its own by name. */
export async function bodyRoles(ctx: Context<Tables>): Promise<Map<string, BodyRole>> {
  const { permissions: known, ofRole } = ctx.house.index;
  const rows = await ctx.tx
    .selectFrom('people.role')
    .select(['key', 'name', 'permissions'])
    .where('organisation_id', '=', ctx.organisation)
    .orderBy('name')
    .execute();
  const composed = new Map(rows.map((row) => [row.key, row]));
  const ofHouse = (await houseRolesHere(ctx)).map((key): BodyRole => {
    const proposed = ofRole.get(key) ?? new Set<string>();
    const row = composed.get(key);
    const permissions = row ? new Set(row.permissions.filter((name) => known.has(name))) : proposed;
    return { key, name: roleNames[key] ?? key, isOwn: false, isChanged: row !== undefined, permissions, proposed };
  });
  const own = rows
    .filter(({ key }) => isOwnKey(key))
    .map(({ key, name, permissions }): BodyRole => {
      const still = new Set(permissions.filter((permission) => known.has(permission)));
      return { key, name, isOwn: true, isChanged: true, permissions: still, proposed: new Set() };
    });
  return new Map([...ofHouse, ...own].map((role) => [role.key, role]));
}

/** Operator roles stand in operators only; a member's, in every body: an operator has agents and a president too. */
async function houseRolesHere(ctx: Context<Tables>): Promise<readonly string[]> {
  return (await isOperator(ctx)) ? [...operatorRoles, ...memberRoles] : memberRoles;
}

/** Whether the body in the address is an operator of this installation. */
export async function isOperator(ctx: Context<Tables>): Promise<boolean> {
  return (await operatorsOf(ctx.house)).some(({ id }) => id === ctx.organisation);
}

/** Whether a key is of the kind that bodies make. */
export function isOwnKey(key: string): boolean {
  return key.startsWith('r-');
}

/** The permissions that concern this body: those that the rooms propose to some role that stands here. */
export function permissionsHere(ctx: Context<Tables>, roles: ReadonlyMap<string, BodyRole>): string[] {
  return [...ctx.house.index.permissions].filter(([, { roles: holders }]) => holders.some((role) => roles.has(role))).map(([name]) => name);
}
