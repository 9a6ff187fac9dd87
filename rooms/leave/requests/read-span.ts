// SPDX-License-Identifier: EUPL-1.2
import type { Span } from '../law/span.ts';
import type { Half } from '../law/working-time.ts';
import type { Tables } from '../tables.ts';

export type TypedSpan = {
  fromOn: string;
  fromHalf: Half;
  untilOn: string;
  untilHalf: Half;
  fromTime?: string | null | undefined;
  untilTime?: string | null | undefined;
};

/** What was typed, as a span: hours when both times are there. */
export function readSpan({ fromOn, fromHalf, untilOn, untilHalf, fromTime, untilTime }: TypedSpan): Span {
  if (fromTime && untilTime)
    return { unit: 'hour', on: Temporal.PlainDate.from(fromOn), fromMinute: minuteOf(fromTime), untilMinute: minuteOf(untilTime) };
  return { unit: 'half-day', from: Temporal.PlainDate.from(fromOn), fromHalf, until: Temporal.PlainDate.from(untilOn), untilHalf };
}

type Kept = Pick<Tables['leave.request'], 'unit' | 'from_on' | 'from_half' | 'until_on' | 'until_half' | 'from_minute' | 'until_minute'>;

/** The span of a row. */
export function spanOf(row: Kept): Span {
  if (row.unit === 'hour')
    return { unit: 'hour', on: Temporal.PlainDate.from(row.from_on), fromMinute: row.from_minute ?? 0, untilMinute: row.until_minute ?? 0 };
  return {
    unit: 'half-day',
    from: Temporal.PlainDate.from(row.from_on),
    fromHalf: row.from_half ?? 'am',
    until: Temporal.PlainDate.from(row.until_on),
    untilHalf: row.until_half ?? 'pm',
  };
}

/** The columns of a span. */
export function columnsOf(span: Span): Kept {
  if (span.unit === 'hour')
    return {
      unit: 'hour',
      from_on: span.on.toString(),
      until_on: span.on.toString(),
      from_half: null,
      until_half: null,
      from_minute: span.fromMinute,
      until_minute: span.untilMinute,
    };
  return {
    unit: 'half-day',
    from_on: span.from.toString(),
    until_on: span.until.toString(),
    from_half: span.fromHalf,
    until_half: span.untilHalf,
    from_minute: null,
    until_minute: null,
  };
}

/** « 09:30 ». */
export function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function minuteOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}
