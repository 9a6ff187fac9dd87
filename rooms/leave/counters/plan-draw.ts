// SPDX-License-Identifier: EUPL-1.2
/** From which year's account each half-day is taken: what expires first goes first. Pure. */
import type { Counted } from '../law/span.ts';
import type { Counter } from '../tables.ts';

/** What is left of a year; `until` is its last day of use when the year is over. */
export type Account = { year: number; left: number; until: Temporal.PlainDate | null };

/** What is taken of a year's account in one month: the month matters for the days of fractionnement. */
export type Draw = { year: number; onDay: Temporal.PlainDate; amount: number };

export type Plan = { draws: Draw[]; missing: number; accounts: Account[] };

/** Accounts without a year: what is saved, and hours worked in advance. */
export const NO_YEAR = 0;

/** Takes the half-days of an absence from the accounts of a counter, in order; `missing` is what no account holds. */
export function planDraw(counter: Counter, accounts: readonly Account[], { halves, minutes }: Counted, unit: 'day' | 'hour'): Plan {
  const left = accounts.map((account) => ({ ...account }));
  const draws: Draw[] = [];
  let missing = 0;
  // An absence in hours of a day is one amount on that day.
  const whole = halves.reduce((sum, half) => sum + half.minutes, 0);
  const share = whole === 0 ? 0 : minutes / whole;
  for (const half of halves) {
    const asked = unit === 'hour' || counter === 'hours' ? Math.round(half.minutes * share) : Math.round(50 * share);
    let wanted = asked;
    for (const account of left.filter((one) => isOpen(counter, one, half.day)).toSorted(byExpiry)) {
      const taken = Math.min(account.left, wanted);
      if (taken <= 0) continue;
      account.left -= taken;
      wanted -= taken;
      add(draws, account.year, half.day, taken);
      if (wanted === 0) break;
    }
    missing += wanted;
  }
  return { draws, missing, accounts: left };
}

function isOpen(counter: Counter, { year, until }: Account, day: Temporal.PlainDate): boolean {
  if (counter === 'cet' || counter === 'hours') return true;
  return year === day.year || (year < day.year && until !== null && Temporal.PlainDate.compare(day, until) <= 0);
}

function byExpiry(a: Account, b: Account): number {
  return a.year - b.year;
}

function add(draws: Draw[], year: number, day: Temporal.PlainDate, amount: number): void {
  const same = draws.find((draw) => draw.year === year && draw.onDay.year === day.year && draw.onDay.month === day.month);
  if (same) same.amount += amount;
  else draws.push({ year, onDay: day, amount });
}
