// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { isEpci, operatorOn } from '#rooms/organisations/api.ts';
import type { AnnouncementRow, Tables } from '../tables.ts';
import { announcementView, findAnnouncement } from './find-announcement.ts';
import { bodiesReached } from './reach.ts';

type Asked = {
  q?: string | undefined;
  status?: AnnouncementRow['status'] | undefined;
  severity?: AnnouncementRow['severity'] | undefined;
  sort: keyof typeof columns;
  order: 'asc' | 'desc';
  page: number;
  size: number;
};

const columns = { changed: 'changed_at', begins: 'begins_at', title: 'title' } as const;

/** The operator's announcements, for those who write them. */
export async function listAnnouncements(ctx: Context<Tables>, asked: Asked) {
  const { total } = await matching(ctx, asked)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await matching(ctx, asked)
    .selectAll()
    .orderBy(columns[asked.sort], asked.order)
    .orderBy('id')
    .limit(asked.size)
    .offset((asked.page - 1) * asked.size)
    .execute();
  return { rows: rows.map(announcementView), total: Number(total) };
}

/** One of them, with its news and whom it reaches. */
export async function readAnnouncement(ctx: Context<Tables>, { id }: { id: string }) {
  const row = await findAnnouncement(ctx, id);
  const updates = await ctx.tx
    .selectFrom('home.announcement_update')
    .select(['says', 'by_name as byName', 'at'])
    .where('organisation_id', '=', ctx.organisation)
    .where('announcement_id', '=', id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const view = await operatorOn(ctx.house, ctx.organisation, ctx.today());
  const named = row.territory_ids.map((bodyId) => ({ id: bodyId, name: view.find(bodyId)?.name ?? 'Collectivité inconnue' }));
  const reached = row.status === 'draft' ? (await bodiesReached(ctx, row)).length : await countReached(ctx, id);
  return { ...announcementView(row), updates, named, reached };
}

/** To whom an announcement may be addressed. */
export async function readAudiences(ctx: Context<Tables>) {
  const view = await operatorOn(ctx.house, ctx.organisation, ctx.today());
  return {
    services: [...ctx.house.index.services.values()].map(({ key, title }) => ({ key, title })),
    epci: view.territory
      .filter(({ kind }) => isEpci(kind))
      .map(({ id, name }) => ({ id, name }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'fr')),
    territory: view.territory.length,
  };
}

function matching(ctx: Context<Tables>, { q, status, severity }: Pick<Asked, 'q' | 'status' | 'severity'>) {
  return ctx.tx
    .selectFrom('home.announcement')
    .where('organisation_id', '=', ctx.organisation)
    .$if(q !== undefined && q !== '', (query) => query.where('title', 'ilike', `%${(q ?? '').replace(/[\\%_]/g, '\\$&')}%`))
    .$if(status !== undefined, (query) => query.where('status', '=', status ?? 'draft'))
    .$if(severity !== undefined, (query) => query.where('severity', '=', severity ?? 'info'));
}

async function countReached(ctx: Context<Tables>, id: string): Promise<number> {
  const { count } = await ctx.tx
    .selectFrom('home.announcement_body')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('organisation_id', '=', ctx.organisation)
    .where('announcement_id', '=', id)
    .executeTakeFirstOrThrow();
  return Number(count);
}
