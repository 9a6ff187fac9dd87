// SPDX-License-Identifier: EUPL-1.2
import { formatDay } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import { readCalendar, readSettings } from '../agents/body-calendar.ts';
import { readAgents, type Agent } from '../agents/read-agents.ts';
import { closingLines, optionOf, type ClosingLine } from '../closing/prepare.ts';
import { readAccounts } from '../counters/read-accounts.ts';
import { ownRuleRows } from '../counters/read-own-rules.ts';
import { compareYear, type Difference } from '../counters/settle-year.ts';
import { ownRulesOf, withRule, type OwnRules } from '../law/own-rules.ts';
import { leaveRules } from '../law/rules.ts';
import { activeLeave } from '../requests/active-leave.ts';
import { longestRun } from '../requests/longest-run.ts';
import { sayAmount } from '../requests/say-amount.ts';
import type { Tables } from '../tables.ts';
import { checkRule, type WantedRule } from './check-rule.ts';

type Effect = { agentId: string; name: string; unit: 'day' | 'hour'; what: string; before: string; after: string; gain: number };

/**
 * Who would gain or lose what if a rule held, on the counters as they are. It only reads: the same functions that settle and close a year are
 * asked under both sets of rules.
 */
export async function simulateRule(ctx: Context<Tables>, wanted: WantedRule): Promise<{ year: number; agents: number; rows: Effect[] }> {
  const rows = await ownRuleRows(ctx);
  const next = ownRulesOf(withRule(rows, await checkRule(ctx, wanted, rows)));
  const now = ownRulesOf(rows);
  const year = Temporal.PlainDate.from(wanted.from).year;
  const agents = (await readAgents(ctx)).filter(({ service }) => service.arrivedOn.year <= year && (service.leftOn?.year ?? year) >= year);
  return { year, agents: agents.length, rows: await effectsOf(ctx, wanted, { agents, year, now, next }) };
}

type Compared = { agents: readonly Agent[]; year: number; now: OwnRules; next: OwnRules };

async function effectsOf(ctx: Context<Tables>, { rule }: WantedRule, compared: Compared): Promise<Effect[]> {
  if (rule === 'leave.rounding' || rule === 'leave.rtt') return onCounters(ctx, compared);
  if (rule === 'leave.longest-absence') return onLongAbsences(ctx, compared);
  if (rule === 'leave.cet-paid-days') return onSavings(ctx, compared);
  return onClosing(ctx, compared);
}

/** What each would have acquired in the year. */
async function onCounters(ctx: Context<Tables>, { agents, year, now, next }: Compared): Promise<Effect[]> {
  const ids = agents.map(({ id }) => id);
  const [before, after] = [totals(await compareYear(ctx, ids, year, now)), totals(await compareYear(ctx, ids, year, next))];
  return agents.flatMap(({ id, name, unit }) =>
    (['annual', 'rtt'] as const).flatMap((counter) => {
      const [had, has] = [before.get(`${id} ${counter}`) ?? 0, after.get(`${id} ${counter}`) ?? 0];
      if (had === has) return [];
      const what = counter === 'annual' ? `Congés annuels ${year}` : `RTT ${year}`;
      return [{ agentId: id, name, unit, what, before: sayAmount(had, unit), after: sayAmount(has, unit), gain: shown(unit, has - had) }];
    }),
  );
}

function totals(compared: readonly Difference[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { agent, expected } of compared) {
    const key = `${agent.id} ${expected.counter}`;
    sums.set(key, (sums.get(key) ?? 0) + expected.amount);
  }
  return sums;
}

/** What each would lose or keep when the year is closed, as its counters stand today. */
async function onClosing(ctx: Context<Tables>, { year, now, next }: Compared): Promise<Effect[]> {
  const [before, after] = [await closingLines(ctx, year, now), await closingLines(ctx, year, next)];
  const formerOf = new Map(before.map((line) => [line.agentId, line]));
  return after.flatMap((line) => {
    const former = formerOf.get(line.agentId);
    if (!former || sayEnd(former) === sayEnd(line)) return [];
    const { agentId, name, unit } = line;
    return [{ agentId, name, unit, what: `Reste de ${year}`, before: sayEnd(former), after: sayEnd(line), gain: former.lost - line.lost }];
  });
}

/** How many saved days each could be paid at the end of the year, as the accounts stand today. */
async function onSavings(ctx: Context<Tables>, { agents, year, now, next }: Compared): Promise<Effect[]> {
  if (!(await readSettings(ctx)).cetIsPaid) return [];
  const accounts = await readAccounts(
    ctx,
    agents.map(({ id }) => id),
  );
  const saved = new Map(accounts.filter(({ counter }) => counter === 'cet').map(({ agentId, left }) => [agentId, left]));
  return agents.flatMap((agent) => {
    const paid = (own: OwnRules): number => optionOf(agent, year, saved.get(agent.id) ?? 0, own)?.payable ?? 0;
    const [before, after] = [paid(now), paid(next)];
    if (before === after) return [];
    const says = (days: number): string => `${sayAmount(days * 100, 'day')} à payer au plus`;
    return [
      {
        agentId: agent.id,
        name: agent.name,
        unit: 'day',
        what: 'Compte épargne-temps',
        before: says(before),
        after: says(after),
        gain: after - before,
      },
    ];
  });
}

function sayEnd({ keptByRight, authorised, lost, unit }: ClosingLine): string {
  const amount = (value: number): string => sayAmount(unit === 'day' ? Math.round(value * 100) : value, unit);
  const until = (day: string): string => formatDay(Temporal.PlainDate.from(day));
  const parts = [
    ...(keptByRight ? [`${amount(keptByRight.amount)} de droit jusqu’au ${until(keptByRight.until)}`] : []),
    ...(authorised ? [`${amount(authorised.amount)} jusqu’au ${until(authorised.until)}`] : []),
    ...(lost > 0 ? [`${amount(lost)} ${isPlural(lost, unit) ? 'perdus' : 'perdu'}`] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : 'Rien';
}

/** As the days or the hours are counted: two or more. */
function isPlural(amount: number, unit: 'day' | 'hour'): boolean {
  return amount >= (unit === 'day' ? 2 : 120);
}

/** Whose granted leave would be too long. */
async function onLongAbsences(ctx: Context<Tables>, { agents, year, now, next }: Compared): Promise<Effect[]> {
  const [first, last] = [Temporal.PlainDate.from({ year, month: 1, day: 1 }), Temporal.PlainDate.from({ year, month: 12, day: 31 })];
  const mostOf = (own: OwnRules): number => leaveRules.ruleFor('leave.longest-absence', last, own['leave.longest-absence']).value;
  const calendar = await readCalendar(ctx, await readSettings(ctx));
  const standing = agents.length === 0 ? [] : await activeLeave(ctx, { from: first, until: last, agentIds: agents.map(({ id }) => id) });
  const days = (most: number): string => `${most} jours consécutifs au plus`;
  return agents.flatMap((agent) => {
    const spans = standing.filter(({ agentId, counter }) => agentId === agent.id && counter === 'annual').map(({ span }) => span);
    const longest = longestRun(spans, agent.times, calendar);
    if (longest <= mostOf(next)) return [];
    const { id: agentId, name, unit } = agent;
    return [
      {
        agentId,
        name,
        unit,
        what: `Absence de ${longest} jours en ${year}`,
        before: days(mostOf(now)),
        after: days(mostOf(next)),
        gain: mostOf(next) - longest,
      },
    ];
  });
}

function shown(unit: 'day' | 'hour', amount: number): number {
  return unit === 'day' ? amount / 100 : amount;
}
