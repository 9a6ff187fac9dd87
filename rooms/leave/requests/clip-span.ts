// SPDX-License-Identifier: EUPL-1.2
import type { Span } from '../law/span.ts';

/** The part of a span that lies between two days, both included. The span must touch them. Pure. */
export function clipSpan(span: Span, first: Temporal.PlainDate, last: Temporal.PlainDate): Span {
  if (span.unit === 'hour') return span;
  const startsBefore = Temporal.PlainDate.compare(span.from, first) < 0;
  const endsAfter = Temporal.PlainDate.compare(span.until, last) > 0;
  return {
    unit: 'half-day',
    from: startsBefore ? first : span.from,
    fromHalf: startsBefore ? 'am' : span.fromHalf,
    until: endsAfter ? last : span.until,
    untilHalf: endsAfter ? 'pm' : span.untilHalf,
  };
}
