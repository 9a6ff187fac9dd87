// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { WithReply } from '#platform/http/answers.ts';
import { clearSessionCookie } from '#platform/http/session-cookie.ts';
import { leaveProvider, type Leaving } from '../federation/leave-provider.ts';
import { endEntriesSoon } from '../openid-provider/end-entries.ts';
import { endOwnSupport } from '../support/end-support.ts';
import type { Tables } from '../tables.ts';

/**
 * Closes the session of this browser; a technician's ends with the support. Without one, there is nothing to close. A session that a provider
 * opened is to be ended there too: the answer says where.
 */
export async function signOut(ctx: Context<Tables>) {
  if (ctx.actor.kind === 'person' && ctx.actor.supportedBy) return endOwnSupport(ctx);
  let leaving: Leaving | null = null;
  if (ctx.actor.kind === 'person') {
    leaving = await leaveProvider(ctx, ctx.actor);
    await ctx.tx
      .updateTable('people.session')
      .set({ revoked_at: ctx.now().toString() })
      .where('person_id', '=', ctx.actor.personId)
      .where('id', '=', ctx.actor.sessionId)
      .execute();
    await endEntriesSoon(ctx);
  }
  return new WithReply(leaving ? { location: leaving.location } : undefined, (reply) => {
    clearSessionCookie(reply, ctx.house.settings.publicUrl);
    leaving?.remember(reply);
  });
}
