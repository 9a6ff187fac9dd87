// SPDX-License-Identifier: EUPL-1.2
import type { CheckStatus, Outcome } from '../contract/checks.ts';

export type Standing = { status: CheckStatus; streak: number; outcomes: number; isFlapping: boolean };
export type Thresholds = { failuresToOpen: number; successesToClose: number };

const WINDOW = 21;
/** Changes among the last 21 looks from which a check is unstable, and below which it is so no more: apart, or the verdict itself would flap. */
const UNSTABLE_FROM = 7;
const STABLE_UNTIL = 3;

/** How a check stands after one more look. Pure. A failure must repeat itself, and so must a recovery. */
export function judge(before: Standing, outcome: Outcome, { failuresToOpen, successesToClose }: Thresholds): Standing {
  const failed = outcome === 'down';
  const streak = failed ? Math.min(before.streak, 0) - 1 : Math.max(before.streak, 0) + 1;
  const outcomes = ((before.outcomes << 1) | (failed ? 1 : 0)) & ((1 << WINDOW) - 1);
  const changes = bitsOf((outcomes ^ (outcomes >> 1)) & ((1 << (WINDOW - 1)) - 1));
  const isFlapping = before.isFlapping ? changes > STABLE_UNTIL : changes >= UNSTABLE_FROM;
  return { status: statusAfter(before.status, outcome, streak, failuresToOpen, successesToClose), streak, outcomes, isFlapping };
}

function statusAfter(status: CheckStatus, outcome: Outcome, streak: number, toOpen: number, toClose: number): CheckStatus {
  if (outcome === 'down') return -streak >= toOpen ? 'down' : status;
  if (status === 'down') return streak >= toClose ? outcome : 'down';
  return outcome;
}

function bitsOf(number: number): number {
  let count = 0;
  for (let rest = number; rest !== 0; rest &= rest - 1) count++;
  return count;
}
