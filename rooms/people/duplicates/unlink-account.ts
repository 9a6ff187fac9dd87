// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { WithReply } from '#platform/http/answers.ts';
import { clearSessionCookie } from '#platform/http/session-cookie.ts';
import { refuseLink } from '../contract/duplicates.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';

/** Sets an account apart again: each opens what it opened before. Sessions do not say by which they were opened, so all of them end. */
export async function unlinkAccount(ctx: Context<Tables>, { id }: { id: string }): Promise<WithReply<undefined>> {
  const { rows } = await sql<{ done: boolean }>`
    select people.unlink_account(${id}::uuid, ${ctx.now().toString()}::timestamptz) as done`.execute(ctx.tx);
  if (!rows[0]?.done) throw refuseLink('people.link-unknown');
  await ctx.queue('people.tell-linked', { one: personWhoActs(ctx).personId, other: id, linked: false });
  return new WithReply(undefined, (reply) => clearSessionCookie(reply, ctx.house.settings.publicUrl));
}
