// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { readCalendar, readSettings } from '../agents/body-calendar.ts';
import type { Agent } from '../agents/read-agents.ts';
import { myAgent } from '../agents/who-asks.ts';
import { teamsFollowed } from '../feeds/teams-followed.ts';
import { accountViews } from '../counters/account-views.ts';
import { minutesDue } from '../law/working-time.ts';
import { awaitingMe, requests, shown } from '../requests/list-leave.ts';
import type { Tables } from '../tables.ts';

/** What a person finds of their leave in one body. */
export async function readMyLeave(ctx: Context<Tables>, { on: asked }: { on?: string | undefined }) {
  const on = asked ? Temporal.PlainDate.from(asked) : ctx.today();
  const agent = await myAgent(ctx);
  const upcoming = agent
    ? await requests(ctx)
        .where('r.agent_id', '=', agent.id)
        .where('r.status', 'in', ['requested', 'endorsed', 'approved'])
        .where('r.until_on', '>=', ctx.today().toString())
        .orderBy('r.from_on')
        .limit(50)
        .execute()
    : [];
  const kinds = await ctx.tx
    .selectFrom('leave.kind')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('archived_at', 'is', null)
    .orderBy('rank')
    .orderBy('label')
    .execute();
  return {
    on: on.toString(),
    agent: agent && { id: agent.id, name: agent.name, team: await teamName(ctx, agent.teamId), unit: agent.unit },
    accounts: agent ? await accountViews(ctx, agent, on) : [],
    upcoming: upcoming.map(shown),
    toAnswer: (await awaitingMe(ctx)).length,
    answersTeams: ctx.may('leave.decide') || (agent !== null && (await managesTeams(ctx, agent.id))),
    kinds: kinds.map((kind) => ({
      id: kind.id,
      label: kind.label,
      short: kind.short,
      colour: kind.colour,
      counter: kind.counter,
      takesHours: kind.takes_hours,
      proof: kind.proof,
      isManagers: kind.asked_by === 'manager',
      text: kind.text,
    })),
    follows: await teamsFollowed(ctx, agent),
    nextWorked: agent && (await nextWorkedDay(ctx, agent, upcoming)),
    colleagues: agent ? await colleaguesOf(ctx, agent.id, agent.teamId) : [],
  };
}

/** Far enough to pass a long leave; nothing is proposed to whoever is away for longer. */
const MOST_DAYS_AHEAD = 60;

async function nextWorkedDay(ctx: Context<Tables>, { times }: Agent, away: readonly { from_on: string; until_on: string }[]): Promise<string | null> {
  const calendar = await readCalendar(ctx, await readSettings(ctx));
  for (let ahead = 1; ahead <= MOST_DAYS_AHEAD; ahead++) {
    const day = ctx.today().add({ days: ahead });
    const works = (['am', 'pm'] as const).some((half) => minutesDue(times, day, half, calendar) > 0);
    if (works && !away.some(({ from_on, until_on }) => from_on <= day.toString() && day.toString() <= until_on)) return day.toString();
  }
  return null;
}

async function teamName(ctx: Context<Tables>, id: string | null): Promise<string | null> {
  if (!id) return null;
  const team = await ctx.tx
    .selectFrom('leave.team')
    .select('name')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
  return team?.name ?? null;
}

async function managesTeams(ctx: Context<Tables>, agentId: string): Promise<boolean> {
  const found = await ctx.tx
    .selectFrom('leave.manager')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('agent_id', '=', agentId)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

async function colleaguesOf(ctx: Context<Tables>, agentId: string, teamId: string | null): Promise<{ id: string; name: string }[]> {
  if (!teamId) return [];
  const rows = await ctx.tx
    .selectFrom('leave.agent')
    .select(['id', 'given_name', 'family_name'])
    .where('organisation_id', '=', ctx.organisation)
    .where('team_id', '=', teamId)
    .where('id', '<>', agentId)
    .where((where) => where.or([where('left_on', 'is', null), where('left_on', '>=', ctx.today().toString())]))
    .orderBy('family_name')
    .execute();
  return rows.map(({ id, given_name, family_name }) => ({ id, name: `${given_name} ${family_name}`.trim() }));
}
