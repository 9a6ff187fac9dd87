// SPDX-License-Identifier: EUPL-1.2
/** The years of a subscription, counted from its first day, and the part of each that a period bills. Pure. */
import { divideRounded } from '#platform/money/rounding.ts';

/** `none`: each year of the convention that begins in the period, whole. Otherwise the part of the civil period that is served. */
export const prorataModes = ['none', 'month', 'day'] as const;
export type Prorata = (typeof prorataModes)[number];

export type Slice = {
  /** From 1: « année 1 », « année 2 ». */
  rank: number;
  from: string;
  until: string;
  /** What is billed of the year: months or days out of those of the year. Whole when both are equal. */
  part: { billed: number; of: number; unit: 'month' | 'day' | 'year' };
};

type Asked = {
  /** First day from which years are counted. */
  anchor: string;
  begins: string;
  ends: string | null;
  due: { firstYear: number; everyYears: number | null };
  period: { from: string; until: string };
  prorata: Prorata;
};

/** The years in which something is due, with what the period bills of each. A fee paid once, or for several years, is never shared out. */
export function slicesOf({ anchor, begins, ends, due, period, prorata }: Asked): Slice[] {
  const start = Temporal.PlainDate.from(anchor);
  const slices: Slice[] = [];
  const isShared = due.everyYears === 1 && prorata !== 'none';
  for (let rank = due.firstYear; rank <= MOST_YEARS; rank += due.everyYears ?? MOST_YEARS) {
    const first = start.add({ years: rank - 1 });
    if (first.toString() > period.until) break;
    const last = start.add({ years: rank - 1 + (due.everyYears ?? 1) }).subtract({ days: 1 });
    const from = later(first.toString(), begins);
    const until = earlier(last.toString(), ends);
    if (from > until || (isShared && last.toString() < period.from)) continue;
    const slice = isShared
      ? sharedSlice({ from: later(from, period.from), until: earlier(until, period.until), first, last, prorata })
      : from >= period.from && from <= period.until
        ? { from, until, part: { billed: 1, of: 1, unit: 'year' as const } }
        : null;
    if (slice) slices.push({ rank, ...slice });
  }
  return slices;
}

/** The amount of a part of the year, rounded half-up to the cent. */
export function partOf(cents: number, { billed, of }: Slice['part']): number {
  return billed === of ? cents : divideRounded(cents * billed, of, 'half-up');
}

/** « 8 mois sur 12 »; empty for a whole year. */
export function partWords({ billed, of, unit }: Slice['part']): string {
  if (billed === of) return '';
  return unit === 'month' ? `${billed} mois sur ${of}` : `${billed} jours sur ${of}`;
}

const MOST_YEARS = 200;

type Shared = { from: string; until: string; first: Temporal.PlainDate; last: Temporal.PlainDate; prorata: Prorata };

function sharedSlice({ from, until, first, last, prorata }: Shared): Omit<Slice, 'rank'> | null {
  if (from > until) return null;
  const [begin, end] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(until)];
  if (prorata === 'day') {
    const of = first.until(last.add({ days: 1 }), { largestUnit: 'days' }).days;
    return { from, until, part: { billed: begin.until(end.add({ days: 1 }), { largestUnit: 'days' }).days, of, unit: 'day' } };
  }
  // A month that is begun counts; one that the year before has billed does not.
  const months = monthsSince(first, end.add({ days: 1 })) - monthsSince(first, begin);
  return months <= 0 ? null : { from, until, part: { billed: months, of: 12, unit: 'month' } };
}

/** Months begun between two days, counted from the first. */
function monthsSince(first: Temporal.PlainDate, day: Temporal.PlainDate): number {
  const { months, days } = first.until(day, { largestUnit: 'months' });
  return months + (days > 0 ? 1 : 0);
}

function later(day: string, other: string): string {
  return day > other ? day : other;
}

function earlier(day: string, other: string | null): string {
  return other !== null && other < day ? other : day;
}
