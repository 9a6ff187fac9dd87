// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract.ts';
import type { AnnouncementRow, Tables } from '../tables.ts';

/** One of the operator's announcements, locked when it is to be changed. */
export async function findAnnouncement(ctx: Context<Tables>, id: string, options: { toChange?: boolean } = {}): Promise<AnnouncementRow> {
  const row = await ctx.tx
    .selectFrom('home.announcement')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .$if(options.toChange ?? false, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) throw refuse('home.unknown-announcement');
  return row;
}

/** As the editor shows it. */
export function announcementView(row: AnnouncementRow) {
  return {
    id: row.id,
    severity: row.severity,
    title: row.title,
    says: row.says,
    services: row.services,
    roles: row.roles,
    territory: row.territory,
    territoryIds: row.territory_ids,
    isPublic: row.is_public,
    beginsAt: row.begins_at,
    endsAt: row.ends_at,
    status: row.status,
    revision: row.revision,
    writtenByName: row.written_by_name,
    changedAt: row.changed_at,
    publishedAt: row.published_at,
    endedAt: row.ended_at,
  };
}
