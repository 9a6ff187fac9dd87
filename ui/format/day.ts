// SPDX-License-Identifier: EUPL-1.2
/** Days travel as 'YYYY-MM-DD' and are shown as written: no time zone may move them. Instants are shown in Europe/Paris. */
const UTC = { timeZone: 'UTC' } as const;
const shortDay = new Intl.DateTimeFormat('fr-FR', { ...UTC, day: '2-digit', month: '2-digit', year: 'numeric' });
const longDay = new Intl.DateTimeFormat('fr-FR', { ...UTC, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const plainDay = new Intl.DateTimeFormat('fr-FR', { ...UTC, day: 'numeric', month: 'long', year: 'numeric' });
const monthOfYear = new Intl.DateTimeFormat('fr-FR', { ...UTC, month: 'long', year: 'numeric' });
const time = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', hour: '2-digit', minute: '2-digit' });
const parisDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', year: 'numeric', month: '2-digit', day: '2-digit' });
const ago = new Intl.RelativeTimeFormat('fr-FR', { numeric: 'auto' });

const DAY = 86_400_000;

/** `2026-03-01` → `01/03/2026`. */
export function day(date: string): string {
  return shortDay.format(atNoon(date));
}

/** `2026-03-01` → `1er mars 2026`. */
export function dayInWords(date: string): string {
  return first(plainDay.format(atNoon(date)));
}

/** `2026-03-01` → `dimanche 1er mars 2026`. */
export function dayWithWeekday(date: string): string {
  return first(longDay.format(atNoon(date)));
}

/** `2026-03` or `2026-03-01` → `mars 2026`. */
export function month(date: string): string {
  return monthOfYear.format(atNoon(`${date.slice(0, 7)}-01`));
}

/** A stretch of days: `du 1er au 15 mars 2026`, `du 28 février au 3 mars 2026`; one day alone: `le 1er mars 2026`. */
export function dayRange(from: string, to: string): string {
  if (from === to) return `le ${dayInWords(from)}`;
  const [fromYear, fromMonth] = from.split('-');
  const [toYear, toMonth] = to.split('-');
  const start = dayInWords(from).split(' ');
  const kept = fromYear !== toYear ? 3 : fromMonth !== toMonth ? 2 : 1;
  return `du ${start.slice(0, kept).join(' ')} au ${dayInWords(to)}`;
}

/** An instant in ISO 8601 → `01/03/2026 à 09:30`, Paris time. */
export function instant(iso: string): string {
  const date = new Date(iso);
  return `${day(parisDay.format(date))} à ${time.format(date)}`;
}

/** The day in Paris of an instant, `YYYY-MM-DD`. */
export function dayOf(iso: string): string {
  return parisDay.format(new Date(iso));
}

/** Today in Paris, `YYYY-MM-DD`; `now` for tests. */
export function today(now: Date = new Date()): string {
  return parisDay.format(now);
}

/** How far a day is: `aujourd’hui`, `demain`, `il y a 3 jours`, `dans 2 mois`. */
export function relativeDay(date: string, from: string = today()): string {
  const days = Math.round((atNoon(date).getTime() - atNoon(from).getTime()) / DAY);
  if (Math.abs(days) < 45) return ago.format(days, 'day');
  const months = Math.round(days / 30.44);
  return Math.abs(months) < 24 ? ago.format(months, 'month') : ago.format(Math.round(days / 365.25), 'year');
}

/** Reads what a French person types: `1/3/2026`, `01.03.26`, `1er mars 2026`, `2026-03-01`. Null when no such day exists. */
export function readDay(text: string): string | null {
  const typed = text.trim().toLowerCase();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  if (iso) return existing(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const figures = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})$/.exec(typed) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(typed);
  if (figures) return existing(fullYear(figures[3] ?? ''), Number(figures[2]), Number(figures[1]));
  const words = /^(\d{1,2})(?:er)? (\p{L}+)\.? (\d{4})$/u.exec(typed);
  const named = MONTHS.findIndex((name) => plain(words?.[2] ?? ' ') === plain(name)) + 1;
  return words && named > 0 ? existing(Number(words[3]), named, Number(words[1])) : null;
}

const MONTHS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'] as const;

function plain(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '');
}

/** Two figures mean this century: births are typed in full. */
function fullYear(year: string): number {
  return year.length === 2 ? 2000 + Number(year) : Number(year);
}

function existing(year: number, monthNumber: number, dayNumber: number): string | null {
  const date = new Date(Date.UTC(year, monthNumber - 1, dayNumber));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === monthNumber - 1 && date.getUTCDate() === dayNumber;
  return exists ? date.toISOString().slice(0, 10) : null;
}

function atNoon(date: string): Date {
  return new Date(`${date}T12:00:00Z`);
}

function first(text: string): string {
  return text.replace(/(^|\s)1 (?=\p{L})/u, '$11er ');
}
