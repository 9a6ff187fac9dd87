// SPDX-License-Identifier: EUPL-1.2
import { default as ical, ICalEventBusyStatus, ICalEventStatus } from 'ical-generator';
import { sql, type RawBuilder } from 'kysely';
import type { Context } from '#platform/context.ts';
import { inNoOrganisation } from '#platform/db/scopes.ts';
import type { FileAnswer } from '#platform/room.ts';
import { refuse } from '../contract.ts';
import type { Tables } from '../tables.ts';
import { followsTeam } from './follows-team.ts';
import { feedDigest } from './my-feeds.ts';

type Feed = { person_id: string; organisation_id: string | null; team_id: string | null; title: string };

type Fed = {
  body: string | null;
  id: string | null;
  agent: string;
  kind: string | null;
  is_mine: boolean;
  status: 'requested' | 'endorsed' | 'approved';
  unit: 'half-day' | 'hour';
  from_on: string;
  from_half: 'am' | 'pm' | null;
  until_on: string;
  until_half: 'am' | 'pm' | null;
  from_minute: number | null;
  until_minute: number | null;
  version: number;
  changed_at: string;
};

/** Past absences stay in the feed for this long. */
const MONTHS_BACK = 6;

/** The calendar that a secret address opens, whole days as days and half-days from midnight to noon or from noon on, in Paris. Refuses an unknown one. */
export async function readFeed(ctx: Context<Tables>, { secret }: { secret: string }): Promise<FileAnswer> {
  const since = ctx.today().subtract({ months: MONTHS_BACK }).toString();
  const digest = feedDigest(secret.replace(/\.ics$/, ''));
  const [feed] = await ask<Feed>(ctx, sql`select * from leave.whose_feed(${digest})`);
  if (!feed) throw refuse('leave.unknown-feed');
  const rows = (await stillFollows(ctx, feed)) ? await ask<Fed>(ctx, sql`select * from leave.fed(${digest}, ${since}::date)`) : [];
  const calendar = ical({ name: feed.title, prodId: { company: 'Beffroi', product: 'Conges', language: 'FR' }, ttl: 3600 });
  for (const row of rows) if (row.id !== null) calendar.createEvent(eventOf(row, row.id));
  return { name: 'conges.ics', type: 'text/calendar; charset=utf-8', content: calendar.toString(), inline: true };
}

// Empty rather than refused once the person may read the team no more: a calendar program keeps what it last read of an address that answers nothing.
async function stillFollows(ctx: Context<Tables>, { person_id: personId, organisation_id: organisationId, team_id: teamId }: Feed): Promise<boolean> {
  return !organisationId || !teamId || followsTeam(ctx.house, { personId, organisationId, teamId });
}

async function ask<Row>(ctx: Context<Tables>, query: RawBuilder<unknown>): Promise<Row[]> {
  const answer = await inNoOrganisation<Tables, { rows: Row[] }>(ctx.house.db, (tx) => query.$castTo<Row>().execute(tx), { readOnly: true });
  return answer.rows;
}

function eventOf(row: Fed, id: string) {
  const what = row.kind ?? 'Absence';
  const isWhole = row.unit === 'half-day' && row.from_half === 'am' && row.until_half === 'pm';
  return {
    id: `${id}@conges`,
    ...(isWhole ? wholeDays(row) : atHours(row)),
    summary: `${row.is_mine ? what : `${row.agent} : ${what}`}${row.status === 'approved' ? '' : ' (en attente)'}`,
    description: row.body,
    stamp: Temporal.Instant.from(row.changed_at),
    sequence: row.version,
    status: row.status === 'approved' ? ICalEventStatus.CONFIRMED : ICalEventStatus.TENTATIVE,
    busystatus: row.is_mine ? ICalEventBusyStatus.OOF : ICalEventBusyStatus.FREE,
  };
}

function wholeDays({ from_on, until_on }: Fed) {
  // The end of an event in days is the day after the last (RFC 5545, 3.6.1).
  return { start: Temporal.PlainDate.from(from_on), end: Temporal.PlainDate.from(until_on).add({ days: 1 }), allDay: true };
}

function atHours(row: Fed) {
  const from = row.unit === 'hour' ? (row.from_minute ?? 0) : row.from_half === 'pm' ? 720 : 0;
  const until = row.unit === 'hour' ? (row.until_minute ?? 0) : row.until_half === 'am' ? 720 : 1440;
  return { start: instant(row.from_on, from), end: instant(row.until_on, until), allDay: false };
}

function instant(day: string, minute: number): Temporal.Instant {
  const on = Temporal.PlainDate.from(day).add({ days: Math.floor(minute / 1440) });
  return on
    .toZonedDateTime({
      timeZone: 'Europe/Paris',
      plainTime: Temporal.PlainTime.from({ hour: Math.floor((minute % 1440) / 60), minute: minute % 60 }),
    })
    .toInstant();
}
