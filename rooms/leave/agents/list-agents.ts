// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract.ts';
import { annualHours } from '../law/annual-hours.ts';
import { count } from '../law/span.ts';
import { activeLeave } from '../requests/active-leave.ts';
import { clipSpan } from '../requests/clip-span.ts';
import { readCalendar, readSettings } from './body-calendar.ts';
import { readAccounts } from '../counters/read-accounts.ts';
import { weeklyDays, workingTimeOn } from '../law/working-time.ts';
import type { Tables } from '../tables.ts';
import { readAgents, type Agent } from './read-agents.ts';

type Asked = {
  q: string;
  teamId?: string | undefined;
  gone: 'true' | 'false';
  sort: 'name' | 'arrivedOn';
  order: 'asc' | 'desc';
  page: number;
  size: number;
};

/** Agents of the body, page by page, with what is left to each. */
export async function listAgents(ctx: Context<Tables>, { q, teamId, gone, sort, order, page, size }: Asked) {
  const today = ctx.today().toString();
  let query = ctx.tx.selectFrom('leave.agent').where('organisation_id', '=', ctx.organisation);
  query =
    gone === 'true'
      ? query.where('left_on', '<', today)
      : query.where((where) => where.or([where('left_on', 'is', null), where('left_on', '>=', today)]));
  if (teamId) query = query.where('team_id', '=', teamId);
  if (q) {
    const words = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where(sql<boolean>`unaccent(given_name || ' ' || family_name || ' ' || coalesce(number, '')) ilike unaccent(${words})`);
  }
  const { total } = await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const ordered = sort === 'name' ? query.orderBy('family_name', order).orderBy('given_name', order) : query.orderBy('arrived_on', order);
  const ids = await ordered
    .select('id')
    .orderBy('id')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  const agents = await readAgents(ctx, { ids: ids.map(({ id }) => id) });
  const byId = new Map(agents.map((agent) => [agent.id, agent]));
  const lines = await linesOf(
    ctx,
    ids.flatMap(({ id }) => byId.get(id) ?? []),
  );
  return { rows: lines, total: Number(total) };
}

/** One agent with every cycle they had. */
export async function readAgent(ctx: Context<Tables>, { id }: { id: string }) {
  const [agent] = await readAgents(ctx, { ids: [id] });
  const [line] = agent ? await linesOf(ctx, [agent]) : [];
  if (!agent || !line) throw refuse('leave.unknown-agent');
  return {
    ...line,
    personId: agent.personId,
    sex: agent.sex,
    hasSavings: await hasSavings(ctx, id),
    annualised: await annualised(ctx, agent),
    times: agent.times.map(({ beginsOn, endsOn, terms, breaks, percent, fullTimeMinutes }) => ({
      beginsOn: beginsOn.toString(),
      endsOn: endsOn?.toString() ?? null,
      terms: terms.map((week) => [...week]),
      breaks: breaks?.map((week) => [...week]) ?? null,
      percent,
      fullTimeMinutes,
    })),
  };
}

/** For whoever works otherwise while schools rest: what their cycle makes them work this year, granted leave taken off, against what is due. */
async function annualised(ctx: Context<Tables>, { id, times, service }: Agent) {
  if (!times.some(({ breaks }) => breaks !== null)) return null;
  const { year } = ctx.today();
  const [from, until] = [Temporal.PlainDate.from({ year, month: 1, day: 1 }), Temporal.PlainDate.from({ year, month: 12, day: 31 })];
  const calendar = await readCalendar(ctx, await readSettings(ctx));
  const leave = (await activeLeave(ctx, { from, until, agentIds: [id] })).filter(
    ({ counter, status }) => counter === 'annual' && status === 'approved',
  );
  const taken = leave.reduce((sum, { span }) => sum + count(clipSpan(span, from, until), times, calendar).minutes, 0);
  const { planned, due, text } = annualHours(year, times, service, taken, calendar);
  return { year, planned, due, text };
}

async function hasSavings(ctx: Context<Tables>, agentId: string): Promise<boolean> {
  const opened = await ctx.tx
    .selectFrom('leave.savings_account')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('agent_id', '=', agentId)
    .executeTakeFirst();
  return opened !== undefined;
}

async function linesOf(ctx: Context<Tables>, agents: readonly Agent[]) {
  const accounts = await readAccounts(
    ctx,
    agents.map(({ id }) => id),
  );
  const teams = await ctx.tx.selectFrom('leave.team').select(['id', 'name']).where('organisation_id', '=', ctx.organisation).execute();
  const { year } = ctx.today();
  return agents.map((agent) => {
    const left = (counter: 'annual' | 'rtt'): number => {
      const amount = accounts.find((one) => one.agentId === agent.id && one.counter === counter && one.year === year)?.left ?? 0;
      return agent.unit === 'day' ? amount / 100 : amount;
    };
    const time = workingTimeOn(agent.times, ctx.today());
    return {
      id: agent.id,
      familyName: agent.familyName,
      givenName: agent.givenName,
      number: agent.number,
      team: teams.find(({ id }) => id === agent.teamId) ?? null,
      status: agent.status,
      category: agent.category,
      unit: agent.unit,
      arrivedOn: agent.service.arrivedOn.toString(),
      leftOn: agent.service.leftOn?.toString() ?? null,
      hasAccount: agent.personId !== null,
      percent: time?.percent ?? null,
      weeklyDays: time ? weeklyDays(time.terms) : null,
      annualLeft: left('annual'),
      rttLeft: left('rtt'),
    };
  });
}
