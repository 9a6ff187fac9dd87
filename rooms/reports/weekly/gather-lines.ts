// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { reportParts, type ReportLine, type ReportWeek } from '#platform/room.ts';

/** What every room has to say of a week of the body in the address, part by part; within a part the worst first, then what presses most. */
export async function gatherLines<T>(ctx: Context<T>, week: ReportWeek): Promise<ReportLine[]> {
  const lines: ReportLine[] = [];
  for (const room of ctx.house.rooms)
    for (const source of room.report ?? []) for (const line of await source.lines(ctx, week)) lines.push({ ...line, says: bound(line.says) });
  return lines.toSorted((a, b) => reportParts.indexOf(a.part) - reportParts.indexOf(b.part) || weightOf(a) - weightOf(b) || pressing(a, b));
}

const weights = { bad: 0, watch: 1, good: 2, plain: 2 } as const;

function weightOf({ tone }: ReportLine): number {
  return weights[tone];
}

function pressing(a: ReportLine, b: ReportLine): number {
  return (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999');
}

// French marks keep to their word: a line of the page never begins with one.
function bound(text: string): string {
  return text.replace(/« /g, '«\u00a0').replace(/ ([»;:?!%])/g, '\u00a0$1');
}
