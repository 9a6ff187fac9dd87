// SPDX-License-Identifier: EUPL-1.2
/** What an agent should have acquired in a year, from their cycles and absences. Pure: the ledger follows it, and is checked against it. */
import type { Agent } from '../agents/read-agents.ts';
import { annualLeave } from '../law/annual-leave.ts';
import { rttLost, rttOf } from '../law/rtt.ts';
import { splitDays } from '../law/split-days.ts';
import { weeklyDays, weeklyMinutes } from '../law/working-time.ts';
import type { OwnRules } from '../law/own-rules.ts';

/** What a body set for itself, of the rules that this reads. */
type Own = Pick<OwnRules, 'leave.rounding' | 'leave.rtt'>;

export type Expected = { counter: 'annual' | 'rtt'; what: 'acquired' | 'split' | 'reduced'; amount: number; says: string; texts: string[] };

type Facts = {
  /** Working days of absence for health in the year. */
  sickDays: number;
  /** What was taken of the year's annual leave, month by month, in the unit of the agent. */
  taken: readonly { day: Temporal.PlainDate; amount: number }[];
};

/** Acquired, days of fractionnement, and RTT less what illness takes back: each with its sentence and its texts. */
export function expectedOf(agent: Agent, year: number, { sickDays, taken }: Facts, own: Own): Expected[] {
  const leave = annualLeave(year, agent.times, agent.service, own['leave.rounding']);
  const rtt = rttOf(year, agent.times, agent.service, own['leave.rtt']);
  const lost = rttLost(year, rtt.hundredths, sickDays);
  const inUnit = (hundredths: number): number => (agent.unit === 'day' ? hundredths : toMinutes(agent, year, hundredths));
  const days = taken.map(({ day, amount }) => ({ day, hundredths: agent.unit === 'day' ? amount : toHundredths(agent, year, amount) }));
  const split = splitDays(year, days);
  return [
    {
      counter: 'annual',
      what: 'acquired',
      amount: inUnit(leave.hundredths),
      says: `Congé annuel ${year} : ${leave.stretches.map(({ weeklyDays, served }) => `${comma(weeklyDays)} j par semaine pendant ${served} jours`).join(', ')}`,
      texts: leave.texts,
    },
    {
      counter: 'annual',
      what: 'split',
      amount: inUnit(split.hundredths),
      says: `Fractionnement : ${comma(split.outside / 100)} j pris hors période`,
      texts: [split.text],
    },
    { counter: 'rtt', what: 'acquired', amount: inUnit(rtt.hundredths), says: `RTT ${year}`, texts: [rtt.text] },
    {
      counter: 'rtt',
      what: 'reduced',
      amount: -inUnit(lost.hundredths),
      says: `Absences pour raison de santé : ${comma(sickDays)} j, un jour de RTT tous les ${lost.quotient} j`,
      texts: [lost.text],
    },
  ];
}

/** Minutes of an average day of work of the agent in that year. */
export function dayMinutes(agent: Agent, year: number): number {
  const last = Temporal.PlainDate.from({ year, month: 12, day: 31 });
  const time = agent.times.findLast(({ beginsOn }) => Temporal.PlainDate.compare(beginsOn, last) <= 0);
  const days = time ? weeklyDays(time.terms) : 0;
  return time && days > 0 ? weeklyMinutes(time.terms) / days : 420;
}

// Whoever counts in hours has five weeks of their hours: a day is what they work on the average of their days.
function toMinutes(agent: Agent, year: number, hundredths: number): number {
  return Math.ceil((hundredths * dayMinutes(agent, year)) / 100);
}

function toHundredths(agent: Agent, year: number, minutes: number): number {
  const day = dayMinutes(agent, year);
  return day === 0 ? 0 : (minutes * 100) / day;
}

function comma(value: number): string {
  return String(Math.round(value * 100) / 100).replace('.', ',');
}
