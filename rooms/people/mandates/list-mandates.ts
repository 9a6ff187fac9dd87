// SPDX-License-Identifier: EUPL-1.2
import { sql, type SelectQueryBuilder } from 'kysely';
import type { Context } from '#platform/context.ts';
import { bodyRoles } from '../roles/body-roles.ts';
import type { Tables } from '../tables.ts';
import { mandateLine } from './mandate-line.ts';
import { wordsMatch } from './words-match.ts';

type Filter = {
  q?: string | undefined;
  kind?: 'agent' | 'elected' | 'external' | undefined;
  role?: string | undefined;
  state?: 'current' | 'coming' | 'ended' | undefined;
  sort: 'name' | 'title' | 'begins' | 'ends';
  order: 'asc' | 'desc';
};

/** A page of those who serve the body. */
export async function listMandates(ctx: Context<Tables>, filter: Filter & { page: number; size: number }) {
  const { total } = await filtered(ctx, filter)
    .select((select) => select.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await sorted(ctx, filter)
    .limit(filter.size)
    .offset((filter.page - 1) * filter.size)
    .execute();
  const roles = await bodyRoles(ctx);
  return { rows: rows.map((row) => mandateLine(row, roles, ctx.today())), total: Number(total) };
}

function filtered(ctx: Context<Tables>, { q, kind, role, state }: Filter): SelectQueryBuilder<Tables, 'people.colleague', object> {
  const today = ctx.today().toString();
  let query = ctx.tx.selectFrom('people.colleague').where('organisation_id', '=', ctx.organisation);
  if (kind) query = query.where('kind', '=', kind);
  if (role) query = query.where(sql<boolean>`${role} = any (roles)`);
  if (state === 'ended') query = query.where('ends_on', '<', today);
  if (state === 'coming')
    query = query.where('begins_on', '>', today).where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', today)]));
  if (state === 'current')
    query = query.where('begins_on', '<=', today).where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>=', today)]));
  if (q) query = query.where(wordsMatch(sql`concat_ws(' ', given_name, family_name, title, email)`, q));
  return query;
}

function sorted(ctx: Context<Tables>, filter: Filter) {
  const { sort, order } = filter;
  const base = filtered(ctx, filter).selectAll();
  const first =
    sort === 'name'
      ? base.orderBy(sql`lower(family_name)`, order).orderBy(sql`lower(given_name)`, order)
      : base.orderBy(({ title: 'title', begins: 'begins_on', ends: 'ends_on' } as const)[sort], (by) =>
          order === 'desc' ? by.desc().nullsLast() : by.asc().nullsLast(),
        );
  return first.orderBy('id', order);
}
