// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { wakeEverybody } from '#platform/notify/my-notices.ts';
import { refuse } from '../contract.ts';
import { personWhoActs } from '../person-who-acts.ts';
import { requireOperator } from '../require-operator.ts';
import type { Tables } from '../tables.ts';
import { findAnnouncement } from './find-announcement.ts';
import { requireTerritory } from './reach.ts';
import { requireFuture } from './write-announcement.ts';
import { writeReach } from './write-reach.ts';

/** Shows a draft to its audience: at once, or from the hour that it says. */
export async function publishAnnouncement(ctx: Context<Tables>, { id, revision }: { id: string; revision: number }): Promise<{ reached: number }> {
  personWhoActs(ctx);
  await requireOperator(ctx);
  const row = await findAnnouncement(ctx, id, { toChange: true });
  if (row.status === 'published') throw refuse('home.announcement-published');
  if (row.status === 'ended') throw refuse('home.announcement-ended');
  if (row.revision !== revision) throw refuse('home.announcement-changed');
  requireFuture(ctx, row.ends_at);
  // The territory may have changed since the draft.
  await requireTerritory(ctx, row);
  const reached = await writeReach(ctx, row);
  await setStatus(ctx, id, { status: 'published', published_at: ctx.now().toString() });
  await ctx.tell('home.announcement-published', { announcementId: id });
  await wakeEverybody(ctx);
  return { reached };
}

/** Says how a published announcement goes on. */
export async function updateAnnouncement(ctx: Context<Tables>, { id, says }: { id: string; says: string }): Promise<void> {
  const { name } = personWhoActs(ctx);
  await requirePublished(ctx, id);
  await addUpdate(ctx, id, says, name);
  await ctx.tell('home.announcement-updated', { announcementId: id });
  await wakeEverybody(ctx);
}

/** Takes a published announcement down, with a last word. */
export async function endAnnouncement(ctx: Context<Tables>, { id, says }: { id: string; says: string }): Promise<void> {
  const { name } = personWhoActs(ctx);
  await requirePublished(ctx, id);
  if (says !== '') await addUpdate(ctx, id, says, name);
  await setStatus(ctx, id, { status: 'ended', ended_at: ctx.now().toString() });
  await ctx.tell('home.announcement-ended', { announcementId: id });
  await wakeEverybody(ctx);
}

/** Removes a draft for good; what was published stays, as what people were told. */
export async function deleteDraft(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const row = await findAnnouncement(ctx, id, { toChange: true });
  if (row.status !== 'draft') throw refuse('home.announcement-published');
  await ctx.tx.deleteFrom('home.announcement').where('organisation_id', '=', ctx.organisation).where('id', '=', id).execute();
  await ctx.tell('home.announcement-deleted', { announcementId: id });
}

async function requirePublished(ctx: Context<Tables>, id: string): Promise<void> {
  const row = await findAnnouncement(ctx, id, { toChange: true });
  if (row.status !== 'published') throw refuse('home.announcement-not-published');
}

async function addUpdate(ctx: Context<Tables>, id: string, says: string, byName: string): Promise<void> {
  await ctx.tx
    .insertInto('home.announcement_update')
    .values({ organisation_id: ctx.organisation, id: ctx.newId(), announcement_id: id, says, by_name: byName, at: ctx.now().toString() })
    .execute();
}

type Status = { status: 'published'; published_at: string } | { status: 'ended'; ended_at: string };

async function setStatus(ctx: Context<Tables>, id: string, status: Status): Promise<void> {
  await ctx.tx
    .updateTable('home.announcement')
    .set((eb) => ({ ...status, revision: eb('revision', '+', 1), changed_at: ctx.now().toString() }))
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
}
