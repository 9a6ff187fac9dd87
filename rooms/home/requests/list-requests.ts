// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import { requestColumns, requestsWithAnswers, requestView, type RequestState } from './request-state.ts';

/** What the body asked for, the latest first. */
export async function listOwnRequests(ctx: Context<Tables>, { page, size }: { page: number; size: number }) {
  const own = () => requestsWithAnswers(ctx).where('r.organisation_id', '=', ctx.organisation);
  const { total } = await own()
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await own()
    .select(requestColumns)
    .orderBy('r.asked_at', 'desc')
    .orderBy('r.id')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return { rows: rows.map(requestView), total: Number(total) };
}

type Asked = {
  q?: string | undefined;
  state?: RequestState | undefined;
  sort: keyof typeof columns;
  order: 'asc' | 'desc';
  page: number;
  size: number;
};

const columns = { asked: 'r.asked_at', body: 'b.name', title: 'r.title' } as const;

/** What was asked of the operator in the address. */
export async function listReceivedRequests(ctx: Context<Tables>, asked: Asked) {
  const { total } = await received(ctx, asked)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await received(ctx, asked)
    .select([...requestColumns, 'b.id as body_id', 'b.slug', 'b.name', 'a.answered_by_name'])
    .orderBy(columns[asked.sort], asked.order)
    .orderBy('r.id')
    .limit(asked.size)
    .offset((asked.page - 1) * asked.size)
    .execute();
  return {
    rows: rows.map((row) => ({
      ...requestView(row),
      body: { id: row.body_id, slug: row.slug, name: row.name },
      answeredByName: row.answered_by_name,
    })),
    total: Number(total),
  };
}

function received(ctx: Context<Tables>, { q, state }: Pick<Asked, 'q' | 'state'>) {
  const words = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null;
  return requestsWithAnswers(ctx)
    .innerJoin('organisations.body as b', 'b.id', 'r.organisation_id')
    .where('r.operator_id', '=', ctx.organisation)
    .$if(words !== null, (query) => query.where(sql<boolean>`(r.title ilike ${words} or b.name ilike ${words})`))
    .$if(state === 'waiting', (query) => query.where('a.outcome', 'is', null).where('r.withdrawn_at', 'is', null))
    .$if(state === 'withdrawn', (query) => query.where('r.withdrawn_at', 'is not', null))
    .$if(state === 'accepted' || state === 'refused', (query) => query.where('a.outcome', '=', state === 'accepted' ? 'accepted' : 'refused'));
}
