// SPDX-License-Identifier: EUPL-1.2
/** What other rooms ask about people of the body in the address. */
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Role } from '#platform/room.ts';
import { ownTables } from '../own-tables.ts';
import { bodyRoles } from '../roles/body-roles.ts';

export type Serving = { mandateId: string; personId: string; name: string; title: string; email: string | null };

/** Those of a group who serve the body today. Empty for a group that does not exist. */
export function membersOfGroup<Other>(ctx: Context<Other>, groupId: string): Promise<Serving[]> {
  return serving(
    ctx,
    sql`c.id in (select m.mandate_id from people.group_member m where m.organisation_id = c.organisation_id and m.group_id = ${groupId})`,
  );
}

/** The groups to which a person belongs here by a mandate of today. */
export async function groupsOf<Other>(ctx: Context<Other>, personId: string): Promise<{ id: string; name: string }[]> {
  const today = ctx.today().toString();
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct g.id, g.name
    from people.mandate c
    join people.group_member m on m.organisation_id = c.organisation_id and m.mandate_id = c.id
    join people.person_group g on g.organisation_id = m.organisation_id and g.id = m.group_id
    where c.organisation_id = ${ctx.organisation}
      and c.person_id = ${personId}
      and c.begins_on <= ${today}::date
      and (c.ends_on is null or c.ends_on >= ${today}::date)
    order by g.name`.execute(ctx.tx);
  return rows;
}

/** Those who hold a permission here today by their own mandate: whom to tell, who may be asked. Delegates are not among them. */
export async function holdersOf<Other>(ctx: Context<Other>, permission: string): Promise<Serving[]> {
  const keys = [...(await bodyRoles(ownTables(ctx))).values()].filter(({ permissions }) => permissions.has(permission)).map(({ key }) => key);
  return keys.length === 0 ? [] : serving(ctx, sql`c.roles && ${keys}::text[]`);
}

/** Those who hold a role of the house, such as `president`, here today by their own mandate. */
export function servingAs<Other>(ctx: Context<Other>, role: Role): Promise<Serving[]> {
  return serving(ctx, sql`${role} = any(c.roles)`);
}

/** One of those who serve the body, whatever the day; undefined for anybody else. */
export async function findServing<Other>(ctx: Context<Other>, mandateId: string): Promise<Serving | undefined> {
  const { rows } = await sql<Serving>`
    select c.id as "mandateId", c.person_id as "personId", c.given_name || ' ' || c.family_name as name, c.title, c.email
    from people.colleague c
    where c.organisation_id = ${ctx.organisation}
      and c.id = ${mandateId}`.execute(ctx.tx);
  return rows[0];
}

async function serving<Other>(ctx: Context<Other>, which: ReturnType<typeof sql>): Promise<Serving[]> {
  const today = ctx.today().toString();
  const { rows } = await sql<Serving>`
    select c.id as "mandateId", c.person_id as "personId", c.given_name || ' ' || c.family_name as name, c.title, c.email
    from people.colleague c
    where c.organisation_id = ${ctx.organisation}
      and c.begins_on <= ${today}::date
      and (c.ends_on is null or c.ends_on >= ${today}::date)
      and ${which}
    order by c.family_name, c.given_name, c.id`.execute(ctx.tx);
  return rows;
}
