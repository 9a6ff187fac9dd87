// SPDX-License-Identifier: EUPL-1.2
/** Compte épargne-temps: what may be saved, and what becomes of it. Pure. Amounts in hundredths of a day. */
import type { OwnRules } from './own-rules.ts';
import { leaveRules } from './rules.ts';
import { weeklyDays, type WorkingTime } from './working-time.ts';

export type Status = 'titulaire' | 'stagiaire' | 'contractuel' | 'prive';
export type Category = 'A' | 'B' | 'C';

/** Why an account may not be opened; null when it may: a year of continuous service, and no probation. */
export function refusesAccount(
  status: Status,
  arrivedOn: Temporal.PlainDate,
  on: Temporal.PlainDate,
): 'probation' | 'private-law' | 'service' | null {
  if (status === 'stagiaire') return 'probation';
  if (status === 'prive') return 'private-law';
  return Temporal.PlainDate.compare(arrivedOn.add({ years: 1 }), on) > 0 ? 'service' : null;
}

type Saving = {
  year: number;
  saved: number;
  /** What the account held at the end of the year before. */ held: number;
  annualLeft: number;
  annualTaken: number;
  rttLeft: number;
  time: WorkingTime | null;
};

/** How much of a year may be saved, by source: of annual leave only what stands beyond what must be taken, whole days, up to the ceiling. */
export function maySave({ year, saved, held, annualLeft, annualTaken, rttLeft, time }: Saving) {
  const last = Temporal.PlainDate.from({ year, month: 12, day: 31 });
  const ceiling = ceilingOf(last, held);
  const must = leaveRules.ruleOn('leave.cet-must-take', last);
  // Four weeks of five days for a full week; the same four weeks for who works fewer days.
  const mustTake = Math.round((must.value * (time ? weeklyDays(time.terms) : 5)) / 5);
  const room = Math.max(0, ceiling.value - saved);
  const annual = annualTaken >= mustTake ? wholeDays(annualLeft) : 0;
  return { annual: Math.min(annual, room), rtt: Math.min(wholeDays(rttLeft), room), room, mustTake, texts: [ceiling.text, must.text] };
}

function ceilingOf(on: Temporal.PlainDate, held: number): { value: number; text: string } {
  const { value: beyond, text } = leaveRules.ruleOn('leave.cet-beyond', on);
  return beyond && held > beyond.above ? { value: held + beyond.more, text } : leaveRules.ruleOn('leave.cet-ceiling', on);
}

export type Option = 'keep' | 'pay' | 'pension';

/** Terms of the choice by 31 January; `beyond` and `mostPaid` (null: no limit) in hundredths of a day. */
export type OptionTerms = {
  beyond: number;
  mostPaid: number | null;
  dayCents: number;
  choices: readonly Option[];
  unchosen: Option;
  texts: string[];
};

/**
 * What an agent may choose by 31 January for the days saved beyond a threshold: keep them, be paid, or, for a titulaire, the pension. What nobody
 * chose goes to pension for a titulaire, to payment otherwise. A body that pays may limit it in a year, for all its agents alike. Where none voted
 * to pay (décret n° 2004-878, art. 3-1), saved days are only taken as leave and there is nothing to choose.
 */
export function optionTerms(
  on: Temporal.PlainDate,
  { status, category }: { status: Status; category: Category },
  own: OwnRules['leave.cet-paid-days'] = [],
): OptionTerms {
  const paid = leaveRules.ruleFor('leave.cet-paid-days', on, own);
  const threshold = leaveRules.ruleOn('leave.cet-threshold', on);
  const day = leaveRules.ruleOn('leave.cet-day', on);
  return {
    beyond: threshold.value,
    mostPaid: paid.value === null ? null : paid.value * 100,
    dayCents: day.value[category],
    choices: status === 'titulaire' ? ['keep', 'pay', 'pension'] : ['keep', 'pay'],
    unchosen: status === 'titulaire' ? 'pension' : 'pay',
    texts: [threshold.text, day.text, paid.text],
  };
}

/** Days of an account that may be paid in the year, in hundredths. */
export function payable({ beyond, mostPaid }: Pick<OptionTerms, 'beyond' | 'mostPaid'>, saved: number): number {
  const free = Math.max(0, saved - beyond);
  return mostPaid === null ? free : Math.min(free, mostPaid);
}

/** Why a body may not set so many paid days from a day on: before November 2025 nothing let it limit them. Null when it may. */
export function refusesCap(value: unknown, from: Temporal.PlainDate): string | null {
  if (typeof value !== 'number') return null;
  const { value: may, text } = leaveRules.ruleOn('leave.cet-may-cap', from);
  return may ? null : `Aucun plafond ne peut limiter les jours payés à cette date (${text}) : il peut commencer le 29 novembre 2025 au plus tôt.`;
}

function wholeDays(hundredths: number): number {
  return Math.max(0, Math.floor(hundredths / 100) * 100);
}
