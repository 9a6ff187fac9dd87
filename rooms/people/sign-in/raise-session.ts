// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { WithReply } from '#platform/http/answers.ts';
import { setSessionCookie } from '#platform/http/session-cookie.ts';
import { wakePages } from '#platform/notify/my-notices.ts';
import { refuseFactor } from '../contract/second-factor.ts';
import { noteBreakGlass } from '../federation/break-glass.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';
import { asPerson } from './across-sign-in.ts';
import type { Method } from './open-session.ts';
import { newSessionSecret, secretDigest, SESSION_LASTS } from './session.ts';

const PROVEN_WITHIN = Temporal.Duration.from({ minutes: 30 });

/**
 * Adds proofs to the session that asks, under a new secret: whoever held the former, in another browser, is left with nothing. It lasts no longer
 * for it.
 */
export async function raiseSession<Body>(ctx: Context<Tables>, methods: readonly Method[], body: Body): Promise<WithReply<Body>> {
  const { personId, name, sessionId } = personWhoActs(ctx);
  const secret = newSessionSecret();
  const now = ctx.now();
  const raised = await asPerson(ctx, { personId, name }, async (own) => {
    const session = await own.tx
      .updateTable('people.session')
      .set({
        secret_digest: secretDigest(secret),
        methods: sql<string[]>`(select array_agg(distinct m) from unnest(methods || ${[...methods]}::text[]) as m)`,
        proven_at: now.toString(),
      })
      .where('person_id', '=', personId)
      .where('id', '=', sessionId)
      .where('revoked_at', 'is', null)
      .returning('methods')
      .executeTakeFirst();
    await wakePages(own);
    return session?.methods ?? [];
  });
  await noteBreakGlass(ctx, { personId, methods: raised }, sessionId);
  await ctx.record({ what: 'people.session-raised', about: { person: personId, methods: [...methods] } });
  return new WithReply(body, (reply) => setSessionCookie(reply, ctx.house.settings.publicUrl, secret, SESSION_LASTS.total('seconds')));
}

/** Refuses `people.prove-again` when the person proved who they are too long ago to change how they sign in. */
export async function refuseUnlessProven(ctx: Context<Tables>): Promise<void> {
  const { personId, sessionId } = personWhoActs(ctx);
  const session = await ctx.tx
    .selectFrom('people.session')
    .select('proven_at')
    .where('person_id', '=', personId)
    .where('id', '=', sessionId)
    .executeTakeFirst();
  const until = session && Temporal.Instant.from(session.proven_at).add(PROVEN_WITHIN);
  if (!until || Temporal.Instant.compare(until, ctx.now()) < 0) throw refuseFactor('people.prove-again', { minutes: PROVEN_WITHIN.minutes });
}
