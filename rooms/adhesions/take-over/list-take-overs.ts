// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract/take-over.ts';
import type { Tables } from '../tables.ts';

type Paging = { q: string; page: number; size: number; order: 'asc' | 'desc' };

const shown = [
  'id',
  'file_name as fileName',
  'digest',
  'created',
  'changed',
  'unchanged',
  'applied_at as appliedAt',
  'applied_by as appliedBy',
  'undone_at as undoneAt',
  'undone_by as undoneBy',
] as const;

/** The files taken over, the latest first. */
export async function listTakeOvers(ctx: Context<Tables>, { q, page, size, order, sort }: Paging & { sort: 'appliedAt' | 'fileName' }) {
  const found = ctx.tx
    .selectFrom('adhesions.take_over')
    .where('organisation_id', '=', ctx.organisation)
    .$if(q !== '', (query) => query.where('file_name', 'ilike', `%${q.replace(/[\\%_]/g, '\\$&')}%`));
  const { total } = await found.select((of) => of.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await found
    .select(shown)
    .orderBy(sort === 'fileName' ? 'file_name' : 'applied_at', order)
    .orderBy('id', order)
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return { rows, total };
}

/** What a file created or corrected. Refuses `adhesions.take-over-unknown`. */
export async function readTakeOver(ctx: Context<Tables>, { id, q, page, size, order, sort }: Paging & { id: string; sort: 'line' | 'number' }) {
  const takeOver = await ctx.tx
    .selectFrom('adhesions.take_over')
    .select(shown)
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!takeOver) throw refuse('adhesions.take-over-unknown');
  const found = ctx.tx
    .selectFrom('adhesions.taken_over as t')
    .leftJoin('adhesions.convention as c', (join) => join.onRef('c.organisation_id', '=', 't.organisation_id').onRef('c.id', '=', 't.convention_id'))
    .leftJoin('organisations.body as b', 'b.id', 'c.beneficiary_id')
    .where('t.organisation_id', '=', ctx.organisation)
    .where('t.take_over_id', '=', id)
    .$if(q !== '', (query) => query.where('t.number', 'ilike', `%${q.replace(/[\\%_]/g, '\\$&')}%`));
  const { total } = await found.select((of) => of.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await found
    .select(['t.convention_id as conventionId', 't.number', 't.line', 'b.name as body', 't.changes', 'c.id as standing'])
    .orderBy(sort === 'number' ? 't.number' : 't.line', order)
    .orderBy('t.id', order)
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return {
    takeOver,
    total,
    rows: rows.map(({ standing, ...row }) => ({ ...row, isCreated: row.changes.length === 0, stands: standing !== null })),
  };
}
