// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { readSettings } from '../agents/body-calendar.ts';
import { refuse } from '../contract.ts';
import { refuseSchoolFile } from '../contract/school-calendar.ts';
import { schoolBreaks } from '../law/school-breaks.ts';
import type { Tables } from '../tables.ts';
import { readSchoolCalendar } from './read-school-calendar.ts';

/**
 * Adds the school holidays of a calendar file for the zone of the body, from this school year on. Those that are known already are left alone, so
 * that the same file again adds nothing. Refuses a file that is no calendar, or that holds no holidays to come.
 */
export async function importSchoolBreaks(ctx: Context<Tables>, { content }: { content: string }): Promise<{ added: number; known: number }> {
  const { schoolZone } = await readSettings(ctx);
  const read = readSchoolCalendar(Buffer.from(content, 'base64').toString('utf8'), schoolZone);
  if (!read) throw refuseSchoolFile('leave.not-a-calendar', {}, 'content');
  const since = ctx.today().subtract({ years: 1 });
  const breaks = read.filter(({ until }) => Temporal.PlainDate.compare(until, since) >= 0);
  if (breaks.length === 0) throw refuseSchoolFile('leave.no-school-break', {}, 'content');
  const own = await ctx.tx
    .selectFrom('leave.school_break')
    .select(['begins_on', 'ends_on'])
    .where('organisation_id', '=', ctx.organisation)
    .execute();
  const known = [
    ...own.map(({ begins_on, ends_on }) => ({ from: begins_on, until: ends_on })),
    ...(schoolZone ? schoolBreaks(schoolZone) : []).map(({ from, until }) => ({ from: from.toString(), until: until.toString() })),
  ];
  const missing = breaks.filter(({ from, until }) => !known.some((one) => one.from <= until.toString() && from.toString() <= one.until));
  if (missing.length > 400) throw refuse('leave.too-wide', { most: 400 }, 'content');
  if (missing.length > 0)
    await ctx.tx
      .insertInto('leave.school_break')
      .values(
        missing.map(({ name, from, until }) => ({
          organisation_id: ctx.organisation,
          id: ctx.newId(),
          name,
          begins_on: from.toString(),
          ends_on: until.toString(),
        })),
      )
      .execute();
  return { added: missing.length, known: breaks.length - missing.length };
}
