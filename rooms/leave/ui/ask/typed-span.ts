// SPDX-License-Identifier: EUPL-1.2
import type { Request } from '../request/request.ts';

export const lengths = ['day', 'am', 'pm', 'days', 'hours'] as const;
export type Length = (typeof lengths)[number];

/** What a person types: how long first, then the days that it needs. */
export type TypedSpan = {
  length: Length;
  fromOn: string | null;
  fromHalf: 'am' | 'pm';
  untilOn: string | null;
  untilHalf: 'am' | 'pm';
  fromTime: string;
  untilTime: string;
};

/** One whole day. */
export function wholeDay(on: string | null): TypedSpan {
  return { length: 'day', fromOn: on, fromHalf: 'am', untilOn: on, untilHalf: 'pm', fromTime: '', untilTime: '' };
}

/** The span of an absence, to type another over it. */
export function typedFrom({ unit, fromOn, fromHalf, untilOn, untilHalf, fromTime, untilTime }: Request): TypedSpan {
  const halves = { fromHalf: fromHalf ?? 'am', untilHalf: untilHalf ?? 'pm' } as const;
  const span = { fromOn, untilOn, ...halves, fromTime: fromTime ?? '', untilTime: untilTime ?? '' };
  if (unit === 'hour') return { ...span, length: 'hours' };
  if (fromOn !== untilOn) return { ...span, length: 'days' };
  return { ...span, length: halves.fromHalf === 'pm' ? 'pm' : halves.untilHalf === 'am' ? 'am' : 'day' };
}

/** What the server is told; days that are missing are left for it to refuse. */
export function toSpan({ length, fromOn, fromHalf, untilOn, untilHalf, fromTime, untilTime }: TypedSpan) {
  const from = fromOn ?? '';
  if (length === 'days') return { fromOn: from, fromHalf, untilOn: untilOn ?? '', untilHalf };
  const one = { fromOn: from, untilOn: from };
  if (length === 'hours') return { ...one, fromHalf: 'am', untilHalf: 'pm', fromTime: fromTime || '—', untilTime: untilTime || '—' } as const;
  return { ...one, fromHalf: length === 'pm' ? 'pm' : 'am', untilHalf: length === 'am' ? 'am' : 'pm' } as const;
}

/** Whether enough is typed to be counted. */
export function isWhole({ length, fromOn, untilOn, fromTime, untilTime }: TypedSpan): boolean {
  if (!fromOn) return false;
  if (length === 'days') return untilOn !== null;
  return length !== 'hours' || (/^\d\d:\d\d$/.test(fromTime) && /^\d\d:\d\d$/.test(untilTime));
}

/** The first day from tomorrow on that is no Saturday or Sunday: where a request begins. */
export function nextWeekday(today: string): string {
  const day = new Date(`${today}T12:00:00Z`);
  do day.setUTCDate(day.getUTCDate() + 1);
  while (day.getUTCDay() % 6 === 0);
  return day.toISOString().slice(0, 10);
}
