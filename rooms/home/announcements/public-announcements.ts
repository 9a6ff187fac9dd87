// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { AnnouncementRow, Tables } from '../tables.ts';

const DAYS_SHOWN = 90;
const MOST = 60;

export type PublicAnnouncement = Pick<AnnouncementRow, 'id' | 'severity' | 'title' | 'says' | 'begins_at' | 'ends_at' | 'ended_at' | 'changed_at'> & {
  updates: { says: string; at: string }[];
  state: 'current' | 'planned' | 'past';
};

/** What the operator in the address announces to anybody, of the last three months: the latest begun first. Nobody's name is in it. */
export async function publicAnnouncements(ctx: Context<Tables>): Promise<PublicAnnouncement[]> {
  const since = ctx
    .now()
    .subtract({ hours: 24 * DAYS_SHOWN })
    .toString();
  const { rows } = await sql<Omit<PublicAnnouncement, 'state'>>`
    select a.id, a.severity, a.title, a.says, a.begins_at, a.ends_at, a.ended_at, a.changed_at, u.updates
    from home.announcement a
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('says', n.says, 'at', n.at) order by n.at desc, n.id desc), '[]') as updates
      from home.announcement_update n
      where n.organisation_id = a.organisation_id and n.announcement_id = a.id
    ) u
    where a.organisation_id = ${ctx.organisation}
      and a.status <> 'draft'
      and a.is_public
      and coalesce(a.ended_at, a.ends_at, 'infinity') > ${since}
    order by a.begins_at desc, a.id
    limit ${MOST}`.execute(ctx.tx);
  return rows.map((row) => ({ ...row, state: stateOf(row, ctx.now()) }));
}

function stateOf(row: Pick<AnnouncementRow, 'begins_at' | 'ends_at' | 'ended_at'>, now: Temporal.Instant): PublicAnnouncement['state'] {
  const isBefore = (at: string): boolean => Temporal.Instant.compare(Temporal.Instant.from(at), now) <= 0;
  if (row.ended_at !== null || (row.ends_at !== null && isBefore(row.ends_at))) return 'past';
  return isBefore(row.begins_at) ? 'current' : 'planned';
}
