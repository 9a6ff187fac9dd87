// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { House } from '#platform/house.ts';
import { inContext } from '#platform/make-context.ts';
import { holdersOf } from '#rooms/people/api.ts';
import { addAgents } from './agents/add-agents.ts';
import { readAgents } from './agents/read-agents.ts';
import { closeYear } from './closing/close-year.ts';
import { prepareClosing } from './closing/prepare.ts';
import { settleAgents } from './counters/settle-year.ts';
import { demonstrateAbsences } from './demonstration-absences.ts';
import { onDay } from './demonstration-day.ts';
import { cycles, inventedBodies, type InventedAgent, type InventedBody } from './demonstration-data.ts';
import { startLeave } from './setup/start-leave.ts';
import type { Tables } from './tables.ts';

/**
 * Bodies whose leave was run here for two years: the past one is closed, this one has absences, requests that wait and hours to take back. Days are
 * told from today. Written in few large statements: the demonstration starts in an instant. Repeatable: a body that has agents is left alone.
 */
export async function demonstration(house: House): Promise<void> {
  for (const body of inventedBodies) {
    const { rows } = await sql<{ id: string }>`select id from organisations.body where slug = ${body.slug}`.execute(house.db.kysely);
    const [found] = rows;
    if (!found) throw new Error(`the demonstration has no body ${body.slug}: organisations loads it first`);
    await inContext<Tables, void>(house, { actor: { kind: 'job', name: 'Démonstration' }, organisation: found.id }, (ctx) => fill(ctx, body));
  }
}

async function fill(ctx: Context<Tables>, body: InventedBody): Promise<void> {
  const known = await ctx.tx.selectFrom('leave.agent').select('id').where('organisation_id', '=', ctx.organisation).limit(1).executeTakeFirst();
  if (known) return;
  const today = ctx.today();
  const last = today.year - 1;
  const start = onDay(ctx, Temporal.PlainDate.from({ year: last, month: 1, day: 2 }));
  await startLeave(start, { schoolZone: body.settings.schoolZone });
  await writeSettings(start, body);
  const ids = await writeAgents(start, body);
  await writeTeams(start, body, ids);
  for (const year of [today.year, ...(today.month >= 10 ? [today.year + 1] : [])])
    await settleAgents(onDay(ctx, Temporal.PlainDate.from({ year: Math.min(year, today.year), month: 1, day: 2 })), ids, year);
  await demonstrateAbsences(ctx, body, last);
  await close(ctx, last);
  await demonstrateAbsences(ctx, body, today.year);
  await writeExtraHours(ctx);
}

async function writeSettings(ctx: Context<Tables>, { settings }: InventedBody): Promise<void> {
  await ctx.tx
    .updateTable('leave.setting')
    .set({
      approval_levels: settings.approvalLevels,
      notice_days: settings.noticeDays,
      presence_refuses: settings.presenceRefuses,
      cet_is_paid: settings.cetIsPaid,
      colleagues_see: settings.colleaguesSee,
    })
    .where('organisation_id', '=', ctx.organisation)
    .execute();
  await ctx.tx
    .insertInto('leave.own_rule')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      rule: 'leave.carry-over-until',
      value: JSON.stringify('04-30'),
      text: 'Délibération de l’assemblée (donnée de démonstration)',
      begins_on: ctx.today().with({ month: 1, day: 1 }).toString(),
      ends_on: null,
    })
    .execute();
}

async function writeAgents(ctx: Context<Tables>, { agents, teams }: InventedBody): Promise<string[]> {
  const accounts = new Map((await holdersOf(ctx, 'leave.request')).map(({ name, personId }) => [name, personId]));
  const teamIds = new Map(teams.map(({ name }) => [name, ctx.newId()]));
  await ctx.tx
    .insertInto('leave.team')
    .values(
      teams.map(({ name, minimum }) => ({
        organisation_id: ctx.organisation,
        id: teamIds.get(name) ?? '',
        name,
        minimum_present: minimum,
        archived_at: null,
      })),
    )
    .execute();
  const ids = await addAgents(
    ctx,
    agents.map((agent, rank) => ({
      personId: accounts.get(`${agent.givenName} ${agent.familyName}`) ?? null,
      familyName: agent.familyName,
      givenName: agent.givenName,
      number: `D${String(rank + 1).padStart(3, '0')}`,
      teamId: teamIds.get(agent.team) ?? null,
      status: agent.status,
      category: agent.category,
      unit: 'day',
      arrivedOn: arrivalOf(ctx, agent, rank).toString(),
      workingTime: cycles[agent.cycle],
    })),
  );
  const savers = ids.filter((_, rank) => agents[rank]?.status === 'titulaire' && (rank % 5 === 0 || agents[rank]?.category === 'A'));
  await ctx.tx
    .insertInto('leave.savings_account')
    .values(
      savers.map((id) => ({
        organisation_id: ctx.organisation,
        id: ctx.newId(),
        agent_id: id,
        opened_on: ctx.today().toString(),
        opened_by: 'Démonstration',
      })),
    )
    .execute();
  return ids;
}

function arrivalOf(ctx: Context<Tables>, { since }: InventedAgent, rank: number): Temporal.PlainDate {
  // One year of service: they came in the course of the year that is closed.
  return Temporal.PlainDate.from({ year: ctx.today().year + 1 - since, month: since === 1 ? 3 + (rank % 5) : 1 + (rank % 12), day: 1 });
}

async function writeTeams(ctx: Context<Tables>, { teams }: InventedBody, ids: readonly string[]): Promise<void> {
  const agents = await readAgents(ctx, { ids });
  const rows = await ctx.tx.selectFrom('leave.team').select(['id', 'name']).where('organisation_id', '=', ctx.organisation).execute();
  const idOf = (name: string) => agents.find((agent) => agent.name === name)?.id;
  const last = agents.find(({ name }) => name === 'Camille Gabare')?.id;
  const managers = teams.flatMap(({ name, managers: those }) => {
    const team = rows.find((row) => row.name === name)?.id ?? '';
    const first = those.flatMap((one) => idOf(one) ?? []).map((id) => ({ team_id: team, agent_id: id, level: 1 }));
    return last ? [...first, { team_id: team, agent_id: last, level: 2 }] : first;
  });
  if (managers.length === 0) return;
  await ctx.tx
    .insertInto('leave.manager')
    .values(managers.map((manager) => ({ organisation_id: ctx.organisation, id: ctx.newId(), ...manager })))
    .execute();
}

async function close(ctx: Context<Tables>, year: number): Promise<void> {
  const usual = Temporal.PlainDate.from({ year: year + 1, month: 1, day: 11 });
  const then = onDay(ctx, Temporal.PlainDate.compare(usual, ctx.today()) < 0 ? usual : ctx.today());
  const { lines, digest } = await prepareClosing(then, { year });
  const savings = lines.flatMap(({ agentId, maySave }) => {
    const saved = { agentId, annual: Math.min(2, maySave?.annual ?? 0), rtt: Math.min(3, maySave?.rtt ?? 0) };
    return saved.annual + saved.rtt > 0 ? [saved] : [];
  });
  await closeYear(then, { year, digest, savings });
}

async function writeExtraHours(ctx: Context<Tables>): Promise<void> {
  const agents = (await readAgents(ctx)).filter((_, rank) => rank % 6 === 3);
  if (agents.length === 0) return;
  const reasons = ['Marché de Noël', 'Réunion publique du soir', 'Astreinte de voirie : arbre tombé', 'Conseil municipal'];
  const hours = agents.map((agent, rank) => ({
    agent,
    id: ctx.newId(),
    day: ctx.today().subtract({ days: 3 + 4 * rank }),
    minutes: 90 + 30 * (rank % 3),
    reason: reasons[rank % reasons.length] ?? '',
    isGranted: rank % 2 === 1,
  }));
  await ctx.tx
    .insertInto('leave.extra_hours')
    .values(
      hours.map(({ agent, id, day, minutes, reason, isGranted }) => ({
        organisation_id: ctx.organisation,
        id,
        agent_id: agent.id,
        on_day: day.toString(),
        minutes,
        percent: 125,
        reason,
        status: isGranted ? ('approved' as const) : ('requested' as const),
        answer: '',
        asked_at: onDay(ctx, day.add({ days: 1 }))
          .now()
          .toString(),
        asked_by: agent.name,
        answered_at: isGranted
          ? onDay(ctx, day.add({ days: 2 }))
              .now()
              .toString()
          : null,
        answered_by: isGranted ? 'Démonstration' : null,
      })),
    )
    .execute();
  const granted = hours.filter(({ isGranted }) => isGranted);
  if (granted.length === 0) return;
  await ctx.tx
    .insertInto('leave.movement')
    .values(
      granted.map(({ agent, id, day, minutes, reason }) => ({
        organisation_id: ctx.organisation,
        id: ctx.newId(),
        agent_id: agent.id,
        counter: 'hours' as const,
        year: 0,
        what: 'worked' as const,
        amount: Math.round(minutes * 1.25),
        on_day: day.toString(),
        request_id: null,
        says: `Heures faites : ${reason}`,
        source: JSON.stringify({ extraHoursId: id, minutes, percent: 125 }),
        at: onDay(ctx, day.add({ days: 2 }))
          .now()
          .toString(),
        by_name: 'Démonstration',
      })),
    )
    .execute();
}
