// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { wakeEverybody } from '#platform/notify/my-notices.ts';
import { refuse } from '../contract.ts';
import { personWhoActs } from '../person-who-acts.ts';
import { requireOperator } from '../require-operator.ts';
import type { AnnouncementRow, Tables } from '../tables.ts';
import { findAnnouncement } from './find-announcement.ts';
import { requireTerritory } from './reach.ts';
import { writeReach } from './write-reach.ts';

type Content = Pick<AnnouncementRow, 'severity' | 'title' | 'says' | 'services' | 'roles' | 'territory'> & {
  territoryIds: string[];
  isPublic: boolean;
  /** Paris time, `YYYY-MM-DDTHH:MM`. */
  beginsAt: string;
  endsAt: string | null;
};

/** Writes an announcement that nobody else sees yet. */
export async function draftAnnouncement(ctx: Context<Tables>, content: Content): Promise<{ id: string }> {
  const person = personWhoActs(ctx);
  const columns = await columnsOf(ctx, content);
  const id = ctx.newId();
  await ctx.tx
    .insertInto('home.announcement')
    .values({
      organisation_id: ctx.organisation,
      id,
      ...columns,
      status: 'draft',
      revision: 1,
      written_by: person.personId,
      written_by_name: person.name,
      changed_at: ctx.now().toString(),
      published_at: null,
      ended_at: null,
    })
    .execute();
  await ctx.tell('home.announcement-drafted', { announcementId: id });
  return { id };
}

/** Changes an announcement that has not ended; one that is published reaches its new audience at once. */
export async function changeAnnouncement(
  ctx: Context<Tables>,
  { id, revision, ...content }: Content & { id: string; revision: number },
): Promise<void> {
  const person = personWhoActs(ctx);
  const row = await findAnnouncement(ctx, id, { toChange: true });
  if (row.status === 'ended') throw refuse('home.announcement-ended');
  if (row.revision !== revision) throw refuse('home.announcement-changed');
  const columns = await columnsOf(ctx, content);
  if (row.status === 'published') requireFuture(ctx, columns.ends_at);
  await ctx.tx
    .updateTable('home.announcement')
    .set({ ...columns, revision: revision + 1, written_by: person.personId, written_by_name: person.name, changed_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  await ctx.tell('home.announcement-changed', { announcementId: id });
  if (row.status !== 'published') return;
  await writeReach(ctx, { id, ...columns });
  await wakeEverybody(ctx);
}

/** Refuses an end that is over already: nobody would see it. */
export function requireFuture(ctx: Context<Tables>, endsAt: string | null): void {
  if (endsAt !== null && Temporal.Instant.compare(Temporal.Instant.from(endsAt), ctx.now()) <= 0)
    throw refuse('home.ends-in-the-past', {}, 'body.endsAt');
}

async function columnsOf(ctx: Context<Tables>, content: Content) {
  await requireOperator(ctx);
  const { severity, title, says, services, roles, territory, isPublic } = content;
  if (services.some((key) => !ctx.house.index.services.has(key))) throw refuse('home.unknown-service', {}, 'body.services');
  const [beginsAt, endsAt] = [inParis(content.beginsAt), content.endsAt === null ? null : inParis(content.endsAt)];
  if (endsAt !== null && Temporal.Instant.compare(endsAt, beginsAt) <= 0) throw refuse('home.ends-before-it-begins', {}, 'body.endsAt');
  const where = { territory, territory_ids: territory === 'all' ? [] : [...new Set(content.territoryIds)] };
  await requireTerritory(ctx, where);
  return {
    severity,
    title,
    says,
    services,
    roles,
    ...where,
    is_public: isPublic,
    begins_at: beginsAt.toString(),
    ends_at: endsAt?.toString() ?? null,
  };
}

function inParis(local: string): Temporal.Instant {
  return Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/Paris').toInstant();
}
