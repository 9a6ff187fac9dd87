// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { mandatesHeld } from '#rooms/people/api.ts';
import { placesOf } from '../desk/open-services.ts';
import type { AnnouncementRow, Tables } from '../tables.ts';

/** What is over stays on the home page this long, so that one knows how it ended. */
const HOURS_AFTER_END = 72;
const MOST = 50;

type Reached = { id: string; slug: string; name: string };
type Row = Pick<AnnouncementRow, 'id' | 'severity' | 'title' | 'says' | 'services' | 'roles' | 'begins_at' | 'ends_at' | 'ended_at'> & {
  published_at: string;
  updates: { says: string; byName: string; at: string }[];
  bodies: Reached[];
  is_dismissed: boolean;
};

/** What the operators announce to this person, in the bodies where they serve in the role and may open the service that are meant. */
export async function readBanners(ctx: Context<Tables>) {
  if (ctx.organisations.length === 0) return { rows: [] };
  const rows = await announced(ctx);
  if (rows.length === 0) return { rows: [] };
  const { mandates } = await mandatesHeld(ctx);
  const named = new Set(rows.flatMap(({ services }) => services));
  const places = await placesOf(
    ctx,
    [...ctx.house.index.services.values()].filter(({ key }) => named.has(key)),
  );
  const shown = [];
  for (const row of rows) {
    const served = row.bodies.filter(
      ({ id }) =>
        row.roles.length === 0 || mandates.some((mandate) => mandate.organisationId === id && mandate.roles.some((role) => row.roles.includes(role))),
    );
    const bodies = served.filter(({ id }) => isUsed(places, row.services, id)).map(({ slug, name }) => ({ slug, name }));
    if (bodies.length > 0) shown.push(bannerOf(ctx, row, bodies));
  }
  return { rows: shown };
}

function announced(ctx: Context<Tables>): Promise<Row[]> {
  const now = ctx.now().toString();
  const since = ctx.now().subtract({ hours: HOURS_AFTER_END }).toString();
  return sql<Row>`
    select a.id, a.severity, a.title, a.says, a.services, a.roles, a.begins_at, a.ends_at, a.ended_at, a.published_at, u.updates, r.bodies,
      d.what is not null as is_dismissed
    from (
      select b.organisation_id, b.announcement_id, jsonb_agg(jsonb_build_object('id', o.id, 'slug', o.slug, 'name', o.name) order by o.name) as bodies
      from home.announcement_body b
      join organisations.body o on o.id = b.body_id
      where b.body_id = any (${[...ctx.organisations]}::uuid[])
      group by b.organisation_id, b.announcement_id
    ) r
    join home.announcement a on a.organisation_id = r.organisation_id and a.id = r.announcement_id
    left join home.dismissal d on d.what = 'announcement ' || a.id
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('says', n.says, 'byName', n.by_name, 'at', n.at) order by n.at desc, n.id desc), '[]') as updates
      from home.announcement_update n
      where n.organisation_id = a.organisation_id and n.announcement_id = a.id
    ) u
    where a.status <> 'draft'
      and a.begins_at <= ${now}
      and coalesce(a.ended_at, a.ends_at, 'infinity') > ${since}
      and (a.status = 'published' or a.ended_at >= a.begins_at)
    order by coalesce(a.ended_at, a.ends_at, 'infinity') <= ${now}, array_position(array['incident', 'maintenance', 'info'], a.severity), a.begins_at desc, a.id
    limit ${MOST}`
    .execute(ctx.tx)
    .then(({ rows }) => rows);
}

/** Whether one of these services opens in a body; always where the announcement names none. */
function isUsed(places: ReadonlyMap<string, readonly string[]>, keys: readonly string[], body: string): boolean {
  return keys.length === 0 || keys.some((key) => places.get(key)?.includes(body));
}

function bannerOf(ctx: Context<Tables>, row: Row, bodies: { slug: string; name: string }[]) {
  const isOver = row.ends_at !== null && Temporal.Instant.compare(Temporal.Instant.from(row.ends_at), ctx.now()) <= 0;
  return {
    id: row.id,
    severity: row.severity,
    title: row.title,
    says: row.says,
    from: row.begins_at,
    until: row.ends_at,
    publishedAt: row.published_at,
    endedAt: row.ended_at ?? (isOver ? row.ends_at : null),
    updates: row.updates,
    bodies,
    isDismissed: row.is_dismissed,
  };
}
