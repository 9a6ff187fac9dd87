// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { reportParts, type ReportLine, type ReportWeek, type Room } from '#platform/room.ts';

export type Gathered = {
  lines: ReportLine[];
  /** Titles of the rooms that could not say the week. */
  silent: string[];
  /** Whether no room at all could. */
  isUnknown: boolean;
};

/** What every room has to say of a week of the body in the address, part by part; within a part the worst first, then what presses most. */
export async function gatherLines<T>(ctx: Context<T>, week: ReportWeek): Promise<Gathered> {
  const told = [];
  for (const room of speakersOf(ctx)) told.push(...(await linesOf(ctx, room, week)));
  return { lines: ordered(told), silent: [], isUnknown: false };
}

/** The same where a room that fails must hold up no other: the report says that it could not speak. */
export async function gatherDespite<T>(ctx: Context<T>, week: ReportWeek): Promise<Gathered> {
  const told: ReportLine[] = [];
  const silent: string[] = [];
  const speakers = speakersOf(ctx);
  for (const room of speakers) {
    // What failed in the database would fail all that follows in this transaction.
    await sql`savepoint speaking`.execute(ctx.tx);
    try {
      told.push(...(await linesOf(ctx, room, week)));
      await sql`release savepoint speaking`.execute(ctx.tx);
    } catch (error) {
      await sql`rollback to savepoint speaking`.execute(ctx.tx);
      ctx.house.log.error({ err: error, room: room.name }, 'a room could not say the week of a body');
      silent.push(room.title);
      told.push({ part: 'failed', says: `La semaine du service « ${room.title} » n’est pas connue : votre opérateur en est averti.`, tone: 'watch' });
    }
  }
  return { lines: ordered(told), silent, isUnknown: silent.length > 0 && silent.length === speakers.length };
}

function speakersOf<T>(ctx: Context<T>): Room[] {
  return ctx.house.rooms.filter(({ report = [] }) => report.length > 0);
}

async function linesOf<T>(ctx: Context<T>, room: Room, week: ReportWeek): Promise<ReportLine[]> {
  const lines = [];
  for (const source of room.report ?? []) lines.push(...(await source.lines(ctx, week)));
  return lines;
}

function ordered(lines: readonly ReportLine[]): ReportLine[] {
  return lines
    .map((line) => ({ ...line, says: bound(line.says) }))
    .toSorted((a, b) => reportParts.indexOf(a.part) - reportParts.indexOf(b.part) || weightOf(a) - weightOf(b) || pressing(a, b));
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
