// SPDX-License-Identifier: EUPL-1.2
/** Hours worked beyond the cycle: declared, granted by whoever answers for the team, taken later as rest. */
import { formatDay } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import { readSettings } from '../agents/body-calendar.ts';
import { readAgents } from '../agents/read-agents.ts';
import { agentAskedFor, myAgent } from '../agents/who-asks.ts';
import { refuse } from '../contract.ts';
import { NO_YEAR } from '../counters/plan-draw.ts';
import { holdAgent, nameOf, postMovements } from '../counters/post-movements.ts';
import { isWithin } from '../law/working-time.ts';
import { answerersOf, standingOf } from '../requests/who-answers.ts';
import type { Tables } from '../tables.ts';

type Declared = { agentId?: string | null | undefined; on: string; minutes: number; percent: number; reason: string };
type Row = Tables['leave.extra_hours'];

/** Declares hours; typed by whoever manages leave, they are granted at once. Refuses a day to come. */
export async function declareHours(ctx: Context<Tables>, { agentId, on, minutes, percent, reason }: Declared) {
  const { agent, isOnBehalf } = await agentAskedFor(ctx, agentId);
  const day = Temporal.PlainDate.from(on);
  if (Temporal.PlainDate.compare(day, ctx.today()) > 0) throw refuse('leave.day-to-come', {}, 'on');
  if (!isWithin(day, agent.service.arrivedOn, agent.service.leftOn))
    throw refuse('leave.outside-service', { name: agent.name, day: formatDay(day) }, 'on');
  await holdAgent(ctx, agent.id);
  const id = ctx.newId();
  const status = isOnBehalf ? 'approved' : 'requested';
  const row: Row = {
    organisation_id: ctx.organisation,
    id,
    agent_id: agent.id,
    on_day: on,
    minutes,
    percent,
    reason,
    status,
    answer: '',
    asked_at: ctx.now().toString(),
    asked_by: nameOf(ctx),
    answered_at: isOnBehalf ? ctx.now().toString() : null,
    answered_by: isOnBehalf ? nameOf(ctx) : null,
  };
  await ctx.tx.insertInto('leave.extra_hours').values(row).execute();
  if (status === 'approved') await credit(ctx, row);
  else await ctx.tell('leave.hours-declared', { extraHoursId: id, agentId: agent.id });
  return { id, status } as const;
}

/** Grants or refuses declared hours, as a request is answered; once. */
export async function answerHours(ctx: Context<Tables>, { id, outcome, reason }: { id: string; outcome: 'approve' | 'refuse'; reason: string }) {
  const found = await ctx.tx
    .selectFrom('leave.extra_hours')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  const [agent] = found ? await readAgents(ctx, { ids: [found.agent_id] }) : [];
  if (!found || !agent) throw refuse('leave.unknown-hours');
  if (ctx.actor.kind === 'person' && agent.personId === ctx.actor.personId) throw refuse('leave.own-request');
  const { approvalLevels } = await readSettings(ctx);
  const answerers = agent.teamId ? ((await answerersOf(ctx, [agent.teamId], ctx.today())).get(agent.teamId) ?? []) : [];
  if (!standingOf(ctx, agent, 'requested', approvalLevels, answerers).may)
    throw refuse('leave.not-yours-to-answer', { who: answerers.map(({ name }) => name).join(' ou ') || 'la personne qui décide des congés' });
  if (found.status !== 'requested') throw refuse('leave.already-answered', { status: found.status === 'approved' ? 'accordée' : 'refusée' });
  if (outcome === 'refuse' && reason.length < 3) throw refuse('leave.reason-needed', {}, 'reason');
  const status = outcome === 'approve' ? 'approved' : 'refused';
  await ctx.tx
    .updateTable('leave.extra_hours')
    .set({ status, answer: reason, answered_at: ctx.now().toString(), answered_by: nameOf(ctx) })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  if (status === 'approved') {
    await holdAgent(ctx, agent.id);
    await credit(ctx, found);
  }
  await ctx.tell('leave.hours-answered', { extraHoursId: id, agentId: agent.id });
  return { status } as const;
}

type Asked = { which: 'mine' | 'to-answer' | 'all'; page: number; size: number };

/** Declared hours, the latest first. */
export async function listHours(ctx: Context<Tables>, { which, page, size }: Asked) {
  const mine = await myAgent(ctx);
  const seesAll = ctx.may('leave.manage') || ctx.may('leave.decide');
  let query = ctx.tx
    .selectFrom('leave.extra_hours as h')
    .innerJoin('leave.agent as a', (join) => join.onRef('a.organisation_id', '=', 'h.organisation_id').onRef('a.id', '=', 'h.agent_id'))
    .where('h.organisation_id', '=', ctx.organisation);
  if (which === 'mine' || (which === 'all' && !seesAll)) query = query.where('h.agent_id', '=', mine?.id ?? '00000000-0000-0000-0000-000000000000');
  if (which === 'to-answer') query = query.where('h.status', '=', 'requested');
  // Whose turn it is follows from managers and their absences: what waits is read whole, and is short; the rest is paged by the database.
  const isPaged = which !== 'to-answer';
  const { total } = await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await query
    .selectAll('h')
    .select(['a.given_name', 'a.family_name', 'a.person_id', 'a.team_id'])
    .orderBy('h.on_day', 'desc')
    .orderBy('h.id')
    .$if(isPaged, (those) => those.limit(size).offset((page - 1) * size))
    .execute();
  const { approvalLevels } = await readSettings(ctx);
  const answerers = await answerersOf(ctx, [...new Set(rows.flatMap(({ team_id }) => (team_id ? [team_id] : [])))], ctx.today());
  const shown = rows.map((row) => ({
    id: row.id,
    agent: { id: row.agent_id, name: `${row.given_name} ${row.family_name}`.trim() },
    on: row.on_day,
    minutes: row.minutes,
    percent: row.percent,
    counted: counted(row),
    reason: row.reason,
    status: row.status,
    answer: row.answer,
    mayAnswer:
      row.status === 'requested' &&
      standingOf(ctx, { personId: row.person_id }, 'requested', approvalLevels, answerers.get(row.team_id ?? '') ?? []).may,
  }));
  if (isPaged) return { rows: shown, total: Number(total) };
  const answerable = shown.filter(({ mayAnswer }) => mayAnswer);
  return { rows: answerable.slice((page - 1) * size, page * size), total: answerable.length };
}

async function credit(ctx: Context<Tables>, row: Row): Promise<void> {
  await postMovements(ctx, [
    {
      agentId: row.agent_id,
      counter: 'hours',
      year: NO_YEAR,
      what: 'worked',
      amount: counted(row),
      onDay: row.on_day,
      says: `Heures faites : ${row.reason}`,
      source: { extraHoursId: row.id, minutes: row.minutes, percent: row.percent },
    },
  ]);
}

function counted({ minutes, percent }: Pick<Row, 'minutes' | 'percent'>): number {
  return Math.round((minutes * percent) / 100);
}
