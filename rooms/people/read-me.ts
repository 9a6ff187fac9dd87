// SPDX-License-Identifier: EUPL-1.2
import { permissionsOf } from '#platform/access/permissions-of.ts';
import { rightsOf } from '#platform/access/providers.ts';
import type { Context } from '#platform/context.ts';
import type { House } from '#platform/house.ts';
import { personWhoActs } from './person-who-acts.ts';
import type { Tables } from './tables.ts';

/** The person signed in, with the bodies for which they may act today and what they may do there. */
export async function readMe(ctx: Context<Tables>) {
  const { personId, name } = personWhoActs(ctx);
  const day = ctx.today().toString();
  const rows = await ctx.tx
    .selectFrom('people.mandate as m')
    .innerJoin('organisations.body as b', 'b.id', 'm.organisation_id')
    .select(['b.id', 'b.slug', 'b.name', 'b.kind', 'm.title', 'm.roles'])
    .where('m.person_id', '=', personId)
    .where('m.begins_on', '<=', day)
    .where((where) => where.or([where('m.ends_on', 'is', null), where('m.ends_on', '>=', day)]))
    .orderBy('b.name')
    .execute();
  const mandates = rows.map(async ({ title, roles, ...organisation }) => ({
    organisation,
    title,
    roles,
    permissions: [...permissionsOf(ctx.house.index, roles)].sort(),
    rights: await rightsHeld(ctx.house, organisation.id),
  }));
  return { person: { id: personId, name }, mandates: await Promise.all(mandates) };
}

async function rightsHeld(house: House, organisationId: string): Promise<string[]> {
  const held: string[] = [];
  for (const right of house.rooms.flatMap((room) => room.sells ?? []))
    if (await rightsOf(house).holds(house, organisationId, right)) held.push(right);
  return held;
}
