// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { acrossOrganisations } from '../db/scopes.ts';
import type { MailChoice } from './tables.ts';

export const MAIL_DIGEST = 'platform.mail-digest';

const DAILY: readonly MailChoice[] = ['answers', 'daily'];

/** Queues one digest for each person who takes them this morning (on Mondays, the weekly ones too) and has something new. Running it twice mails nobody twice. */
export async function sendDigests<Tables>(ctx: Context<Tables>): Promise<void> {
  const due = ctx.today().dayOfWeek === 1 ? [...DAILY, 'weekly'] : DAILY;
  const persons = await acrossOrganisations(ctx.house.db, 'notify.digest', 'who has unread notices to be mailed this morning', async (tx) => {
    const { rows } = await sql<{ person: string }>`
      select distinct n.person_id as person
      from platform.notice n
      left join platform.notice_choice c on c.person_id = n.person_id
      where n.read_at is null
        and n.mailed_at is null
        and n.importance <> 'low'
        and coalesce(c.by_mail, 'answers') = any (${due})`.execute(tx);
    return rows.map((row) => row.person);
  });
  for (const person of persons) await ctx.queue(MAIL_DIGEST, { person }, { singletonKey: person });
}
