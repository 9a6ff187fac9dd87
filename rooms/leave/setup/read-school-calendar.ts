// SPDX-License-Identifier: EUPL-1.2
/**
 * School holidays from an iCalendar file, such as those that the ministry publishes by zone on data.education.gouv.fr: whole days, the last one
 * excluded (RFC 5545), « Vacances de Noël - Zone A », markers of a day for the summer. Pure.
 */
import ICAL from 'ical.js';
import type { Zone } from '../law/school-breaks.ts';

export type FileBreak = { name: string; from: Temporal.PlainDate; until: Temporal.PlainDate };

/** The breaks of a zone (all of them where none is named), merged and in order; null for a file that is no calendar. */
export function readSchoolCalendar(text: string, zone: Zone | null): FileBreak[] | null {
  const events = eventsOf(text);
  if (!events) return null;
  const starts = events.filter(({ summary }) => /^rentrée scolaire/i.test(summary)).map(({ from }) => from);
  return events
    .filter(({ summary }) => /^(vacances|pont|début des vacances)/i.test(summary) && !/enseignants/i.test(summary) && concerns(summary, zone))
    .map(({ summary, from, until }) => ({ name: nameOf(summary), from, until: isSummerMark(summary) ? summerEnd(from, starts) : until }))
    .filter(({ from, until }) => Temporal.PlainDate.compare(from, until) <= 0)
    .toSorted((a, b) => Temporal.PlainDate.compare(a.from, b.from) || Temporal.PlainDate.compare(b.until, a.until))
    .reduce<FileBreak[]>(joinTouching, []);
}

type Event = { summary: string; from: Temporal.PlainDate; until: Temporal.PlainDate };

function eventsOf(text: string): Event[] | null {
  try {
    return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').flatMap((component): Event[] => {
      const { summary, startDate, endDate } = new ICAL.Event(component);
      if (!summary || !startDate) return [];
      const from = Temporal.PlainDate.from(startDate.toString().slice(0, 10));
      const end = endDate ? Temporal.PlainDate.from(endDate.toString().slice(0, 10)) : from;
      return [{ summary: summary.trim(), from, until: Temporal.PlainDate.compare(end, from) > 0 ? end.subtract({ days: 1 }) : from }];
    });
  } catch {
    return null;
  }
}

/** « - Zones A/B », « - Zone C », « - Zones A B C »; one that names no zone is for all. */
function concerns(summary: string, zone: Zone | null): boolean {
  const named = /-\s*zones?\s+([abc][abc/\s,et]*)$/i.exec(summary)?.[1];
  return zone === null || named === undefined || named.toUpperCase().includes(zone);
}

function nameOf(summary: string): string {
  return summary
    .replace(/\s*-\s*zones?\s.*$/i, '')
    .replace(/^début des vacances/i, 'Vacances')
    .replace(/'/g, '’');
}

function isSummerMark(summary: string): boolean {
  return /^début des vacances d['’]été/i.test(summary);
}

// The file marks the first day of summer alone: it ends on the eve of the return, or on the last of August where that is not known.
function summerEnd(from: Temporal.PlainDate, starts: readonly Temporal.PlainDate[]): Temporal.PlainDate {
  const next = starts.filter((start) => Temporal.PlainDate.compare(start, from) > 0).toSorted(Temporal.PlainDate.compare)[0];
  return next && from.until(next, { largestUnit: 'days' }).days < 100
    ? next.subtract({ days: 1 })
    : Temporal.PlainDate.from({ year: from.year, month: 8, day: 31 });
}

// A zone's winter may stand in two events, alone and with another zone: days that touch are one break.
function joinTouching(breaks: FileBreak[], next: FileBreak): FileBreak[] {
  const last = breaks.at(-1);
  if (!last || Temporal.PlainDate.compare(next.from, last.until.add({ days: 1 })) > 0) return [...breaks, next];
  if (Temporal.PlainDate.compare(next.until, last.until) > 0) return [...breaks.slice(0, -1), { ...last, until: next.until }];
  return breaks;
}
