// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import { bodyRoles, permissionsHere, type BodyRole } from './body-roles.ts';
import { grantsOf } from './grantable.ts';

/** The roles of the body with what each opens, and every permission that concerns it under the title of its room. */
export async function listRoles(ctx: Context<Tables>) {
  const roles = await bodyRoles(ctx);
  const grants = await grantsOf(ctx, roles);
  const holders = await holdersByRole(ctx);
  return {
    roles: [...roles.values()].map((role) => ({
      ...shapeOf(role),
      holders: holders.get(role.key) ?? 0,
      mayGive: grants.mayGive(role),
    })),
    groups: groupsOf(ctx, permissionsHere(ctx, roles)),
  };
}

function shapeOf({ permissions, proposed, ...role }: BodyRole) {
  return { ...role, permissions: [...permissions].sort(), proposed: [...proposed].sort() };
}

function groupsOf(ctx: Context<Tables>, names: readonly string[]) {
  const concerns = new Set(names);
  return ctx.house.rooms
    .map((room) => ({
      room: room.name,
      title: room.title,
      permissions: Object.entries(room.permissions ?? {})
        .filter(([name]) => concerns.has(name))
        .map(([name, { label }]) => ({ name, label, isHeld: ctx.may(name) })),
    }))
    .filter(({ permissions }) => permissions.length > 0);
}

/** How many mandates of today or to come carry each role. */
export async function holdersByRole(ctx: Context<Tables>): Promise<Map<string, number>> {
  const { rows } = await sql<{ role: string; holders: number }>`
    select role, count(*)::int as holders
    from people.mandate
    cross join lateral unnest(roles) as role
    where organisation_id = ${ctx.organisation}
      and (ends_on is null or ends_on >= ${ctx.today().toString()}::date)
    group by role`.execute(ctx.tx);
  return new Map(rows.map(({ role, holders }) => [role, holders]));
}
