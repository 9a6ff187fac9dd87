// SPDX-License-Identifier: EUPL-1.2
/** What a person does with the notices that are theirs. */
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { EVERYBODY } from './notice-stream.ts';
import { noticeTables, personOf, type Importance, type MailChoice } from './tables.ts';

// A person told under one of their accounts reads it under the other.
const isOwn = sql<boolean>`person_id in (select platform.persons())`;

export type Notice = { id: string; what: string; title: string; href: string; importance: Importance; createdAt: string; isRead: boolean };

/** The person's notices, newest first, a page at a time, with how many are unread in all. */
export async function listNotices<Tables>(
  ctx: Context<Tables>,
  page: { from: number; most: number },
): Promise<{ rows: Notice[]; total: number; unread: number }> {
  const mine = noticeTables(ctx).selectFrom('platform.notice').where(isOwn);
  const rows = await mine
    .select(['id', 'what', 'title', 'href', 'importance', 'created_at as createdAt', sql<boolean>`read_at is not null`.as('isRead')])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.most)
    .offset(page.from)
    .execute();
  const counts = await mine
    .select(({ fn }) => [fn.countAll<number>().as('total'), sql<number>`count(*) filter (where read_at is null)`.as('unread')])
    .executeTakeFirstOrThrow();
  return { rows, ...counts };
}

/** Marks one notice as read, or all of them. One that is unknown or read already changes nothing. */
export async function markRead<Tables>(ctx: Context<Tables>, { id }: { id?: string | undefined }): Promise<void> {
  await noticeTables(ctx)
    .updateTable('platform.notice')
    .set({ read_at: ctx.now().toString() })
    .where(isOwn)
    .where('read_at', 'is', null)
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .execute();
  // The other windows of the same person count anew.
  await wakePages(ctx);
}

/** Makes every open page of the person ask the server again, once this transaction is committed. */
export async function wakePages<Tables>(ctx: Context<Tables>): Promise<void> {
  await sql`select pg_notify('beffroi_notice', ${personOf(ctx)})`.execute(ctx.tx);
}

/** Makes every open page of everybody ask again what is announced to them, once this transaction is committed. */
export async function wakeEverybody<Tables>(ctx: Context<Tables>): Promise<void> {
  await sql`select pg_notify('beffroi_notice', ${EVERYBODY})`.execute(ctx.tx);
}

/** How the person wants to be told by mail; `answers` until they choose. */
export async function readMailChoice<Tables>(ctx: Context<Tables>): Promise<{ byMail: MailChoice }> {
  const row = await noticeTables(ctx)
    .selectFrom('platform.notice_choice')
    .select('by_mail as byMail')
    .where('person_id', '=', personOf(ctx))
    .executeTakeFirst();
  return row ?? { byMail: 'answers' };
}

/** Keeps how the person wants to be told by mail. */
export async function chooseMail<Tables>(ctx: Context<Tables>, { byMail }: { byMail: MailChoice }): Promise<{ byMail: MailChoice }> {
  await noticeTables(ctx)
    .insertInto('platform.notice_choice')
    .values({ person_id: personOf(ctx), by_mail: byMail })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ by_mail: byMail }))
    .execute();
  return { byMail };
}
