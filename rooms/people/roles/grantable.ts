// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuseMandate } from '../contract/mandates.ts';
import type { Tables } from '../tables.ts';
import type { BodyRole } from './body-roles.ts';

type Delegated = { through: string; permissions: string[]; roles: string[] };

export type Grants = {
  /** Whether the actor may give this role to somebody else. */
  mayGive(role: BodyRole): boolean;
  /** Refuses the first of these roles that is unknown here, or that the actor may not give. */
  check(keys: readonly string[], whose: { isOneself: boolean }): void;
};

/**
 * Which roles the actor may give in the body of the address: those that open nothing beyond what they hold there themselves, and those that a
 * delegation names. The latter never to themselves: a delegate opens accounts, not doors.
 */
export async function grantsOf(ctx: Context<Tables>, roles: ReadonlyMap<string, BodyRole>): Promise<Grants> {
  const delegated = await delegatedRoles(ctx);
  const isHeld = (role: BodyRole): boolean => [...role.permissions].every((permission) => ctx.may(permission));
  return {
    mayGive: (role) => isHeld(role) || delegated.has(role.key),
    check(keys, { isOneself }) {
      for (const key of keys) {
        const role = roles.get(key);
        if (!role) throw refuseMandate('people.role-unknown', { role: key }, 'roles');
        if (isHeld(role)) continue;
        if (!delegated.has(key)) throw refuseMandate('people.role-beyond-yours', { role: role.name }, 'roles');
        if (isOneself) throw refuseMandate('people.not-to-oneself', {}, 'roles');
      }
    },
  };
}

async function delegatedRoles(ctx: Context<Tables>): Promise<Set<string>> {
  if (ctx.actor.kind !== 'person' || ctx.actor.supportedBy) return new Set();
  const { rows } = await sql<{ delegated: Delegated[] }>`
    select people.delegated_to_me(${ctx.now().toString()}::timestamptz, ${ctx.organisation}::uuid) as delegated`.execute(ctx.tx);
  return new Set(
    (rows[0]?.delegated ?? [])
      .filter(({ through, permissions }) => permissions.includes('people.administer') && ctx.may('people.administer', through))
      .flatMap(({ roles }) => roles),
  );
}
