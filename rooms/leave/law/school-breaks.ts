// SPDX-License-Identifier: EUPL-1.2
/** School holidays: first and last day without class, by zone. What a body imports or types comes before what is printed here. */
export type Zone = 'A' | 'B' | 'C';

export type SchoolBreak = { name: string; from: Temporal.PlainDate; until: Temporal.PlainDate };

// Days are made once: each calendar asks them.
const ofZone = new Map<Zone, readonly SchoolBreak[]>();

/** Breaks known for a zone, the oldest first. */
export function schoolBreaks(zone: Zone): readonly SchoolBreak[] {
  const known =
    ofZone.get(zone) ??
    printed.filter(({ zones }) => zones.includes(zone)).map(({ name, from, until }) => ({ name, from: day(from), until: day(until) }));
  ofZone.set(zone, known);
  return known;
}

/** Whether a day lies in one of these breaks. */
export function isIn(breaks: readonly SchoolBreak[], day: Temporal.PlainDate): boolean {
  return breaks.some(({ from, until }) => Temporal.PlainDate.compare(from, day) <= 0 && Temporal.PlainDate.compare(day, until) <= 0);
}

// Arrêté du 7 décembre 2022 fixant le calendrier scolaire, year 2025-2026: from the Saturday on, until the eve of the return.
const printed: readonly { name: string; zones: string; from: string; until: string }[] = [
  { name: 'Toussaint', zones: 'ABC', from: '2025-10-18', until: '2025-11-02' },
  { name: 'Noël', zones: 'ABC', from: '2025-12-20', until: '2026-01-04' },
  { name: 'Hiver', zones: 'A', from: '2026-02-07', until: '2026-02-22' },
  { name: 'Hiver', zones: 'B', from: '2026-02-14', until: '2026-03-01' },
  { name: 'Hiver', zones: 'C', from: '2026-02-21', until: '2026-03-08' },
  { name: 'Printemps', zones: 'A', from: '2026-04-04', until: '2026-04-19' },
  { name: 'Printemps', zones: 'B', from: '2026-04-11', until: '2026-04-26' },
  { name: 'Printemps', zones: 'C', from: '2026-04-18', until: '2026-05-03' },
  { name: 'Pont de l’Ascension', zones: 'ABC', from: '2026-05-15', until: '2026-05-16' },
  { name: 'Été', zones: 'ABC', from: '2026-07-04', until: '2026-08-31' },
];

function day(text: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(text);
}
