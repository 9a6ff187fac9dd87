// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { bodyRoles } from '../roles/body-roles.ts';
import type { Tables } from '../tables.ts';

/** What each of these persons may do here today by their own mandates; one who serves the body no more is absent. Delegations do not count. */
export async function heldHere(ctx: Context<Tables>, personIds: readonly string[]): Promise<Map<string, { name: string; permissions: Set<string> }>> {
  const held = new Map<string, { name: string; permissions: Set<string> }>();
  if (personIds.length === 0) return held;
  const today = ctx.today().toString();
  const mandates = await ctx.tx
    .selectFrom('people.colleague')
    .select(['person_id', 'given_name', 'family_name', 'roles'])
    .where('organisation_id', '=', ctx.organisation)
    .where('person_id', 'in', [...personIds])
    .where('begins_on', '<=', today)
    .where((either) => either.or([either('ends_on', 'is', null), either('ends_on', '>=', today)]))
    .execute();
  const roles = await bodyRoles(ctx);
  for (const mandate of mandates) {
    const known = held.get(mandate.person_id) ?? { name: `${mandate.given_name} ${mandate.family_name}`, permissions: new Set<string>() };
    for (const role of mandate.roles) for (const permission of roles.get(role)?.permissions ?? []) known.permissions.add(permission);
    held.set(mandate.person_id, known);
  }
  return held;
}
