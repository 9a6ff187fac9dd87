// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { readSettings } from '../agents/body-calendar.ts';
import { myAgent } from '../agents/who-asks.ts';
import type { RequestStatus, Tables } from '../tables.ts';
import { clockOf } from './read-span.ts';
import { answerersOf, standingOf } from './who-answers.ts';

type Asked = {
  which: 'mine' | 'to-answer' | 'all';
  status?: RequestStatus | undefined;
  agentId?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
  sort: 'from' | 'asked';
  order: 'asc' | 'desc';
  page: number;
  size: number;
};

/** Requests: mine, those that await my answer, or all for whoever manages or decides. */
export async function listLeave(ctx: Context<Tables>, asked: Asked) {
  const mine = await myAgent(ctx);
  const seesAll = ctx.may('leave.manage') || ctx.may('leave.decide');
  let query = requests(ctx);
  if (asked.which === 'mine' || (asked.which === 'all' && !seesAll)) query = query.where('r.agent_id', '=', mine?.id ?? NOBODY);
  if (asked.which === 'to-answer') query = query.where('r.id', 'in', [NOBODY, ...(await awaitingMe(ctx))]);
  if (asked.status) query = query.where('r.status', '=', asked.status);
  if (asked.agentId) query = query.where('r.agent_id', '=', asked.agentId);
  if (asked.from) query = query.where('r.until_on', '>=', asked.from);
  if (asked.until) query = query.where('r.from_on', '<=', asked.until);
  const { count } = await query
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const rows = await query
    .orderBy(asked.sort === 'from' ? 'r.from_on' : 'r.asked_at', asked.order)
    .orderBy('r.id', asked.order)
    .limit(asked.size)
    .offset((asked.page - 1) * asked.size)
    .execute();
  return { rows: rows.map(shown), total: Number(count) };
}

/** Requests that this person may answer now. */
export async function awaitingMe(ctx: Context<Tables>): Promise<string[]> {
  const waiting = await ctx.tx
    .selectFrom('leave.request as r')
    .innerJoin('leave.agent as a', (join) => join.onRef('a.organisation_id', '=', 'r.organisation_id').onRef('a.id', '=', 'r.agent_id'))
    .select(['r.id', 'r.status', 'a.team_id', 'a.person_id'])
    .where('r.organisation_id', '=', ctx.organisation)
    .where('r.status', 'in', ['requested', 'endorsed'])
    .execute();
  const { approvalLevels } = await readSettings(ctx);
  const teams = [...new Set(waiting.flatMap(({ team_id }) => (team_id ? [team_id] : [])))];
  const answerers = await answerersOf(ctx, teams, ctx.today());
  return waiting
    .filter(
      ({ status, team_id, person_id }) => standingOf(ctx, { personId: person_id }, status, approvalLevels, answerers.get(team_id ?? '') ?? []).may,
    )
    .map(({ id }) => id);
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Requests of the body with their agent, team and kind. */
export function requests(ctx: Context<Tables>) {
  return ctx.tx
    .selectFrom('leave.request as r')
    .innerJoin('leave.kind as k', (join) => join.onRef('k.organisation_id', '=', 'r.organisation_id').onRef('k.id', '=', 'r.kind_id'))
    .innerJoin('leave.agent as a', (join) => join.onRef('a.organisation_id', '=', 'r.organisation_id').onRef('a.id', '=', 'r.agent_id'))
    .leftJoin('leave.team as t', (join) => join.onRef('t.organisation_id', '=', 'a.organisation_id').onRef('t.id', '=', 'a.team_id'))
    .leftJoin('leave.agent as s', (join) => join.onRef('s.organisation_id', '=', 'r.organisation_id').onRef('s.id', '=', 'r.replacement_id'))
    .selectAll('r')
    .select([
      'k.label',
      'k.short',
      'k.colour',
      'a.given_name',
      'a.family_name',
      'a.team_id',
      't.name as team',
      's.given_name as replacement_given',
      's.family_name as replacement_family',
    ])
    .where('r.organisation_id', '=', ctx.organisation);
}

export type Listed = Awaited<ReturnType<ReturnType<typeof requests>['executeTakeFirstOrThrow']>>;

/** A request as the contract shows it. */
export function shown(row: Listed) {
  return {
    id: row.id,
    agent: { id: row.agent_id, name: `${row.given_name} ${row.family_name}`.trim() },
    team: row.team,
    teamId: row.team_id,
    kind: { id: row.kind_id, label: row.label, short: row.short, colour: row.colour },
    status: row.status,
    unit: row.unit,
    fromOn: row.from_on,
    fromHalf: row.from_half,
    untilOn: row.until_on,
    untilHalf: row.until_half,
    fromTime: row.from_minute === null ? null : clockOf(row.from_minute),
    untilTime: row.until_minute === null ? null : clockOf(row.until_minute),
    days: row.days / 100,
    minutes: row.minutes,
    comment: row.comment,
    replacement: row.replacement_family === null ? null : `${row.replacement_given ?? ''} ${row.replacement_family}`.trim(),
    askedAt: row.asked_at,
    askedBy: row.asked_by,
    isOnBehalf: row.is_on_behalf,
    version: row.version,
  };
}
