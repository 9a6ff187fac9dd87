// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { wakePages } from '#platform/notify/my-notices.ts';
import { endEntriesSoon } from '../openid-provider/end-entries.ts';
import { refuse } from '../contract.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';

/** Closes one of the person's own sessions. Refuses one that is not theirs or is closed already, without saying which. */
export async function closeSession(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  const closed = await close(ctx, (sessions) => sessions.where('id', '=', id));
  if (closed === 0) throw refuse('people.session-unknown');
}

/** Closes every session of the person but the one that asks. Returns how many. */
export async function closeOtherSessions(ctx: Context<Tables>): Promise<{ closed: number }> {
  const { sessionId } = personWhoActs(ctx);
  return { closed: await close(ctx, (sessions) => sessions.where('id', '!=', sessionId)) };
}

async function close(ctx: Context<Tables>, those: (sessions: ReturnType<typeof openSessions>) => ReturnType<typeof openSessions>): Promise<number> {
  const { numUpdatedRows } = await those(openSessions(ctx)).executeTakeFirstOrThrow();
  // Their pages then ask again, and learn at once that they are signed in no more.
  await wakePages(ctx);
  await endEntriesSoon(ctx);
  return Number(numUpdatedRows);
}

function openSessions(ctx: Context<Tables>) {
  const now = ctx.now().toString();
  return ctx.tx
    .updateTable('people.session')
    .set({ revoked_at: now })
    .where('person_id', '=', personWhoActs(ctx).personId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now);
}
