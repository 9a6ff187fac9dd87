// SPDX-License-Identifier: EUPL-1.2
/** School holidays: first and last day without class, by zone. What a body imports or types comes before what is printed here. */
export type Zone = 'A' | 'B' | 'C';

/** `text` is what fixes it; null where the body typed or imported it. */
export type SchoolBreak = { name: string; from: Temporal.PlainDate; until: Temporal.PlainDate; text: string | null };

// Days are made once: each calendar asks them.
const ofZone = new Map<Zone, readonly SchoolBreak[]>();

/** Breaks known for a zone, the oldest first. */
export function schoolBreaks(zone: Zone): readonly SchoolBreak[] {
  const known =
    ofZone.get(zone) ??
    printed.flatMap(({ text, breaks }) =>
      breaks.filter(({ zones }) => zones.includes(zone)).map(({ name, from, until }) => ({ name, from: day(from), until: day(until), text })),
    );
  ofZone.set(zone, known);
  return known;
}

/** Whether a day lies in one of these breaks. */
export function isIn(breaks: readonly SchoolBreak[], day: Temporal.PlainDate): boolean {
  return breaks.some(({ from, until }) => Temporal.PlainDate.compare(from, day) <= 0 && Temporal.PlainDate.compare(day, until) <= 0);
}

type Printed = { text: string; breaks: readonly { name: string; zones: string; from: string; until: string }[] };

// From the first day without class to the eve of the return. A summer is printed once the next text has said the day of the return.
const printed: readonly Printed[] = [
  {
    text: 'Arrêté du 7 décembre 2022 fixant le calendrier scolaire des années 2023-2024, 2024-2025 et 2025-2026',
    breaks: [
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
    ],
  },
  {
    text: 'Arrêté du 22 octobre 2025 fixant le calendrier scolaire de l’année 2026-2027 (JORFTEXT000052416058)',
    breaks: [
      { name: 'Toussaint', zones: 'ABC', from: '2026-10-17', until: '2026-11-01' },
      { name: 'Noël', zones: 'ABC', from: '2026-12-19', until: '2027-01-03' },
      { name: 'Hiver', zones: 'A', from: '2027-02-13', until: '2027-02-28' },
      { name: 'Hiver', zones: 'B', from: '2027-02-20', until: '2027-03-07' },
      { name: 'Hiver', zones: 'C', from: '2027-02-06', until: '2027-02-21' },
      { name: 'Printemps', zones: 'A', from: '2027-04-10', until: '2027-04-25' },
      { name: 'Printemps', zones: 'B', from: '2027-04-17', until: '2027-05-02' },
      { name: 'Printemps', zones: 'C', from: '2027-04-03', until: '2027-04-18' },
      { name: 'Pont de l’Ascension', zones: 'ABC', from: '2027-05-07', until: '2027-05-08' },
      { name: 'Été', zones: 'ABC', from: '2027-07-03', until: '2027-09-01' },
    ],
  },
  {
    text: 'Arrêté du 21 juillet 2026 fixant le calendrier scolaire de l’année 2027-2028 (JORFTEXT000054457294)',
    breaks: [
      { name: 'Toussaint', zones: 'ABC', from: '2027-10-23', until: '2027-11-07' },
      { name: 'Noël', zones: 'ABC', from: '2027-12-18', until: '2028-01-02' },
      { name: 'Hiver', zones: 'A', from: '2028-02-19', until: '2028-03-05' },
      { name: 'Hiver', zones: 'B', from: '2028-02-05', until: '2028-02-20' },
      { name: 'Hiver', zones: 'C', from: '2028-02-12', until: '2028-02-27' },
      { name: 'Printemps', zones: 'A', from: '2028-04-22', until: '2028-05-08' },
      { name: 'Printemps', zones: 'B', from: '2028-04-08', until: '2028-04-23' },
      { name: 'Printemps', zones: 'C', from: '2028-04-15', until: '2028-05-01' },
      { name: 'Pont de l’Ascension', zones: 'ABC', from: '2028-05-26', until: '2028-05-27' },
    ],
  },
];

function day(text: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(text);
}
