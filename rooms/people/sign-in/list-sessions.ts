// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';

/** The person's open sessions: this one first, then the newest. */
export async function listSessions(ctx: Context<Tables>) {
  const { personId, sessionId } = personWhoActs(ctx);
  const open = await ctx.tx
    .selectFrom('people.session')
    .select(['id', 'device', 'created_at as openedAt', 'seen_at as seenAt', 'expires_at as endsAt'])
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', ctx.now().toString())
    .where(sql<boolean>`seen_at > ${ctx.now().toString()}::timestamptz - make_interval(mins => idle_minutes)`)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const rows = open.map((session) => ({ ...session, isThis: session.id === sessionId })).toSorted((a, b) => Number(b.isThis) - Number(a.isThis));
  return { rows, total: rows.length };
}
