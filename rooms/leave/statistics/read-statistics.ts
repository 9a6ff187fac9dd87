// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { readCalendar, readSettings } from '../agents/body-calendar.ts';
import { readAgents, type Agent } from '../agents/read-agents.ts';
import { absenceReasons, reasonOf, type AbsenceReason } from '../law/absence-reasons.ts';
import { lengthOf, overlap } from '../law/annual-leave.ts';
import { count, daysOf } from '../law/span.ts';
import type { BodyCalendar } from '../law/working-time.ts';
import { clipSpan } from '../requests/clip-span.ts';
import { spanOf } from '../requests/read-span.ts';
import type { Tables } from '../tables.ts';

export type Figures = { agents: number; absences: number; calendarDays: number; workedDays: number };

export type Counted = {
  agent: Agent;
  kind: { id: string; label: string; counter: string | null };
  reason: AbsenceReason | null;
  months: readonly number[];
  calendarDays: number;
  workedDays: number;
};

/** The absences of a year, each cut to it, and what they add up to in each way that a report asks for. */
export async function readStatistics(ctx: Context<Tables>, { year = ctx.today().year }: { year?: number | undefined }) {
  const agents = await readAgents(ctx);
  const absences = await absencesOf(ctx, year, agents);
  const teams = await ctx.tx.selectFrom('leave.team').select(['id', 'name']).where('organisation_id', '=', ctx.organisation).execute();
  const counted = absences.filter(({ reason }) => reason !== null);
  const days = daysIn(year);
  const present = agents.reduce(
    (sum, agent) => sum + lengthOf(overlap(days, { from: agent.service.arrivedOn, until: agent.service.leftOn ?? days.until })),
    0,
  );
  const health = counted.filter(({ reason }) => reason && HEALTH.has(reason)).reduce((sum, { calendarDays }) => sum + calendarDays, 0);
  const teamOf = ({ agent }: Counted): string => teams.find(({ id }) => id === agent.teamId)?.name ?? 'Sans service';
  return {
    year,
    headcount: Math.round((present / days.from.daysInYear) * 10) / 10,
    healthRate: present === 0 ? null : Math.round((health * 1000) / present) / 10,
    isSexKnown: agents.length > 0 && agents.every(({ sex }) => sex !== null),
    byReason: absenceReasons.map(({ key, label }) => ({ key, label, ...figuresOf(counted.filter(({ reason }) => reason === key)) })),
    byKind: groups(absences, ({ kind }) => kind.id)
      .map(([, those]) => ({ ...(those[0]?.kind ?? { id: '', label: '', counter: null }), ...figuresOf(those) }))
      .toSorted((a, b) => b.calendarDays - a.calendarDays),
    byTeam: groups(counted, teamOf)
      .map(([name, those]) => ({ name, ...figuresOf(those) }))
      .toSorted((a, b) => b.calendarDays - a.calendarDays),
    byMonth: Array.from({ length: 12 }, (_, index) => monthOf(counted, index)),
    byGroup: groupsOf(counted),
  };
}

/** By reason, status, category and sex: the tables of the rapport social unique. */
export function groupsOf(counted: readonly Counted[]) {
  const keyOf = ({ reason, agent }: Counted): string => [reason, agent.status, agent.category, agent.sex ?? ''].join('|');
  const rank = new Map(absenceReasons.map(({ key }, index) => [key, index]));
  return groups(counted, keyOf)
    .flatMap(([, those]) => {
      const [first] = those;
      if (!first?.reason) return [];
      const { status, category, sex } = first.agent;
      return [
        {
          key: first.reason,
          reason: absenceReasons.find(({ key }) => key === first.reason)?.label ?? '',
          status,
          category,
          sex,
          ...figuresOf(those),
        },
      ];
    })
    .toSorted((a, b) => (rank.get(a.key) ?? 0) - (rank.get(b.key) ?? 0) || a.status.localeCompare(b.status) || a.category.localeCompare(b.category));
}

/** Absences granted that touch a year, cut to it. Two queries besides those of the calendar. */
export async function absencesOf(ctx: Context<Tables>, year: number, agents: readonly Agent[]): Promise<Counted[]> {
  const { from: first, until: last } = daysIn(year);
  const known = new Map(agents.map((agent) => [agent.id, agent]));
  const calendar = await readCalendar(ctx, await readSettings(ctx));
  const rows = await ctx.tx
    .selectFrom('leave.request as r')
    .innerJoin('leave.kind as k', (join) => join.onRef('k.organisation_id', '=', 'r.organisation_id').onRef('k.id', '=', 'r.kind_id'))
    .selectAll('r')
    .select(['k.key', 'k.label', 'k.counter', 'k.is_at_work'])
    .where('r.organisation_id', '=', ctx.organisation)
    .where('r.status', '=', 'approved')
    .where('r.from_on', '<=', last.toString())
    .where('r.until_on', '>=', first.toString())
    .orderBy('r.from_on')
    .orderBy('r.id')
    .execute();
  return rows.flatMap((row): Counted[] => {
    const agent = known.get(row.agent_id);
    return agent ? [countIn(row, agent, { first, last, calendar })] : [];
  });
}

type Row = Tables['leave.request'] & { key: string; label: string; counter: string | null; is_at_work: boolean };
type Within = { first: Temporal.PlainDate; last: Temporal.PlainDate; calendar: BodyCalendar };

function countIn(row: Row, agent: Agent, { first, last, calendar }: Within): Counted {
  const span = clipSpan(spanOf(row), first, last);
  const isCut = row.from_on < first.toString() || row.until_on > last.toString();
  const days = daysOf(span);
  const halves = span.unit === 'half-day' ? (span.fromHalf === 'pm' ? 0.5 : 0) + (span.untilHalf === 'am' ? 0.5 : 0) : 0;
  const whole = span.unit === 'hour' ? row.days / 100 : lengthOf(days) - halves;
  const months = Array.from({ length: 12 }, (_, index) => {
    const month = Temporal.PlainYearMonth.from({ year: first.year, month: index + 1 });
    return lengthOf(overlap(days, { from: month.toPlainDate({ day: 1 }), until: month.toPlainDate({ day: month.daysInMonth }) }));
  });
  return {
    agent,
    kind: { id: row.kind_id, label: row.label, counter: row.counter },
    reason: reasonOf({ key: row.key, counter: row.counter, isAtWork: row.is_at_work }),
    months,
    calendarDays: whole,
    workedDays: (isCut ? count(span, agent.times, calendar).days : row.days) / 100,
  };
}

const HEALTH: ReadonlySet<AbsenceReason> = new Set([
  'maladie-ordinaire',
  'longue-maladie',
  'longue-duree',
  'service',
  'trajet',
  'maladie-professionnelle',
]);

function monthOf(counted: readonly Counted[], index: number) {
  const sum = (those: readonly Counted[]): number => those.reduce((days, { months }) => days + (months[index] ?? 0), 0);
  const isHealth = ({ reason }: Counted): boolean => reason !== null && HEALTH.has(reason);
  const isFamily = ({ reason }: Counted): boolean => reason === 'maternite' || reason === 'paternite';
  return {
    month: index + 1,
    health: sum(counted.filter(isHealth)),
    family: sum(counted.filter(isFamily)),
    other: sum(counted.filter((one) => !isHealth(one) && !isFamily(one))),
  };
}

function figuresOf(those: readonly Counted[]): Figures {
  const sum = (pick: (one: Counted) => number): number => Math.round(those.reduce((total, one) => total + pick(one), 0) * 100) / 100;
  return {
    agents: new Set(those.map(({ agent }) => agent.id)).size,
    absences: those.length,
    calendarDays: sum(({ calendarDays }) => calendarDays),
    workedDays: sum(({ workedDays }) => workedDays),
  };
}

function daysIn(year: number): { from: Temporal.PlainDate; until: Temporal.PlainDate } {
  return { from: Temporal.PlainDate.from({ year, month: 1, day: 1 }), until: Temporal.PlainDate.from({ year, month: 12, day: 31 }) };
}

function groups<Item>(items: readonly Item[], keyOf: (item: Item) => string): [string, Item[]][] {
  return [...Map.groupBy(items, keyOf)];
}
