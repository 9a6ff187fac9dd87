// SPDX-License-Identifier: EUPL-1.2
/** What is expected of a right in a year, from what was used of it. Pure; amounts are thousandths of the unit. */

/** Figures of the tariffs are yearly: less than a season of measures says nothing of a year. */
const LEAST_DAYS = 60;
const LEAST_POINTS = 3;
const LEAST_DAYS_COUNTED = 90;
const YEAR = 365;

/** The level at the end of a measured day. */
export type Point = { on: string; level: number };

export type Expected = { now: number; expected: number; /** Days on which it rests. */ days: number };

/** The level in a year, at the pace of the last twelve months: the straight line nearest to the measures. Null on too little. */
export function expectedLevel(points: readonly Point[], on: Temporal.PlainDate): Expected | null {
  const recent = lastYear(points, on);
  const [first, last] = [recent[0], recent.at(-1)];
  if (!first || !last || recent.length < LEAST_POINTS) return null;
  const days = daysBetween(first.on, on.toString());
  if (daysBetween(first.on, last.on) < LEAST_DAYS) return null;
  return { now: last.level, expected: Math.max(Math.round(last.level + slopeOf(recent, first.on) * YEAR), 0), days };
}

/** What a year uses: what the last twelve months used, or their part of a year where the right is younger. Null on too little. */
export function expectedCount({ usedInYear, openedOn }: { usedInYear: number; openedOn: string }, on: Temporal.PlainDate): Expected | null {
  const days = Math.min(daysBetween(openedOn, on.toString()), YEAR);
  if (days < LEAST_DAYS_COUNTED) return null;
  return { now: usedInYear, expected: Math.round((usedInYear * YEAR) / days), days };
}

/** What exceeds, in started blocks, at the printed price; null cents where none is printed. */
export function excessOf(
  expected: number,
  amount: number,
  tariff: { block: number; cents: number | null },
): { blocks: number; cents: number | null } {
  const blocks = Math.ceil(Math.max(expected - amount, 0) / tariff.block);
  return { blocks, cents: blocks === 0 ? 0 : tariff.cents === null ? null : blocks * tariff.cents };
}

// The last measure before the year began stands for its first day.
function lastYear(points: readonly Point[], on: Temporal.PlainDate): Point[] {
  const begins = on.subtract({ days: YEAR }).toString();
  const before = points.filter((point) => point.on < begins).at(-1);
  const since = points.filter((point) => point.on >= begins && point.on <= on.toString());
  return before && since[0]?.on !== begins ? [{ on: begins, level: before.level }, ...since] : since;
}

/** Thousandths a day, by least squares. */
function slopeOf(points: readonly Point[], origin: string): number {
  const at = points.map((point) => daysBetween(origin, point.on));
  const meanDay = mean(at);
  const meanLevel = mean(points.map(({ level }) => level));
  const spread = at.reduce((total, day) => total + (day - meanDay) ** 2, 0);
  const together = points.reduce((total, { level }, index) => total + ((at[index] ?? 0) - meanDay) * (level - meanLevel), 0);
  return spread === 0 ? 0 : together / spread;
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;
}
