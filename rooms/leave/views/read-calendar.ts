// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { readCalendar as readBodyCalendar, readSettings } from '../agents/body-calendar.ts';
import { readAgents, type Agent } from '../agents/read-agents.ts';
import { teamsSeen } from '../agents/teams-seen.ts';
import { myAgent } from '../agents/who-asks.ts';
import { refuse } from '../contract.ts';
import { dayFacts, workAmong } from '../law/days-of-work.ts';
import { clockOf } from '../requests/read-span.ts';
import { anyOf } from '../counters/any-of.ts';
import type { Tables } from '../tables.ts';

type Asked = { from: string; until: string; teamId?: string | undefined; agentId?: string | undefined };

/** Widest planning: a year and the weeks around it. */
const MOST_DAYS = 400;

/**
 * Who works and who is away between two days, in a number of queries that does not depend on the agents. Colleagues read the team or the body as
 * it decided; why somebody is away is shown to those who treat it, and to colleagues unless the kind is private.
 */
export async function readCalendar(ctx: Context<Tables>, { from, until, teamId, agentId }: Asked) {
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(until)];
  const length = first.until(last, { largestUnit: 'days' }).days + 1;
  if (length < 1 || length > MOST_DAYS) throw refuse('leave.too-wide', { most: MOST_DAYS }, 'until');
  const settings = await readSettings(ctx);
  const calendar = await readBodyCalendar(ctx, settings);
  const mine = await myAgent(ctx);
  const seesAll = ctx.may('leave.manage') || ctx.may('leave.decide');
  const agents = await agentsSeen(ctx, { mine, seesAll, bodySees: settings.colleaguesSee === 'body', teamId, agentId, first, last });
  const facts = dayFacts(first, last, calendar);
  const workOf = workAmong(facts);
  const kinds = await readKinds(ctx);
  const away = await absences(
    ctx,
    agents.map(({ id }) => id),
    { from, until },
  );
  return {
    from,
    until,
    days: facts.map(({ day, holiday, schoolBreak }) => ({ day, holiday, schoolBreak, closed: calendar.closedOn.get(day) ?? null })),
    agents: agents.map((agent) => ({
      id: agent.id,
      name: agent.name,
      teamId: agent.teamId,
      work: workOf(agent.times),
      away: (away.get(agent.id) ?? []).map((one) => presenceOf(one, kinds, seesAll || agent.id === mine?.id)),
    })),
    kinds: kinds.reasons,
    teams: await teamsOf(ctx),
  };
}

type Seen = {
  mine: Agent | null;
  seesAll: boolean;
  bodySees: boolean;
  teamId?: string | undefined;
  agentId?: string | undefined;
  first: Temporal.PlainDate;
  last: Temporal.PlainDate;
};

async function agentsSeen(ctx: Context<Tables>, { mine, seesAll, bodySees, teamId, agentId, first, last }: Seen): Promise<Agent[]> {
  const teams = mine ? await teamsSeen(ctx, mine) : new Set<string>();
  const all = await readAgents(ctx, { ...(agentId ? { ids: [agentId] } : teamId && { teamId }), withoutGaps: true });
  return all.filter(
    ({ id, teamId: team, service }) =>
      Temporal.PlainDate.compare(service.arrivedOn, last) <= 0 &&
      (service.leftOn === null || Temporal.PlainDate.compare(service.leftOn, first) >= 0) &&
      (seesAll || bodySees || id === mine?.id || (team !== null && teams.has(team))),
  );
}

async function teamsOf(ctx: Context<Tables>) {
  const rows = await ctx.tx
    .selectFrom('leave.team')
    .select(['id', 'name', 'minimum_present'])
    .where('organisation_id', '=', ctx.organisation)
    .where('archived_at', 'is', null)
    .orderBy('name')
    .execute();
  return rows.map(({ id, name, minimum_present }) => ({ id, name, minimumPresent: minimum_present }));
}

type Reason = { shown: { label: string; short: string; colour: string } | null; isAtWork: boolean; isPrivate: boolean };

type Kinds = {
  /** What the answer lists. */
  reasons: Reason[];
  /** Rank of a kind among them, as this reader sees it. */
  rankOf: (kindId: string, isOpen: boolean) => number;
};

/** Beside the absences and not with each: a year of a large team is thousands of them, of some twenty kinds. */
async function readKinds(ctx: Context<Tables>): Promise<Kinds> {
  const rows = await ctx.tx
    .selectFrom('leave.kind')
    .select(['id', 'label', 'short', 'colour', 'is_private', 'is_at_work'])
    .where('organisation_id', '=', ctx.organisation)
    .execute();
  const known = new Map(rows.map((row) => [row.id, row]));
  const reasons: Reason[] = [];
  const ranks = new Map<string, number>();
  const rankOf: Kinds['rankOf'] = (kindId, isOpen) => {
    const kind = known.get(kindId);
    const isShown = kind !== undefined && (isOpen || !kind.is_private);
    // Kinds that are not told are one: that two absences are alike would tell too.
    const key = isShown ? kindId : `hidden ${kind?.is_at_work}`;
    const rank = ranks.get(key) ?? reasons.length;
    if (rank === reasons.length) {
      ranks.set(key, rank);
      const shown = isShown ? { label: kind.label, short: kind.short, colour: kind.colour } : null;
      reasons.push({ shown, isAtWork: kind?.is_at_work ?? false, isPrivate: kind?.is_private ?? true });
    }
    return rank;
  };
  return { reasons, rankOf };
}

/**
 * The absences of each agent, as one text an agent with a line an absence: thousands of rows cost a third of what they cost one by one, and a line a
 * sixth of what PostgreSQL takes to build it as JSON.
 */
async function absences(
  ctx: Context<Tables>,
  agentIds: readonly string[],
  { from, until }: { from: string; until: string },
): Promise<Map<string, string[]>> {
  if (agentIds.length === 0) return new Map();
  const rows = await ctx.tx
    .selectFrom('leave.request as r')
    .select([
      'r.agent_id',
      // No word of it holds a space; those that may be missing come last, together.
      sql<string>`string_agg(
        concat_ws(' ', r.id, r.kind_id, r.status, r.from_on, coalesce(r.from_half, 'am'), r.until_on, coalesce(r.until_half, 'pm'), r.from_minute, r.until_minute),
        E'\\n'
        order by r.from_on
      )`.as('away'),
    ])
    .where('r.organisation_id', '=', ctx.organisation)
    .where('r.agent_id', '=', anyOf(agentIds))
    .where('r.status', 'in', ['requested', 'endorsed', 'approved'])
    .where('r.from_on', '<=', until)
    .where('r.until_on', '>=', from)
    .groupBy('r.agent_id')
    .execute();
  return new Map(rows.map(({ agent_id, away }) => [agent_id, away.split('\n')]));
}

/** What is usual is left out, for a year of a large team is thousands of these. */
function presenceOf(line: string, { rankOf }: Kinds, isOpen: boolean) {
  const [id = '', kindId = '', status = '', fromOn = '', fromHalf, untilOn = '', untilHalf, fromMinute, untilMinute] = line.split(' ');
  return {
    kind: rankOf(kindId, isOpen),
    status: status as 'requested' | 'endorsed' | 'approved', // the query asks for these three
    requestId: isOpen ? id : undefined,
    fromOn,
    fromHalf: fromHalf === 'pm' ? ('pm' as const) : undefined,
    untilOn,
    untilHalf: untilHalf === 'am' ? ('am' as const) : undefined,
    hours: fromMinute && untilMinute ? `${clockOf(Number(fromMinute))}–${clockOf(Number(untilMinute))}` : undefined,
  };
}
