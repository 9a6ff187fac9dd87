// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { readCalendar, readSettings } from '../agents/body-calendar.ts';
import { readAgents, type Agent } from '../agents/read-agents.ts';
import { count } from '../law/span.ts';
import { clipSpan } from '../requests/clip-span.ts';
import { spanOf } from '../requests/read-span.ts';
import type { OwnRules } from '../law/own-rules.ts';
import type { Tables } from '../tables.ts';
import { expectedOf, type Expected } from './expected.ts';
import { anyOf } from './any-of.ts';
import { leaveRules } from '../law/rules.ts';
import { postMovements } from './post-movements.ts';
import { readOwnRules } from './read-own-rules.ts';

const settled = ['acquired', 'split', 'reduced'] as const;

/**
 * Brings the ledger of a year to what the agent should have: acquired, days of fractionnement, RTT that illness takes back. Writes the
 * differences alone, each with its reason; called again, it writes nothing.
 */
export async function settleYear(ctx: Context<Tables>, agentId: string, year: number): Promise<void> {
  await settleAgents(ctx, [agentId], year);
}

/** The same for several agents, in a number of queries that does not depend on them. Returns those that were not as they should. */
export async function settleAgents(ctx: Context<Tables>, agentIds: readonly string[], year: number): Promise<Set<string>> {
  const differences = await differencesOf(ctx, agentIds, year);
  await postMovements(
    ctx,
    differences.map(({ agent, expected, amount }) => ({
      agentId: agent.id,
      counter: expected.counter,
      year,
      what: expected.what,
      amount,
      onDay: dayOf(agent, year),
      says: expected.says,
      source: { texts: expected.texts },
    })),
  );
  return new Set(differences.map(({ agent }) => agent.id));
}

export type Difference = { agent: Agent; expected: Expected; amount: number };

/** Where the ledger of a year differs from what cycles, arrivals and absences bring. */
async function differencesOf(ctx: Context<Tables>, agentIds: readonly string[], year: number): Promise<Difference[]> {
  const compared = await compareYear(ctx, agentIds, year, await readOwnRules(ctx));
  return compared.filter(({ amount }) => amount !== 0);
}

/** All that agents should have acquired in a year under these rules, each with what the ledger lacks of it. It only reads. */
export async function compareYear(ctx: Context<Tables>, agentIds: readonly string[], year: number, own: OwnRules): Promise<Difference[]> {
  if (agentIds.length === 0) return [];
  const agents = await readAgents(ctx, { ids: agentIds });
  if (agents.length === 0) return [];
  const [posted, taken, sick] = [await postedIn(ctx, agentIds, year), await takenOf(ctx, agentIds, year), await sickDaysOf(ctx, agents, year)];
  return agents.flatMap((agent) =>
    expectedOf(agent, year, { sickDays: sick.get(agent.id) ?? 0, taken: taken.get(agent.id) ?? [] }, own).map((expected) => ({
      agent,
      expected,
      amount: expected.amount - (posted.get(`${agent.id} ${expected.counter} ${expected.what}`) ?? 0),
    })),
  );
}

async function postedIn(ctx: Context<Tables>, agentIds: readonly string[], year: number): Promise<Map<string, number>> {
  const rows = await ctx.tx
    .selectFrom('leave.movement')
    .select(({ fn }) => ['agent_id', 'counter', 'what', fn.sum<number>('amount').as('amount')])
    .where('organisation_id', '=', ctx.organisation)
    .where('agent_id', '=', anyOf(agentIds))
    .where('year', '=', year)
    .where('what', 'in', [...settled])
    .groupBy(['agent_id', 'counter', 'what'])
    .execute();
  return new Map(rows.map(({ agent_id, counter, what, amount }) => [`${agent_id} ${counter} ${what}`, Number(amount)]));
}

/** What was taken of the annual leave of that year: one sum for the season, one for what stands outside it, each on a day of its own. */
async function takenOf(
  ctx: Context<Tables>,
  agentIds: readonly string[],
  year: number,
): Promise<Map<string, { day: Temporal.PlainDate; amount: number }[]>> {
  const { value: season } = leaveRules.ruleOn('leave.split-season', Temporal.PlainDate.from({ year, month: 12, day: 31 }));
  const { rows } = await sql<{ agent_id: string; on_day: string; amount: string }>`
    select agent_id, min(on_day) as on_day, sum(amount) as amount
    from leave.movement
    where organisation_id = ${ctx.organisation}
      and agent_id = ${anyOf(agentIds)}
      and counter = 'annual'
      and year = ${year}
      and what in ('taken', 'given-back')
      and on_day between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date
    group by agent_id, on_day between ${`${year}-${season.from}`}::date and ${`${year}-${season.until}`}::date`.execute(ctx.tx);
  return grouped(rows.map(({ agent_id, on_day, amount }) => [agent_id, { day: Temporal.PlainDate.from(on_day), amount: -Number(amount) }]));
}

/** Days of work that granted absences for health took from each agent in that year: one that crosses New Year counts in each year for its days. */
async function sickDaysOf(ctx: Context<Tables>, agents: readonly Agent[], year: number): Promise<Map<string, number>> {
  const [first, last] = [Temporal.PlainDate.from({ year, month: 1, day: 1 }), Temporal.PlainDate.from({ year, month: 12, day: 31 })];
  const ill = () =>
    ctx.tx
      .selectFrom('leave.request as r')
      .innerJoin('leave.kind as k', (join) => join.onRef('k.organisation_id', '=', 'r.organisation_id').onRef('k.id', '=', 'r.kind_id'))
      .where('r.organisation_id', '=', ctx.organisation)
      .where('r.agent_id', '=', anyOf(agents.map(({ id }) => id)))
      .where('r.status', '=', 'approved')
      .where('k.is_health', '=', true);
  const whole = await ill()
    .select(({ fn }) => ['r.agent_id', fn.sum<number>('r.days').as('days')])
    .where('r.from_on', '>=', first.toString())
    .where('r.until_on', '<=', last.toString())
    .groupBy('r.agent_id')
    .execute();
  const days = new Map(whole.map((row) => [row.agent_id, Number(row.days) / 100]));
  const cut = await ill()
    .selectAll('r')
    .where('r.from_on', '<=', last.toString())
    .where('r.until_on', '>=', first.toString())
    .where((where) => where.or([where('r.from_on', '<', first.toString()), where('r.until_on', '>', last.toString())]))
    .execute();
  if (cut.length === 0) return days;
  const calendar = await readCalendar(ctx, await readSettings(ctx));
  for (const row of cut) {
    const times = agents.find(({ id }) => id === row.agent_id)?.times ?? [];
    const taken = count(clipSpan(spanOf(row), first, last), times, calendar).days;
    days.set(row.agent_id, (days.get(row.agent_id) ?? 0) + taken / 100);
  }
  return days;
}

function grouped<Value>(pairs: readonly [string, Value][]): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const [key, value] of pairs) {
    const those = groups.get(key);
    if (those) those.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

// Acquired from the first day of the year, or of the service: a balance at a date holds it from then on.
function dayOf({ service }: Agent, year: number): Temporal.PlainDate {
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  return Temporal.PlainDate.compare(service.arrivedOn, first) > 0 && service.arrivedOn.year === year ? service.arrivedOn : first;
}
