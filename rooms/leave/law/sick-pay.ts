// SPDX-License-Identifier: EUPL-1.2
/** How the days of ordinary sick leave are paid: a waiting day, then so many days at each rate over the last twelve months. Pure. */
import type { Status } from './cet.ts';
import { leaveRules } from './rules.ts';

/** Why there is no waiting day, when there is none. */
export type NoWaiting = 'prolongation' | 'within-48-hours' | 'long-illness' | 'service' | 'pregnancy' | 'child-death';

export type Sick = { from: Temporal.PlainDate; until: Temporal.PlainDate; noWaiting: NoWaiting | null };

/** Whose absence it is: public law alone. Who works under private law is paid by the code du travail, which is not told here. */
export type SickAgent = { status: Exclude<Status, 'prive'>; arrivedOn: Temporal.PlainDate };

/** Stretches of one absence at one rate, in percent of pay; the waiting day is at 0. */
export type Paid = { from: Temporal.PlainDate; until: Temporal.PlainDate; percent: number; isWaiting: boolean };

/** How the last of these absences is paid, given those before it. Calendar days: Sundays count as the others. */
export function sickPay(history: readonly Sick[], absence: Sick, agent: SickAgent): Paid[] {
  const waiting = absence.noWaiting ? 0 : leaveRules.ruleOn('leave.sick-waiting-days', absence.from).value;
  // The rates are those in force when the absence was granted: one that began before a new text keeps the former.
  const rates = ratesOf(agent, absence.from);
  const paid: Paid[] = [];
  for (let day = absence.from, rank = 0; Temporal.PlainDate.compare(day, absence.until) <= 0; day = day.add({ days: 1 }), rank += 1) {
    const isWaiting = rank < waiting;
    const used = usedBefore(history, day) + rank;
    const percent = isWaiting ? 0 : rateAt(rates, used);
    const last = paid.at(-1);
    if (last?.percent === percent && last.isWaiting === isWaiting) last.until = day;
    else paid.push({ from: day, until: day, percent, isWaiting });
  }
  return paid;
}

function ratesOf({ status, arrivedOn }: SickAgent, on: Temporal.PlainDate): readonly { percent: number; days: number }[] {
  if (status !== 'contractuel') return leaveRules.ruleOn('leave.sick-pay', on).value;
  const served = leaveRules
    .ruleOn('leave.sick-pay-contract', on)
    .value.filter(({ months }) => Temporal.PlainDate.compare(arrivedOn.add({ months }), on) <= 0);
  return served.at(-1)?.rates ?? [];
}

function usedBefore(history: readonly Sick[], day: Temporal.PlainDate): number {
  const since = day.subtract({ years: 1 }).add({ days: 1 });
  return history.reduce((sum, { from, until }) => {
    const first = Temporal.PlainDate.compare(from, since) > 0 ? from : since;
    const last = Temporal.PlainDate.compare(until, day) < 0 ? until : day.subtract({ days: 1 });
    return sum + Math.max(0, first.until(last, { largestUnit: 'days' }).days + 1);
  }, 0);
}

function rateAt(rates: readonly { percent: number; days: number }[], used: number): number {
  let before = 0;
  for (const { percent, days } of rates) {
    if (used < before + days) return percent;
    before += days;
  }
  return 0;
}
