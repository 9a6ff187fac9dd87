// SPDX-License-Identifier: EUPL-1.2
/** When invented agents are away: drawn from their rank in the list, never by chance, so that two loadings say the same. Pure. */
import { easterSunday } from '#platform/calendar/easter.ts';

export type Wish = {
  kind: string;
  from: Temporal.PlainDate;
  until: Temporal.PlainDate;
  fromHalf?: 'pm';
  untilHalf?: 'am';
  /** Nobody has answered yet. */
  waits?: true;
  /** What is answered, where it is not granted. */
  refused?: string;
  comment?: string;
};

/** What an agent wishes in a year, in the order in which it is served: illness and duties first, then holidays, then single days. */
export function wishesOf(rank: number, year: number, today: Temporal.PlainDate): Wish[] {
  return [...hindrances(rank, year, today), ...holidays(rank, year), ...singleDays(rank, year), ...around(rank, year, today)];
}

function hindrances(rank: number, year: number, today: Temporal.PlainDate): Wish[] {
  const wishes: Wish[] = [];
  if (rank % 7 === 3) wishes.push(span('maladie', monday(year, 3, 2 + (rank % 10)), 3));
  if (rank % 11 === 5) wishes.push(span('maladie', monday(year, 11, 3), 10));
  // One illness crosses New Year: it keeps leave from being taken, and is split between the two years.
  if (rank === 12 && year < today.year) wishes.push({ kind: 'maladie', from: monday(year, 9, 14), until: monday(year + 1, 1, 12).add({ days: 11 }) });
  if (rank === 23) wishes.push({ kind: 'paternite', from: monday(year, 5, 18), until: monday(year, 5, 18).add({ days: 24 }) });
  if (rank % 6 === 4) wishes.push(span('enfant-malade', monday(year, 1, 18 + (rank % 7)).add({ days: 2 }), 1));
  if (rank % 4 === 1) wishes.push(span('formation', monday(year, 10, 5).add({ days: rank % 3 }), 2));
  if (rank % 13 === 6) wishes.push(span('mariage', monday(year, 6, 15), 5));
  return wishes;
}

function holidays(rank: number, year: number): Wish[] {
  const summer = monday(year, 7, 6).add({ weeks: rank % 6 });
  const spring = easterSunday(year).add({ days: 1 + 7 * (rank % 2) });
  return [
    span('conge-annuel', summer, rank % 3 === 0 ? 19 : 12),
    span('conge-annuel', monday(year, 12, 21), 5),
    ...(rank % 2 === 0 ? [span('conge-annuel', monday(year, 2, 9 + 7 * (rank % 3)), 5)] : []),
    ...(rank % 3 !== 1 ? [span('conge-annuel', spring, 3)] : []),
    ...(rank % 4 === 2 ? [span('conge-annuel', monday(year, 10, 19), 5)] : []),
  ];
}

function singleDays(rank: number, year: number): Wish[] {
  const fridays = [1, 3, 4, 6, 9, 11].map((month) => monday(year, month, 8 + 7 * (rank % 2)).add({ days: 4 }));
  return fridays.map((friday, turn) =>
    turn % 3 === 2 ? { kind: 'rtt', from: friday, until: friday, fromHalf: 'pm' as const } : { kind: 'rtt', from: friday, until: friday },
  );
}

/** What makes today's pages speak: telework this week, requests for the coming weeks, one of them refused. */
function around(rank: number, year: number, today: Temporal.PlainDate): Wish[] {
  if (year !== today.year) return [];
  const week = today.subtract({ days: today.dayOfWeek - 1 });
  const wishes: Wish[] = [];
  if (rank % 5 === 2) wishes.push(span('teletravail', week.add({ days: 1 }), 1), span('teletravail', week.add({ days: 8 }), 1));
  if (rank % 3 === 1)
    wishes.push({ ...span('conge-annuel', week.add({ days: 14 + 7 * (rank % 4) + (rank % 3) }), 2), waits: true, comment: 'Déplacement familial' });
  if (rank % 4 === 3) wishes.push({ ...span('rtt', week.add({ days: 18 + 7 * (rank % 3) }), 1), waits: true });
  if (rank % 5 === 0) wishes.push(span('conge-annuel', week.add({ days: rank % 2 }), 2));
  if (rank % 9 === 4) wishes.push({ ...span('conge-annuel', week.add({ days: 24 }), 2), refused: 'Deux collègues sont déjà absents ces jours-là' });
  return wishes;
}

function span(kind: string, from: Temporal.PlainDate, days: number): Wish {
  return { kind, from, until: from.add({ days: days - 1 }) };
}

/** The Monday of the week of a day. */
function monday(year: number, month: number, day: number): Temporal.PlainDate {
  const on = Temporal.PlainDate.from({ year, month, day });
  return on.subtract({ days: on.dayOfWeek - 1 });
}
