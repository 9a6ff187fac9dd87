// SPDX-License-Identifier: EUPL-1.2
import { metropole, territoryOfCommune, type Place, type Territory } from '#platform/calendar/public-holidays.ts';
import type { Context } from '#platform/context.ts';
import { isIn, schoolBreaks, type SchoolBreak, type Zone } from '../law/school-breaks.ts';
import type { BodyCalendar } from '../law/working-time.ts';
import type { Tables } from '../tables.ts';

export type Settings = {
  schoolZone: Zone | null;
  territory: Territory | null;
  hasTemple: boolean;
  approvalLevels: 1 | 2;
  noticeDays: number;
  presenceRefuses: boolean;
  cetIsPaid: boolean;
  colleaguesSee: 'team' | 'body';
};

const unset: Settings = {
  schoolZone: null,
  territory: null,
  hasTemple: false,
  approvalLevels: 1,
  noticeDays: 0,
  presenceRefuses: false,
  cetIsPaid: false,
  colleaguesSee: 'team',
};

/** How the body of the address runs its leave; what it never set is as proposed. */
export async function readSettings(ctx: Context<Tables>): Promise<Settings> {
  const row = await ctx.tx.selectFrom('leave.setting').selectAll().where('organisation_id', '=', ctx.organisation).executeTakeFirst();
  if (!row) return unset;
  return {
    schoolZone: row.school_zone,
    territory: row.territory as Territory | null, // checked where it is written
    hasTemple: row.has_temple,
    approvalLevels: row.approval_levels === 2 ? 2 : 1,
    noticeDays: row.notice_days,
    presenceRefuses: row.presence_refuses,
    cetIsPaid: row.cet_is_paid,
    colleaguesSee: row.colleagues_see,
  };
}

/** The days off of the body: public holidays of its territory, school holidays of its zone, days that it gives. */
export async function readCalendar(ctx: Context<Tables>, settings: Settings): Promise<BodyCalendar & { breaks: readonly SchoolBreak[] }> {
  const [own, closed] = [
    await ctx.tx.selectFrom('leave.school_break').select(['name', 'begins_on', 'ends_on']).where('organisation_id', '=', ctx.organisation).execute(),
    await ctx.tx.selectFrom('leave.closed_day').select(['on_day', 'label']).where('organisation_id', '=', ctx.organisation).execute(),
  ];
  const typed = own.map(({ name, begins_on, ends_on }) => ({
    name,
    from: Temporal.PlainDate.from(begins_on),
    until: Temporal.PlainDate.from(ends_on),
    text: null,
  }));
  // A body may have typed a year before its text was known here: those are not told twice.
  const printed = (settings.schoolZone ? schoolBreaks(settings.schoolZone) : []).filter(
    ({ from, until }) => !own.some((row) => row.begins_on <= from.toString() && until.toString() <= row.ends_on),
  );
  const breaks = [...typed, ...printed];
  return {
    place: await placeOf(ctx, settings),
    breaks,
    isSchoolBreak: (day) => isIn(breaks, day),
    closedOn: new Map(closed.map(({ on_day, label }) => [on_day, label])),
  };
}

async function placeOf(ctx: Context<Tables>, { territory, hasTemple }: Settings): Promise<Place> {
  if (territory) return { territory, hasProtestantTemple: hasTemple };
  const body = await ctx.tx.selectFrom('organisations.body').select('insee').where('id', '=', ctx.organisation).executeTakeFirst();
  const told = body?.insee ? territoryOfCommune(body.insee) : null;
  return told ? { territory: told, hasProtestantTemple: hasTemple } : metropole;
}
