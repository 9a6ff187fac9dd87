// SPDX-License-Identifier: EUPL-1.2
/** The public holidays (jours fériés) of a year, computed from the texts that set them. Safe for the browser. */
import { easterSunday } from './easter.ts';

/**
 * Where the labour code's lists differ. `alsace-moselle` covers the Bas-Rhin, the Haut-Rhin and the Moselle. Saint-Pierre-et-Miquelon
 * follows the list of `metropole`. New Caledonia, French Polynesia and Wallis-et-Futuna set their own and are not served.
 */
export const territories = [
  'metropole',
  'alsace-moselle',
  'guadeloupe',
  'martinique',
  'guyane',
  'la-reunion',
  'mayotte',
  'saint-barthelemy',
  'saint-martin',
] as const;
export type Territory = (typeof territories)[number];

export type Place = {
  territory: Territory;
  /** Alsace-Moselle only: whether the commune has a Protestant temple or a mixed church, without which Good Friday is a working day. */
  hasProtestantTemple?: boolean;
};

export const metropole: Place = { territory: 'metropole' };

export type PublicHoliday = {
  day: Temporal.PlainDate;
  /** French name. */ name: string;
  /** The text that makes the day a holiday. */ text: string;
};

/** The public holidays of a year in a place, in order of the calendar. Throws before 1982, when 8 May was not yet one again. */
export function publicHolidays(year: number, place: Place): readonly PublicHoliday[] {
  if (year < 1982) throw new RangeError('public holidays are known from 1982 on');
  const key = `${year} ${place.territory} ${place.hasProtestantTemple === true}`;
  const before = known.get(key);
  if (before) return before;
  const holidays = [...national(year), ...local(year, place)].toSorted((a, b) => Temporal.PlainDate.compare(a.day, b.day));
  known.set(key, holidays);
  return holidays;
}

/** The public holiday that this day is, if any. */
export function publicHolidayOn(day: Temporal.PlainDate, place: Place): PublicHoliday | null {
  return publicHolidays(day.year, place).find((holiday) => holiday.day.equals(day)) ?? null;
}

/**
 * The territory of a commune, from its INSEE code (« 33234 », « 2A004 », « 97411 »). Null where the labour code's lists do not apply.
 * Whether it has a Protestant temple is not in any code: the commune says so.
 */
export function territoryOfCommune(inseeCode: string): Territory | null {
  const department = inseeCode.slice(0, inseeCode.startsWith('97') || inseeCode.startsWith('98') ? 3 : 2);
  if (department.startsWith('98')) return null;
  return byDepartment[department] ?? 'metropole';
}

const byDepartment: Readonly<Record<string, Territory>> = {
  '57': 'alsace-moselle',
  '67': 'alsace-moselle',
  '68': 'alsace-moselle',
  '971': 'guadeloupe',
  '972': 'martinique',
  '973': 'guyane',
  '974': 'la-reunion',
  '976': 'mayotte',
  '977': 'saint-barthelemy',
  '978': 'saint-martin',
};

const known = new Map<string, readonly PublicHoliday[]>();

function national(year: number): PublicHoliday[] {
  const text = 'Code du travail, art. L. 3133-1';
  const easter = easterSunday(year);
  const on = (month: number, day: number, name: string) => ({ day: Temporal.PlainDate.from({ year, month, day }), name, text });
  const after = (days: number, name: string) => ({ day: easter.add({ days }), name, text });
  return [
    on(1, 1, 'Jour de l’an'),
    after(1, 'Lundi de Pâques'),
    on(5, 1, 'Fête du travail'),
    on(5, 8, 'Victoire de 1945'),
    after(39, 'Ascension'),
    after(50, 'Lundi de Pentecôte'),
    on(7, 14, 'Fête nationale'),
    on(8, 15, 'Assomption'),
    on(11, 1, 'Toussaint'),
    on(11, 11, 'Armistice de 1918'),
    on(12, 25, 'Noël'),
  ];
}

function local(year: number, { territory, hasProtestantTemple }: Place): PublicHoliday[] {
  if (territory === 'metropole') return [];
  if (territory === 'alsace-moselle') {
    const text = 'Code du travail, art. L. 3134-13';
    const saintStephen = { day: Temporal.PlainDate.from({ year, month: 12, day: 26 }), name: 'Second jour de Noël', text };
    const goodFriday = { day: easterSunday(year).subtract({ days: 2 }), name: 'Vendredi saint', text };
    return hasProtestantTemple ? [goodFriday, saintStephen] : [saintStephen];
  }
  const { month, day, since } = abolition[territory];
  if (year < since) return [];
  const text = 'Code du travail, art. L. 3422-2 ; code général de la fonction publique, art. L. 651-2';
  return [{ day: Temporal.PlainDate.from({ year, month, day }), name: 'Commémoration de l’abolition de l’esclavage', text }];
}

// Décret n° 83-1003 du 23 novembre 1983 (in force for 1984), to which décret n° 2012-553 du 23 avril 2012 adds the last two.
// Saint-Martin celebrates on 28 May, but the code says 27 May.
const abolition: Readonly<Record<Exclude<Territory, 'metropole' | 'alsace-moselle'>, { month: number; day: number; since: number }>> = {
  mayotte: { month: 4, day: 27, since: 1984 },
  martinique: { month: 5, day: 22, since: 1984 },
  guadeloupe: { month: 5, day: 27, since: 1984 },
  guyane: { month: 6, day: 10, since: 1984 },
  'la-reunion': { month: 12, day: 20, since: 1983 },
  'saint-barthelemy': { month: 10, day: 9, since: 2012 },
  'saint-martin': { month: 5, day: 27, since: 2012 },
};
