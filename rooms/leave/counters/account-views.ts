// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { readCalendar, readSettings } from '../agents/body-calendar.ts';
import type { Agent } from '../agents/read-agents.ts';
import { count } from '../law/span.ts';
import { activeLeave } from '../requests/active-leave.ts';
import type { Counter, Tables } from '../tables.ts';
import { NO_YEAR, planDraw } from './plan-draw.ts';
import { readAccounts, type AgentAccount } from './read-accounts.ts';

export const counterLabels: Readonly<Record<Counter, string>> = {
  annual: 'Congés annuels',
  rtt: 'RTT',
  cet: 'Compte épargne-temps',
  hours: 'Heures à récupérer',
};

/** Accounts of one agent: taken by a day, granted for later, asked for without an answer, left. Emptied accounts of past years are left out. */
export async function accountViews(ctx: Context<Tables>, agent: Agent, on: Temporal.PlainDate) {
  const accounts = await readAccounts(ctx, [agent.id]);
  const then = await readAccounts(ctx, [agent.id], on);
  const waiting = await waitingOf(ctx, agent, accounts);
  return accounts
    .filter(
      ({ year, left, until }) =>
        year === NO_YEAR || year >= on.year || (left !== 0 && (until === null || Temporal.PlainDate.compare(on, until) <= 0)),
    )
    .toSorted((a, b) => ORDER.indexOf(a.counter) - ORDER.indexOf(b.counter) || a.year - b.year)
    .map((account) => {
      const unit = account.counter === 'hours' ? 'hour' : account.counter === 'cet' ? 'day' : agent.unit;
      const shown = (amount: number): number => (unit === 'day' ? amount / 100 : amount);
      const past = then.find(({ counter, year }) => counter === account.counter && year === account.year);
      return {
        counter: account.counter,
        label: counterLabels[account.counter],
        unit,
        year: account.year === NO_YEAR ? null : account.year,
        acquired: shown(account.acquired),
        taken: shown(past?.taken ?? 0),
        planned: shown(account.taken - (past?.taken ?? 0)),
        waiting: shown(waiting.get(`${account.counter} ${account.year}`) ?? 0),
        left: shown(account.left),
        atDate: shown(past?.left ?? 0),
        until: account.until?.toString() ?? null,
      } as const;
    });
}

const ORDER: readonly Counter[] = ['annual', 'rtt', 'cet', 'hours'];

async function waitingOf(ctx: Context<Tables>, agent: Agent, accounts: readonly AgentAccount[]): Promise<Map<string, number>> {
  const today = ctx.today();
  const asked = (await activeLeave(ctx, { agentIds: [agent.id], from: today.subtract({ years: 1 }), until: today.add({ years: 2 }) })).filter(
    ({ status, counter }) => status !== 'approved' && counter !== null,
  );
  const waiting = new Map<string, number>();
  if (asked.length === 0) return waiting;
  const calendar = await readCalendar(ctx, await readSettings(ctx));
  for (const { counter, span } of asked) {
    if (!counter) continue;
    const those = accounts.filter((account) => account.counter === counter);
    for (const { year, amount } of planDraw(counter, those, count(span, agent.times, calendar), agent.unit).draws)
      waiting.set(`${counter} ${year}`, (waiting.get(`${counter} ${year}`) ?? 0) + amount);
  }
  return waiting;
}
