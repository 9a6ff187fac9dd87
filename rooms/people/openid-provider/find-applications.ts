// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

/** Applications by name or description, for those who administer them. A body has a few tens: no index is needed. */
export async function findApplications(ctx: Context<Tables>, words: string, limit: number) {
  const { rows } = await sql<{ id: string; name: string; description: string; slug: string }>`
    select a.id, a.name, a.description, b.slug
    from people.application a
    join organisations.body b on b.id = a.organisation_id
    where a.organisation_id = any (${[...ctx.organisations]}::uuid[])
      and a.closed_at is null
      and position(lower(${words}) in lower(a.name || ' ' || a.description)) > 0
    order by a.name, a.id
    limit ${limit}`.execute(ctx.tx);
  return rows.map(({ id, name, description, slug }) => ({ title: name, detail: description, href: `/o/${slug}/applications/${id}` }));
}
