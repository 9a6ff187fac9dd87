// SPDX-License-Identifier: EUPL-1.2
import { domainToUnicode } from 'node:url';
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

type Asked = {
  q?: string | undefined;
  state?: 'waiting' | 'approved' | 'refused' | undefined;
  body?: string | undefined;
  sort: 'declared' | 'address' | 'body';
  order: 'asc' | 'desc';
  page: number;
  size: number;
};

const columns = { declared: 't.declared_at', address: 't.address', body: 'b.name' } as const;

/** Targets that the body in the address declared, or that were declared to it. */
export async function listTargets(ctx: Context<Tables>, asked: Asked) {
  const { total } = await matching(ctx, asked)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await matching(ctx, asked)
    .select(['t.id', 't.address', 't.label', 't.declared_at', 't.declared_by_name', 'a.outcome', 'a.reason', 'a.decided_by_name'])
    .select(['b.id as body_id', 'b.slug', 'b.name'])
    .orderBy(columns[asked.sort], asked.order)
    .orderBy('t.id')
    .limit(asked.size)
    .offset((asked.page - 1) * asked.size)
    .execute();
  return {
    rows: rows.map((row) => ({
      id: row.id,
      body: { id: row.body_id, slug: row.slug, name: row.name },
      // As it was written: a name with accents is kept in letters of the network.
      address: domainToUnicode(row.address) || row.address,
      label: row.label,
      state: row.outcome ?? ('waiting' as const),
      reason: row.reason ?? '',
      declaredAt: row.declared_at,
      declaredByName: row.declared_by_name,
      decidedByName: row.decided_by_name,
    })),
    total: Number(total),
  };
}

function matching(ctx: Context<Tables>, { q, state, body }: Pick<Asked, 'q' | 'state' | 'body'>) {
  const words = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null;
  return ctx.tx
    .selectFrom('monitoring.target as t')
    .innerJoin('organisations.body as b', 'b.id', 't.organisation_id')
    .leftJoin('monitoring.approval as a', (join) =>
      join.onRef('a.organisation_id', '=', 't.operator_id').onRef('a.target_id', '=', 't.id').on('a.ended_at', 'is', null),
    )
    .where('t.withdrawn_at', 'is', null)
    .where((either) => either.or([either('t.organisation_id', '=', ctx.organisation), either('t.operator_id', '=', ctx.organisation)]))
    .$if(body !== undefined, (query) => query.where('t.organisation_id', '=', body ?? ''))
    .$if(state === 'waiting', (query) => query.where('a.id', 'is', null))
    .$if(state === 'approved' || state === 'refused', (query) => query.where('a.outcome', '=', state === 'refused' ? 'refused' : 'approved'))
    .$if(words !== null, (query) => query.where(sql<boolean>`(t.address ilike ${words} or t.label ilike ${words} or b.name ilike ${words})`));
}
