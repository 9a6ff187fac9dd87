// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract/refusals.ts';
import type { Tables } from '../tables.ts';

type Ctx = Context<Tables>;
type Asked = {
  q?: string | undefined;
  status?: 'open' | 'acknowledged' | 'closed' | 'current' | undefined;
  body?: string | undefined;
  sort: 'opened' | 'body' | 'title';
  order: 'asc' | 'desc';
  page: number;
  size: number;
};

const columns = { opened: 'i.opened_at', body: 'b.name', title: 'i.title' } as const;

/** Incidents of the operator's territory, or of the body itself. */
export async function listIncidents(ctx: Ctx, asked: Asked) {
  const { total } = await matching(ctx, asked)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await withAffected(matching(ctx, asked))
    .orderBy(columns[asked.sort], asked.order)
    .orderBy('i.id')
    .limit(asked.size)
    .offset((asked.page - 1) * asked.size)
    .execute();
  return { rows: rows.map(rowOf), total: Number(total) };
}

/** One incident with its checks and its timeline. */
export async function readIncident(ctx: Ctx, { id }: { id: string }) {
  const row = await withAffected(matching(ctx, {}))
    .select(['i.organisation_id', 'i.check_id', 'i.acknowledged_at', 'i.next_step_at'])
    .where('i.id', '=', id)
    .executeTakeFirst();
  if (!row) throw refuse('monitoring.unknown-incident');
  const checks = await ctx.tx
    .selectFrom('monitoring.affected as a')
    .innerJoin('monitoring.check as c', (join) => join.onRef('c.organisation_id', '=', 'a.organisation_id').onRef('c.id', '=', 'a.check_id'))
    .select(['c.id', 'c.name', 'a.joined_at', 'a.left_at'])
    .where('a.incident_id', '=', id)
    .orderBy('a.joined_at')
    .orderBy('c.name')
    .execute();
  const timeline = await ctx.tx
    .selectFrom('monitoring.entry')
    .select(['id', 'at', 'kind', 'says', 'by_name', 'is_public'])
    .where('incident_id', '=', id)
    .orderBy('rank')
    .execute();
  return {
    ...rowOf(row),
    checkId: row.check_id,
    acknowledgedAt: row.acknowledged_at,
    nextStepAt: row.next_step_at,
    isOperators: row.organisation_id === ctx.organisation,
    canAct: row.status !== 'closed' && ctx.may('monitoring.declare'),
    checks: checks.map((check) => ({
      id: check.id,
      name: check.name,
      isRoot: check.id === row.check_id,
      joinedAt: check.joined_at,
      leftAt: check.left_at,
    })),
    timeline: timeline.map(({ by_name: byName, is_public: isPublic, ...entry }) => ({ ...entry, byName, isPublic })),
  };
}

/** Incidents that the body in the address may see, as queries begin. */
export function matching(ctx: Ctx, { q, status, body }: Pick<Partial<Asked>, 'q' | 'status' | 'body'>) {
  const words = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null;
  return ctx.tx
    .selectFrom('monitoring.incident as i')
    .innerJoin('organisations.body as b', 'b.id', 'i.body_id')
    .where((either) => either.or([either('i.organisation_id', '=', ctx.organisation), either('i.body_id', '=', ctx.organisation)]))
    .$if(body !== undefined, (query) => query.where('i.body_id', '=', body ?? ''))
    .$if(status === 'current', (query) => query.where('i.status', '<>', 'closed'))
    .$if(status !== undefined && status !== 'current', (query) => query.where('i.status', '=', status as 'open')) // any of the three by now
    .$if(words !== null, (query) => query.where(sql<boolean>`(i.title ilike ${words} or b.name ilike ${words})`));
}

export function withAffected(query: ReturnType<typeof matching>) {
  return query
    .select(['i.id', 'i.title', 'i.cause', 'i.status', 'i.opened_at', 'i.acknowledged_by_name', 'i.closed_at'])
    .select(['b.id as body_id', 'b.slug', 'b.name'])
    .select(
      sql<number>`(
        select count(*)::int from monitoring.affected a
        where a.organisation_id = i.organisation_id and a.incident_id = i.id)`.as('affected'),
    );
}

type Row = Awaited<ReturnType<ReturnType<typeof withAffected>['execute']>>[number];

export function rowOf(row: Row) {
  return {
    id: row.id,
    body: { id: row.body_id, slug: row.slug, name: row.name },
    title: row.title,
    cause: row.cause,
    status: row.status,
    openedAt: row.opened_at,
    acknowledgedByName: row.acknowledged_by_name,
    closedAt: row.closed_at,
    affected: row.affected,
  };
}
