// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { WithReply } from '#platform/http/answers.ts';
import { resumeSession } from '#platform/http/session-cookie.ts';
import { refuseSupport } from '../contract/support.ts';
import { SESSION_LASTS } from '../sign-in/session.ts';
import type { Tables } from '../tables.ts';

type Ended = { how: string; by: string; helped: string; person: string };

/** Ends a support that the operator of the address gives. Refuses one that is unknown or over. */
export async function endSupport(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  if (!(await end(ctx, id))) throw refuseSupport('people.support-unknown');
}

/** Ends the support of this browser, if it is one, and gives the technician their own session back. */
export async function endOwnSupport(ctx: Context<Tables>): Promise<WithReply<undefined>> {
  if (ctx.actor.kind === 'person' && ctx.actor.supportedBy) {
    const { rows } = await sql<{ support: { id: string } | null }>`
      select people.support_of_session(${ctx.actor.sessionId}::uuid) as support`.execute(ctx.tx);
    if (rows[0]?.support) await end(ctx, rows[0].support.id);
  }
  return new WithReply(undefined, (reply) => resumeSession(reply, ctx.house.settings.publicUrl, SESSION_LASTS.total('seconds')));
}

/** Ends a support for whoever may: false when there is nothing for them to end. Those who were helped are told. */
export async function end(ctx: Context<Tables>, id: string): Promise<boolean> {
  const session = ctx.actor.kind === 'person' ? ctx.actor.sessionId : null;
  const { rows } = await sql<{ ended: Ended | null }>`
    select people.end_support(${id}::uuid, ${session}::uuid, ${ctx.now().toString()}::timestamptz) as ended`.execute(ctx.tx);
  const ended = rows[0]?.ended;
  if (!ended) return false;
  const payload = { supportId: id, personId: ended.person, how: ended.how };
  // Queued with the ending, and told in the body helped, which may not be the one in the address.
  await ctx.queue('people.tell-support-ended', { organisation: ended.helped, ...payload });
  return true;
}

/** Tells in the body helped that a support is over. */
export async function tellSupportEnded(
  ctx: Context<Tables>,
  { supportId, personId, how }: { supportId: string; personId: string; how: string },
): Promise<void> {
  await ctx.tell('people.support-ended', { supportId, personId, how });
}
