// SPDX-License-Identifier: EUPL-1.2
/** Days and hours as they are written in French administrative text. Hours are those of Paris. Safe for the browser. */

const weekdays = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'] as const;
const months = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'] as const;

/** « 17 octobre 2017 », « 1er janvier 2018 ». */
export function formatDay(day: Temporal.PlainDate): string {
  return `${day.day === 1 ? '1er' : day.day} ${formatMonth(day)}`;
}

/** « mardi 17 octobre 2017 ». */
export function formatWeekday(day: Temporal.PlainDate): string {
  return `${weekdays[day.dayOfWeek - 1]} ${formatDay(day)}`;
}

/** « octobre 2017 ». */
export function formatMonth(day: Temporal.PlainDate | Temporal.PlainYearMonth): string {
  return `${months[day.month - 1]} ${day.year}`;
}

/** « 17/10/2017 ». */
export function formatDayShort(day: Temporal.PlainDate): string {
  return `${String(day.day).padStart(2, '0')}/${String(day.month).padStart(2, '0')}/${day.year}`;
}

/** « du 3 au 17 octobre 2017 », « du 28 octobre au 2 novembre 2017 », « du 28 décembre 2017 au 1er janvier 2018 », « le 17 octobre 2017 ». */
export function formatPeriod(from: Temporal.PlainDate, until: Temporal.PlainDate): string {
  if (from.equals(until)) return `le ${formatDay(from)}`;
  const number = from.day === 1 ? '1er' : String(from.day);
  if (from.year !== until.year) return `du ${formatDay(from)} au ${formatDay(until)}`;
  if (from.month !== until.month) return `du ${number} ${months[from.month - 1]} au ${formatDay(until)}`;
  return `du ${number} au ${formatDay(until)}`;
}

/** « 17 octobre 2017 à 14 h 05 », « 17 octobre 2017 à 9 h », in Paris. */
export function formatInstant(instant: Temporal.Instant): string {
  const there = instant.toZonedDateTimeISO('Europe/Paris');
  return `${formatDay(there.toPlainDate())} à ${formatTime(there.toPlainTime())}`;
}

/** « 14 h 05 », « 9 h », with no-break spaces. */
export function formatTime(time: Temporal.PlainTime): string {
  return time.minute === 0 ? `${time.hour}\u00a0h` : `${time.hour}\u00a0h\u00a0${String(time.minute).padStart(2, '0')}`;
}

/** The day that a French reader wrote: « 17/10/2017 », « 17-10-2017 », « 17.10.2017 », « 2017-10-17 », « 1er janvier 2018 ». Null when it is no such day. */
export function readDay(text: string): Temporal.PlainDate | null {
  const plain = text.replace(/[\s\u00a0\u202f]+/g, ' ').trim();
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(plain);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numbers = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/.exec(plain);
  if (numbers) return dayOf(Number(numbers[4]), Number(numbers[3]), Number(numbers[1]));
  const words = /^(\d{1,2})(?:er)? (\p{L}+) (\d{4})$/u.exec(plain.toLowerCase());
  if (!words) return null;
  return dayOf(Number(words[3]), months.findIndex((month) => foldAccents(month) === foldAccents(words[2] ?? '')) + 1, Number(words[1]));
}

function dayOf(year: number, month: number, day: number): Temporal.PlainDate | null {
  if (month < 1 || day < 1) return null;
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return null;
  }
}

function foldAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}
