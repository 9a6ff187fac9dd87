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
    printed
      .flatMap(linesOf)
      .filter(({ zones }) => zones.includes(zone))
      .map(({ name, from, until, text }) => ({ name, from, until, text }));
  ofZone.set(zone, known);
  return known;
}

/** Whether a day lies in one of these breaks. */
export function isIn(breaks: readonly SchoolBreak[], day: Temporal.PlainDate): boolean {
  return breaks.some(({ from, until }) => Temporal.PlainDate.compare(from, day) <= 0 && Temporal.PlainDate.compare(day, until) <= 0);
}

type Printed = { text: string; breaks: string };

// A line a break: its name, its zones, its first day without class and the eve of the return. A summer is printed once the next text has said the
// day of the return.
const printed: readonly Printed[] = [
  {
    text: 'Arrêté du 7 décembre 2022 fixant le calendrier scolaire des années 2023-2024, 2024-2025 et 2025-2026',
    breaks: `
      Toussaint            ABC  2025-10-18  2025-11-02
      Noël                 ABC  2025-12-20  2026-01-04
      Hiver                A    2026-02-07  2026-02-22
      Hiver                B    2026-02-14  2026-03-01
      Hiver                C    2026-02-21  2026-03-08
      Printemps            A    2026-04-04  2026-04-19
      Printemps            B    2026-04-11  2026-04-26
      Printemps            C    2026-04-18  2026-05-03
      Pont de l’Ascension  ABC  2026-05-15  2026-05-16
      Été                  ABC  2026-07-04  2026-08-31
    `,
  },
  {
    text: 'Arrêté du 22 octobre 2025 fixant le calendrier scolaire de l’année 2026-2027 (JORFTEXT000052416058)',
    breaks: `
      Toussaint            ABC  2026-10-17  2026-11-01
      Noël                 ABC  2026-12-19  2027-01-03
      Hiver                A    2027-02-13  2027-02-28
      Hiver                B    2027-02-20  2027-03-07
      Hiver                C    2027-02-06  2027-02-21
      Printemps            A    2027-04-10  2027-04-25
      Printemps            B    2027-04-17  2027-05-02
      Printemps            C    2027-04-03  2027-04-18
      Pont de l’Ascension  ABC  2027-05-07  2027-05-08
      Été                  ABC  2027-07-03  2027-09-01
    `,
  },
  {
    text: 'Arrêté du 21 juillet 2026 fixant le calendrier scolaire de l’année 2027-2028 (JORFTEXT000054457294)',
    breaks: `
      Toussaint            ABC  2027-10-23  2027-11-07
      Noël                 ABC  2027-12-18  2028-01-02
      Hiver                A    2028-02-19  2028-03-05
      Hiver                B    2028-02-05  2028-02-20
      Hiver                C    2028-02-12  2028-02-27
      Printemps            A    2028-04-22  2028-05-08
      Printemps            B    2028-04-08  2028-04-23
      Printemps            C    2028-04-15  2028-05-01
      Pont de l’Ascension  ABC  2028-05-26  2028-05-27
    `,
  },
];

function linesOf({ text, breaks }: Printed): (SchoolBreak & { zones: string })[] {
  return breaks
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', zones = '', from = '', until = ''] = line.trim().split(/\s{2,}/);
      return { name, zones, from: Temporal.PlainDate.from(from), until: Temporal.PlainDate.from(until), text };
    });
}
