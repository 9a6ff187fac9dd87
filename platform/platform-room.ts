// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { blobRefusals } from './blobs/refusals.ts';
import { sweepBlobs } from './blobs/sweep-blobs.ts';
import { platformData, platformPersonalData } from './body/platform-data.ts';
import { forgetRemovals } from './change-counter/change-counter.ts';
import type { Context } from './context.ts';
import { acrossOrganisations } from './db/scopes.ts';
import { deliverMail } from './mail/deliver-mail.ts';
import { forgetMail } from './mail/forget-mail.ts';
import { mailRefusals } from './mail/refusals.ts';
import { SEND_MAIL } from './mail/send-mail.ts';
import { mailDigest, mailNotice } from './notify/mail-notices.ts';
import { MAIL_NOTICE } from './notify/notify.ts';
import { MAIL_DIGEST, sendDigests } from './notify/send-digests.ts';
import { defineRoom, type Room } from './room.ts';

/** What the platform itself keeps, does on a schedule and hands over, in the shape of a room; it stands before all of them. */
export const platformRoom = defineRoom({
  name: 'platform',
  floor: 'foundation',
  title: 'Socle',
  needs: [],
  refusals: { ...blobRefusals, ...mailRefusals },
  jobs: [
    { name: SEND_MAIL, handler: deliverMail },
    { name: MAIL_NOTICE, handler: mailNotice },
    { name: MAIL_DIGEST, handler: mailDigest },
    { name: 'platform.send-digests', cron: '0 7 * * *', handler: sendDigests },
    { name: 'platform.forget', cron: '17 3 * * *', handler: forget },
    { name: 'platform.forget-mail', cron: '27 3 * * *', handler: (ctx: Context) => forgetMail(ctx.house) },
    { name: 'platform.sweep-blobs', cron: '37 3 * * *', handler: (ctx: Context) => sweepBlobs(ctx.house) },
  ],
  personalData: platformPersonalData,
  bodyData: platformData,
});

/** The rooms as the platform runs them: its own first. */
export function withPlatformRoom(rooms: readonly Room[]): readonly Room[] {
  return [platformRoom, ...rooms];
}

// Deliveries answer "was this event heard already?", and pg-boss gives up long before ninety days. A telephone that has not synchronised
// for half a year starts afresh.
async function forget(ctx: Context): Promise<void> {
  const now = ctx.now().toString();
  const halfAYearAgo = ctx.now().subtract({ hours: 24 * 182 });
  await acrossOrganisations(ctx.house.db, 'platform.forget', 'effacer ce qui ne sert plus', async (tx) => {
    await sql`delete from platform.delivery where at < ${now}::timestamptz - interval '90 days'`.execute(tx);
    await sql`delete from platform.rate_limit where window_ends < ${now}`.execute(tx);
    await sql`delete from platform.notice where created_at < ${now}::timestamptz - interval '365 days'`.execute(tx);
    await forgetRemovals(tx, halfAYearAgo);
  });
}
