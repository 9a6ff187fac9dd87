// SPDX-License-Identifier: EUPL-1.2
import { publicHolidayOn } from '#platform/calendar/public-holidays.ts';
import type { Context } from '#platform/context.ts';
import { readCalendar as readBodyCalendar, readSettings } from '../agents/body-calendar.ts';
import { readAgents, type Agent } from '../agents/read-agents.ts';
import { myAgent } from '../agents/who-asks.ts';
import { refuse } from '../contract.ts';
import { dayFacts, daysOfWork } from '../law/days-of-work.ts';
import { isWithin } from '../law/working-time.ts';
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
  const closed = await closedDays(ctx, from, until);
  const mine = await myAgent(ctx);
  const seesAll = ctx.may('leave.manage') || ctx.may('leave.decide');
  const agents = await agentsSeen(ctx, { mine, seesAll, bodySees: settings.colleaguesSee === 'body', teamId, agentId, first, last });
  const facts = dayFacts(first, last, calendar);
  const away = await absences(
    ctx,
    agents.map(({ id }) => id),
    { from, until },
  );
  return {
    from,
    until,
    days: facts.map(({ day }) => ({
      day: day.toString(),
      holiday: publicHolidayOn(day, calendar.place)?.name ?? null,
      schoolBreak: calendar.breaks.find((one) => isWithin(day, one.from, one.until))?.name ?? null,
      closed: closed.get(day.toString()) ?? null,
    })),
    agents: agents.map((agent) => ({
      id: agent.id,
      name: agent.name,
      teamId: agent.teamId,
      work: daysOfWork(agent.times, facts),
      away: (away.get(agent.id) ?? []).map((one) => presenceOf(one, seesAll || agent.id === mine?.id)),
    })),
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
  const managed = mine ? await teamsManaged(ctx, mine.id) : [];
  const all = agentId ? await readAgents(ctx, { ids: [agentId] }) : await readAgents(ctx, teamId ? { teamId } : {});
  return all.filter(
    ({ id, teamId: team, service }) =>
      Temporal.PlainDate.compare(service.arrivedOn, last) <= 0 &&
      (service.leftOn === null || Temporal.PlainDate.compare(service.leftOn, first) >= 0) &&
      (seesAll || bodySees || id === mine?.id || (team !== null && (team === mine?.teamId || managed.includes(team)))),
  );
}

async function teamsManaged(ctx: Context<Tables>, agentId: string): Promise<string[]> {
  const rows = await ctx.tx
    .selectFrom('leave.manager')
    .select('team_id')
    .where('organisation_id', '=', ctx.organisation)
    .where('agent_id', '=', agentId)
    .execute();
  return rows.map(({ team_id }) => team_id);
}

async function closedDays(ctx: Context<Tables>, from: string, until: string): Promise<Map<string, string>> {
  const rows = await ctx.tx
    .selectFrom('leave.closed_day')
    .select(['on_day', 'label'])
    .where('organisation_id', '=', ctx.organisation)
    .where('on_day', '>=', from)
    .where('on_day', '<=', until)
    .execute();
  return new Map(rows.map(({ on_day, label }) => [on_day, label]));
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

async function absences(ctx: Context<Tables>, agentIds: readonly string[], { from, until }: { from: string; until: string }) {
  const found = new Map<string, Absence[]>();
  if (agentIds.length === 0) return found;
  // Beside the absences and not with each: a year of a large team is thousands of them, of some twenty kinds.
  const kinds = await ctx.tx
    .selectFrom('leave.kind')
    .select(['id', 'label', 'short', 'colour', 'is_private', 'is_at_work'])
    .where('organisation_id', '=', ctx.organisation)
    .execute();
  const kindOf = new Map(kinds.map(({ id, label, short, colour, ...rest }) => [id, { ...rest, shown: { label, short, colour } }]));
  const rows = await ctx.tx
    .selectFrom('leave.request as r')
    .select([
      'r.id',
      'r.agent_id',
      'r.kind_id',
      'r.status',
      'r.from_on',
      'r.from_half',
      'r.until_on',
      'r.until_half',
      'r.from_minute',
      'r.until_minute',
    ])
    .where('r.organisation_id', '=', ctx.organisation)
    .where('r.agent_id', '=', anyOf(agentIds))
    .where('r.status', 'in', ['requested', 'endorsed', 'approved'])
    .where('r.from_on', '<=', until)
    .where('r.until_on', '>=', from)
    .orderBy('r.from_on')
    .execute();
  for (const row of rows) {
    const kind = kindOf.get(row.kind_id);
    if (!kind) continue;
    const absence = { ...row, kind } as Absence; // the statuses asked for
    const those = found.get(row.agent_id);
    if (those) those.push(absence);
    else found.set(row.agent_id, [absence]);
  }
  return found;
}

type Absence = {
  id: string;
  status: 'requested' | 'endorsed' | 'approved';
  from_on: string;
  from_half: 'am' | 'pm' | null;
  until_on: string;
  until_half: 'am' | 'pm' | null;
  from_minute: number | null;
  until_minute: number | null;
  kind: { shown: { label: string; short: string; colour: string }; is_private: boolean; is_at_work: boolean };
};

function presenceOf(row: Absence, isOpen: boolean) {
  const { shown, is_private: isPrivate, is_at_work: isAtWork } = row.kind;
  return {
    kind: isOpen || !isPrivate ? shown : null,
    status: row.status,
    requestId: isOpen ? row.id : null,
    fromOn: row.from_on,
    fromHalf: row.from_half ?? 'am',
    untilOn: row.until_on,
    untilHalf: row.until_half ?? 'pm',
    hours: row.from_minute === null || row.until_minute === null ? null : `${clockOf(row.from_minute)}–${clockOf(row.until_minute)}`,
    isAtWork,
    isPrivate,
  };
}
