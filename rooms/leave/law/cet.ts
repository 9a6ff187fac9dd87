// SPDX-License-Identifier: EUPL-1.2
/** Compte épargne-temps: what may be saved, and what becomes of it. Pure. Amounts in hundredths of a day. */
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

type Saving = { year: number; saved: number; annualLeft: number; annualTaken: number; rttLeft: number; time: WorkingTime | null };

/** How much of a year may be saved, by source: of annual leave only what stands beyond what must be taken, whole days, up to the ceiling. */
export function maySave({ year, saved, annualLeft, annualTaken, rttLeft, time }: Saving) {
  const last = Temporal.PlainDate.from({ year, month: 12, day: 31 });
  const ceiling = leaveRules.ruleOn('leave.cet-ceiling', last);
  const must = leaveRules.ruleOn('leave.cet-must-take', last);
  // Four weeks of five days for a full week; the same four weeks for who works fewer days.
  const mustTake = Math.round((must.value * (time ? weeklyDays(time.terms) : 5)) / 5);
  const room = Math.max(0, ceiling.value - saved);
  const annual = annualTaken >= mustTake ? wholeDays(annualLeft) : 0;
  return { annual: Math.min(annual, room), rtt: Math.min(wholeDays(rttLeft), room), room, mustTake, texts: [ceiling.text, must.text] };
}

export type Option = 'keep' | 'pay' | 'pension';

/**
 * What an agent chooses by 31 January for the days beyond the threshold. Refused: more than there is beyond it, pension for who is not
 * titulaire, money where the body did not vote it. What nobody chose goes to pension for a titulaire, to payment otherwise, when it voted.
 */
export function optionsFor({
  on,
  saved,
  status,
  category,
  hasVoted,
}: {
  on: Temporal.PlainDate;
  saved: number;
  status: Status;
  category: Category;
  hasVoted: boolean;
}) {
  const threshold = leaveRules.ruleOn('leave.cet-threshold', on);
  const day = leaveRules.ruleOn('leave.cet-day', on);
  const beyond = hasVoted ? Math.max(0, saved - threshold.value) : 0;
  const choices: readonly Option[] = beyond === 0 ? ['keep'] : status === 'titulaire' ? ['keep', 'pay', 'pension'] : ['keep', 'pay'];
  const unchosen: Option = beyond === 0 ? 'keep' : status === 'titulaire' ? 'pension' : 'pay';
  return { beyond, choices, unchosen, dayCents: day.value[category], texts: [threshold.text, day.text] };
}

function wholeDays(hundredths: number): number {
  return Math.max(0, Math.floor(hundredths / 100) * 100);
}
