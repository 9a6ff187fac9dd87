// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { SearchSource } from '#platform/room.ts';
import type { Tables } from '../tables.ts';

const kinds = { cadre: 'Convention cadre', tripartite: 'Convention tripartite', package: 'Convention' } as const;

/** Conventions in the search of the whole house. */
export const conventionSearch: SearchSource = {
  name: 'adhesions.conventions',
  label: 'Conventions',
  permission: 'adhesions.read',
  async find(ctx: Context<Tables>, words: string, limit: number) {
    const { rows } = await sql<{ id: string; number: string; kind: keyof typeof kinds; body: string; slug: string }>`
      select c.id, c.number, c.kind, b.name as body, v.slug
      from adhesions.search_register(${words}) h
      join adhesions.convention c on c.organisation_id = h.organisation_id and c.id = h.id
      join organisations.body b on b.id = c.beneficiary_id
      -- Opened in the body that reads it: the operator, else the payer, else the beneficiary.
      join lateral (
        select r.slug
        from organisations.body r
        where r.id = any (${[...ctx.organisations]}::uuid[]) and r.id in (c.organisation_id, c.payer_id, c.beneficiary_id)
        order by r.id = c.organisation_id desc, r.id = c.payer_id desc
        limit 1) v on true
      order by h.rank desc, c.number
      limit ${limit}`.execute(ctx.tx);
    return rows.map(({ id, number, kind, body, slug }) => ({
      title: `${number} – ${body}`,
      detail: kinds[kind],
      href: `/o/${slug}/adhesions/conventions/${id}`,
    }));
  },
};
