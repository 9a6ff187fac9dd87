// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Importance, MailChoice } from './tables.ts';

export const MAIL_NOTICE = 'platform.mail-notice';

export type NewNotice = {
  personId: string;
  /** What happened, such as `leave.approved`. */
  what: string;
  /** One French sentence, complete in itself: it is also the subject of the mail. */
  title: string;
  /** Page of this installation where more is to be seen. */
  href: string;
  /** `low` is never mailed; `high` is mailed at once to whoever takes mails at all; `normal` as the person chose. Default `normal`. */
  importance?: Importance;
  /** Somebody waits for this person's answer: mailed at once to whoever did not choose to be told otherwise. */
  awaitsAnswer?: boolean;
  /** Names the thing told, such as the event's id: told again under one key, a person hears it once. */
  key: string;
};

/** Tells a person something in the name of the body in the address, in the caller's transaction: in page at once, by mail as they chose. */
export async function notify<Tables>(ctx: Context<Tables>, notice: NewNotice): Promise<void> {
  const id = ctx.newId();
  const importance = notice.importance ?? 'normal';
  const { rows } = await sql<{ choice: MailChoice | null }>`
    select platform.tell_person(
      ${notice.personId}, ${id}, ${notice.key}, ${notice.what}, ${notice.title}, ${notice.href}, ${importance}, ${ctx.now().toString()}
    ) as choice`.execute(ctx.tx);
  if (goesAtOnce(notice, rows[0]?.choice ?? null)) await ctx.queue(MAIL_NOTICE, { person: notice.personId, notice: id });
}

function goesAtOnce({ importance, awaitsAnswer }: NewNotice, choice: MailChoice | null): boolean {
  if (choice === null || choice === 'none' || importance === 'low') return false;
  return choice === 'at-once' || importance === 'high' || (choice === 'answers' && awaitsAnswer === true);
}
