// SPDX-License-Identifier: EUPL-1.2
/** Annual leave that illness or a family leave kept somebody from taking in its year. Pure. */
import { lengthOf, overlap, type Days } from './annual-leave.ts';
import type { OwnRules } from './own-rules.ts';
import { leaveRules } from './rules.ts';

/** What kept them: an absence for health, or one for parental or family duties. */
export type Hindrance = Days & { cause: 'health' | 'family' };

type Asked = {
  year: number;
  /** What is left of the year, and what was taken of it, in hundredths. */
  left: number;
  taken: number;
  weeklyDays: number;
  hindrances: readonly Hindrance[];
  own?: Pick<OwnRules, 'leave.kept-months' | 'leave.kept-weeks'>;
};

/**
 * What is carried over by right, and the last day on which it may be taken: fifteen months from the return. Illness carries four weeks at most,
 * counted with what was taken; a family leave carries everything. Leave acquired during an absence that lasts beyond the year counts from the
 * end of that year. Null before the text, or when nothing hindered.
 */
export function keptLeave({
  year,
  left,
  taken,
  weeklyDays,
  hindrances,
  own,
}: Asked): { hundredths: number; until: Temporal.PlainDate; texts: string[] } | null {
  const end = Temporal.PlainDate.from({ year, month: 12, day: 31 });
  const that = { from: Temporal.PlainDate.from({ year, month: 1, day: 1 }), until: end };
  const within = hindrances.filter((hindrance) => lengthOf(overlap(hindrance, that)) > 0);
  const last = within.toSorted((a, b) => Temporal.PlainDate.compare(a.until, b.until)).at(-1);
  if (!last || left <= 0 || Temporal.PlainDate.compare(end, FIRST_TEXT) < 0) return null;
  const months = leaveRules.ruleFor('leave.kept-months', end, own?.['leave.kept-months'] ?? []);
  const weeks = leaveRules.ruleFor('leave.kept-weeks', end, own?.['leave.kept-weeks'] ?? []);
  const isFamily = within.some(({ cause }) => cause === 'family');
  const most = isFamily ? left : Math.min(left, Math.max(0, Math.round(weeks.value * weeklyDays * 100) - taken));
  if (most <= 0) return null;
  const isStillAway = Temporal.PlainDate.compare(last.until, end) >= 0;
  const start = isStillAway ? end.add({ days: 1 }) : last.until.add({ days: 1 });
  return { hundredths: most, until: start.add({ months: months.value }).subtract({ days: 1 }), texts: [months.text, weeks.text] };
}

const FIRST_TEXT = Temporal.PlainDate.from('2025-06-23');
