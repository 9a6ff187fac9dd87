// SPDX-License-Identifier: EUPL-1.2
import { formatDay } from '#platform/calendar/french-days.ts';
import { reportParts, type ReportLine } from '#platform/room.ts';

/** In a mail; a page holds as many as it can. */
const MOST_SHOWN = 5;
/** Lines of text below the head of an A4 page, and about how many letters one holds, at 10 points. */
const ROWS = 40;
const LETTERS = 95;
const ROWS_OF_HEADING = 2;
/** What larger letters, of 12 points, leave of both. */
const LARGE = 10 / 12;

export type ShownPart<Line> = { part: ReportLine['part']; shown: Line[]; more: number };

const marks = { good: '', plain: '', watch: 'À suivre : ', bad: 'Alerte : ' } as const;

/** A line as a message says it, which has no colour: how grave it is, and by when. */
export function inWords({ part, says, tone, dueOn }: Pick<ReportLine, 'part' | 'says' | 'tone' | 'dueOn'>): string {
  return `${marks[tone]}${withDay({ part, says, dueOn })}`;
}

/** The same with its day alone. */
export function withDay({ part, says, dueOn }: { part: ReportLine['part']; says: string; dueOn: string | undefined }): string {
  return part === 'to-do' && dueOn !== undefined ? `${says} Avant le ${formatDay(Temporal.PlainDate.from(dueOn))}.` : says;
}

/** The lines by part, what must be done first, with how many more there are. Parts without line are left out. */
export function partsOf<Line extends Pick<ReportLine, 'part'>>(lines: readonly Line[], most: number = MOST_SHOWN): ShownPart<Line>[] {
  const order = ['to-do', ...reportParts.filter((part) => part !== 'to-do')] as const;
  return order.flatMap((part) => {
    const those = lines.filter((line) => line.part === part);
    if (those.length === 0) return [];
    return [{ part, shown: those.slice(0, most), more: Math.max(0, those.length - most) }];
  });
}

/** As many lines of each part as one page holds. */
export function partsOfOnePage<Line extends Pick<ReportLine, 'part' | 'says'>>(lines: readonly Line[]): ShownPart<Line>[] {
  let most = Math.max(MOST_SHOWN, ...partsOf(lines, lines.length).map(({ shown }) => shown.length));
  while (most > 1 && rowsOf(partsOf(lines, most)) > ROWS) most--;
  return partsOf(lines, most);
}

/** Whether so little happened that larger letters still fit. */
export function isShort(parts: readonly ShownPart<Pick<ReportLine, 'says'>>[]): boolean {
  return rowsOf(parts, LETTERS * LARGE) <= ROWS * LARGE;
}

function rowsOf(parts: readonly ShownPart<Pick<ReportLine, 'says'>>[], letters: number = LETTERS): number {
  return parts
    .map(({ shown, more }) => ROWS_OF_HEADING + Math.min(more, 1) + shown.reduce((rows, { says }) => rows + Math.ceil(says.length / letters), 0))
    .reduce((all, rows) => all + rows, 0);
}
