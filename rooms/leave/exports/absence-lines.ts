// SPDX-License-Identifier: EUPL-1.2
/** Absences granted between two days as payroll reads them: cut to these days, a sick leave parted by its rates. */
import type { Context } from '#platform/context.ts';
import { readCalendar, readSettings } from '../agents/body-calendar.ts';
import { readAgents, type Agent } from '../agents/read-agents.ts';
import { refuse } from '../contract.ts';
import { sickPay, type NoWaiting, type Sick, type SickAgent } from '../law/sick-pay.ts';
import { count, daysOf, type Span } from '../law/span.ts';
import type { Half } from '../law/working-time.ts';
import { clipSpan } from '../requests/clip-span.ts';
import { spanOf } from '../requests/read-span.ts';
import type { Tables } from '../tables.ts';

export const MOST_DAYS = 400;

export type AbsenceLine = {
  agent: Agent;
  kind: { code: string | null; short: string; label: string };
  from: Temporal.PlainDate;
  until: Temporal.PlainDate;
  /** Null for hours of a day. */
  fromHalf: Half | null;
  untilHalf: Half | null;
  workedDays: number;
  hours: number;
  calendarDays: number;
  /** Percent of pay of a sick leave; null elsewhere. */
  percent: number | null;
  isWaiting: boolean;
};

/** One line each, and one for each rate of a sick leave. Refuses days that run backwards or are too many. */
export async function absenceLines(ctx: Context<Tables>, { from, until }: { from: string; until: string }): Promise<AbsenceLine[]> {
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(until)];
  const length = first.until(last, { largestUnit: 'days' }).days + 1;
  if (length < 1) throw refuse('leave.runs-backwards', {}, 'until');
  if (length > MOST_DAYS) throw refuse('leave.too-wide', { most: MOST_DAYS }, 'until');
  const agents = new Map((await readAgents(ctx)).map((agent) => [agent.id, agent]));
  const calendar = await readCalendar(ctx, await readSettings(ctx));
  const rows = await granted(ctx, first, last);
  const history = Map.groupBy(await sicknessOf(ctx, first, last), ({ agentId }) => agentId);
  return rows.flatMap((row) => {
    const agent = agents.get(row.agent_id);
    if (!agent) return [];
    const { status } = agent;
    // Who works under private law is paid by the code du travail: the line says no rate.
    const shares =
      row.key === 'maladie' && status !== 'prive'
        ? paidShares({ status, arrivedOn: agent.service.arrivedOn }, row, history.get(agent.id) ?? [], first, last)
        : [{ span: clipSpan(spanOf(row), first, last), percent: null, isWaiting: false }];
    return shares.map(({ span, percent, isWaiting }): AbsenceLine => {
      const counted = count(span, agent.times, calendar);
      const days = daysOf(span);
      return {
        agent,
        kind: { code: row.payroll_code, short: row.short, label: row.label },
        ...days,
        fromHalf: span.unit === 'half-day' ? span.fromHalf : null,
        untilHalf: span.unit === 'half-day' ? span.untilHalf : null,
        workedDays: counted.days / 100,
        hours: Math.round((counted.minutes / 60) * 100) / 100,
        calendarDays: lengthIn(span, days),
        percent,
        isWaiting,
      };
    });
  });
}

function lengthIn(span: Span, { from, until }: { from: Temporal.PlainDate; until: Temporal.PlainDate }): number {
  const days = from.until(until, { largestUnit: 'days' }).days + 1;
  if (span.unit === 'hour') return days;
  // A morning or an afternoon is half a day of the calendar.
  return days - (span.fromHalf === 'pm' ? 0.5 : 0) - (span.untilHalf === 'am' ? 0.5 : 0);
}

async function granted(ctx: Context<Tables>, first: Temporal.PlainDate, last: Temporal.PlainDate) {
  return ctx.tx
    .selectFrom('leave.request as r')
    .innerJoin('leave.kind as k', (join) => join.onRef('k.organisation_id', '=', 'r.organisation_id').onRef('k.id', '=', 'r.kind_id'))
    .selectAll('r')
    .select(['k.key', 'k.label', 'k.short', 'k.payroll_code'])
    .where('r.organisation_id', '=', ctx.organisation)
    .where('r.status', '=', 'approved')
    .where('r.from_on', '<=', last.toString())
    .where('r.until_on', '>=', first.toString())
    .orderBy('r.from_on')
    .orderBy('r.id')
    .execute();
}

type SickRow = Sick & { id: string; agentId: string };

/** Ordinary sick leaves of the year before and of these days: the rates look back twelve months. */
async function sicknessOf(ctx: Context<Tables>, first: Temporal.PlainDate, last: Temporal.PlainDate): Promise<SickRow[]> {
  const rows = await ctx.tx
    .selectFrom('leave.request as r')
    .innerJoin('leave.kind as k', (join) => join.onRef('k.organisation_id', '=', 'r.organisation_id').onRef('k.id', '=', 'r.kind_id'))
    .leftJoin('leave.health as h', (join) => join.onRef('h.organisation_id', '=', 'r.organisation_id').onRef('h.request_id', '=', 'r.id'))
    .select(['r.id', 'r.agent_id', 'r.from_on', 'r.until_on', 'h.no_waiting'])
    .where('r.organisation_id', '=', ctx.organisation)
    .where('r.status', '=', 'approved')
    .where('k.key', '=', 'maladie')
    .where('r.from_on', '<=', last.toString())
    .where('r.until_on', '>=', first.subtract({ years: 1 }).toString())
    .orderBy('r.from_on')
    .execute();
  return rows.map(({ id, agent_id, from_on, until_on, no_waiting }) => ({
    id,
    agentId: agent_id,
    from: Temporal.PlainDate.from(from_on),
    until: Temporal.PlainDate.from(until_on),
    noWaiting: no_waiting as NoWaiting | null, // checked by the database
  }));
}

function paidShares(agent: SickAgent, { id }: { id: string }, history: readonly SickRow[], first: Temporal.PlainDate, last: Temporal.PlainDate) {
  const absence = history.find((one) => one.id === id);
  if (!absence) return [];
  const before = history.filter((one) => one.id !== id && Temporal.PlainDate.compare(one.from, absence.from) < 0);
  return sickPay(before, absence, agent)
    .filter(({ from, until }) => Temporal.PlainDate.compare(from, last) <= 0 && Temporal.PlainDate.compare(until, first) >= 0)
    .map(({ from, until, percent, isWaiting }) => ({
      span: clipSpan({ unit: 'half-day', from, fromHalf: 'am', until, untilHalf: 'pm' }, first, last),
      percent,
      isWaiting,
    }));
}
