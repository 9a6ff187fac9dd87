// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { formatDay } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import type { ToDo } from '#platform/room.ts';
import { sayAmount } from './requests/say-amount.ts';
import { awaitedLevel, type Answerer } from './requests/who-answers.ts';
import type { Tables } from './tables.ts';

type Waiting = {
  /** What awaits: an absence of a kind, or declared hours. */
  what: 'absence' | 'hours';
  id: string;
  body: string;
  slug: string;
  status: 'requested' | 'endorsed';
  agent: string;
  kind: string | null;
  minutes: number | null;
  from_on: string;
  until_on: string;
  levels: 1 | 2;
  /** Levels at which somebody answers for the team of the agent, and those at which this person does. */
  held: number[];
  mine: number[];
};

/** Requests and declared hours that await this person's answer in all the readable bodies. One query, whatever they are. */
export async function leaveToDo(ctx: Context<Tables>) {
  const person = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  if (person === null || ctx.organisations.length === 0) return [];
  const { rows } = await sql<Waiting>`
    with waiting as (
      select 'absence' as what, r.id, r.organisation_id, r.status, r.agent_id, r.from_on, r.until_on, k.label as kind, null::integer as minutes
      from leave.request r
      join leave.kind k on k.organisation_id = r.organisation_id and k.id = r.kind_id
      where r.organisation_id = any (${[...ctx.organisations]})
        and r.status in ('requested', 'endorsed')
      union all
      select 'hours', h.id, h.organisation_id, h.status, h.agent_id, h.on_day, h.on_day, null, h.minutes
      from leave.extra_hours h
      where h.organisation_id = any (${[...ctx.organisations]})
        and h.status = 'requested'
    )
    select w.what, w.id, w.organisation_id as body, b.slug, w.status, w.from_on, w.until_on, w.kind, w.minutes,
      trim(a.given_name || ' ' || a.family_name) as agent,
      coalesce(s.approval_levels, 1) as levels,
      m.held, m.mine
    from waiting w
    join organisations.body b on b.id = w.organisation_id
    join leave.agent a on a.organisation_id = w.organisation_id and a.id = w.agent_id
    left join leave.setting s on s.organisation_id = w.organisation_id
    cross join lateral (
      select
        coalesce(array_agg(distinct g.level), '{}') as held,
        coalesce(array_agg(distinct g.level) filter (where e.person_id = ${person} or t.person_id = ${person}), '{}') as mine
      from leave.manager g
      join leave.agent e on e.organisation_id = g.organisation_id and e.id = g.agent_id and (e.left_on is null or e.left_on >= ${today(ctx)})
      left join leave.stand_in d on d.organisation_id = g.organisation_id and d.agent_id = g.agent_id
        and ${today(ctx)} between d.begins_on and d.ends_on
      left join leave.agent t on t.organisation_id = d.organisation_id and t.id = d.stand_in_id
      where g.organisation_id = w.organisation_id and g.team_id = a.team_id
    ) m
    where a.person_id is distinct from ${person}
    order by w.from_on, w.id
    limit 200`.execute(ctx.tx);
  return rows.filter((row) => answers(row) || ctx.may('leave.decide', row.body)).map(asToDo);
}

function asToDo({ what, id, body, slug, agent, kind, minutes, from_on, until_on }: Waiting): ToDo {
  const at = `/o/${slug}/conges`;
  if (what === 'hours')
    return {
      organisationId: body,
      kind: 'do',
      title: `Valider les heures de ${agent} : ${sayAmount(minutes ?? 0, 'hour')} ${saysDays(from_on, from_on)}`,
      href: `${at}/heures?voir=to-answer`,
      dueOn: null,
    };
  return {
    organisationId: body,
    kind: 'do',
    title: `Répondre à ${agent} : ${kind ?? ''} ${saysDays(from_on, until_on)}`,
    href: `${at}/demandes/${id}`,
    dueOn: from_on,
  };
}

/** The rule of `standingOf`, on levels alone. */
function answers({ status, levels, held, mine }: Waiting): boolean {
  const answerers: Answerer[] = held.map((level) => ({ agentId: '', personId: null, name: '', level, inPlaceOf: null }));
  const awaited = awaitedLevel(status, levels, answerers);
  return mine.some((level) => levels === 1 || level >= awaited);
}

function saysDays(from: string, until: string): string {
  return from === until ? `le ${say(from)}` : `du ${say(from)} au ${say(until)}`;
}

function say(day: string): string {
  return formatDay(Temporal.PlainDate.from(day));
}

function today(ctx: Context<Tables>): string {
  return ctx.today().toString();
}
