// SPDX-License-Identifier: EUPL-1.2
import { refuseMandate } from '../contract/mandates.ts';

export type Dates = { kind: 'agent' | 'elected' | 'external'; beginsOn: string; endsOn: string | null };

// The longest elective mandate of local law is six years, prolonged once or twice by statute: ten leaves room and catches a wrong century.
const LONGEST_ELECTED = { years: 10 };
const EARLIEST = Temporal.PlainDate.from('1950-01-01');
const FURTHEST_BEGINNING = { years: 2 };
const FURTHEST_END = { years: 60 };

/** Refuses dates that no mandate has: an end before the beginning, an élu without an end, a year mistyped. */
export function checkDates({ kind, beginsOn, endsOn }: Dates, today: Temporal.PlainDate): void {
  const begins = Temporal.PlainDate.from(beginsOn);
  const ends = endsOn === null ? null : Temporal.PlainDate.from(endsOn);
  if (isBefore(begins, EARLIEST) || isBefore(today.add(FURTHEST_BEGINNING), begins)) throw refuseMandate('people.dates-out-of-reach', {}, 'beginsOn');
  if (kind === 'elected' && !ends) throw refuseMandate('people.elected-needs-end', {}, 'endsOn');
  if (!ends) return;
  if (isBefore(ends, begins)) throw refuseMandate('people.ends-before-beginning', {}, 'endsOn');
  if (kind === 'elected' && isBefore(begins.add(LONGEST_ELECTED), ends)) throw refuseMandate('people.elected-too-long', {}, 'endsOn');
  if (isBefore(begins.add(FURTHEST_END), ends)) throw refuseMandate('people.dates-out-of-reach', {}, 'endsOn');
}

function isBefore(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(one, other) < 0;
}
