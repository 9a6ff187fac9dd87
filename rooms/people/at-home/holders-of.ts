// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { permissionsOf } from '#platform/access/permissions-of.ts';
import type { Context } from '#platform/context.ts';

type Row = { person_id: string; roles: string[]; composed: Record<string, string[]> | null };

/** The persons who hold a permission today in the body of the address, by the roles of their mandates as the body composed them. One query. */
export async function holdersOf<T>(ctx: Context<T>, permission: string): Promise<string[]> {
  const today = ctx.today().toString();
  const { rows } = await sql<Row>`
    select coalesce(p.main_id, p.id) as person_id, m.roles, c.composed
    from people.mandate m
    join people.person p on p.id = m.person_id
    left join lateral (
      select jsonb_object_agg(r.key, r.permissions) as composed
      from people.role r
      where r.organisation_id = m.organisation_id and r.key = any (m.roles)
    ) c on true
    where m.organisation_id = ${ctx.organisation}
      and m.begins_on <= ${today}
      and (m.ends_on is null or m.ends_on >= ${today})`.execute(ctx.tx);
  const holders = rows.filter(({ roles, composed }) => permissionsOf(ctx.house.index, { roles, ...(composed && { composed }) }).has(permission));
  return [...new Set(holders.map((row) => row.person_id))];
}
