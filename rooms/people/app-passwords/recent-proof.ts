// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { takeFromLimit } from '#platform/http/rate-limit.ts';
import { inContext } from '#platform/make-context.ts';
import { refuseAppPassword } from '../contract/app-passwords.ts';
import { personWhoActs } from '../person-who-acts.ts';
import { verifyPassword } from '../sign-in/password.ts';
import type { Tables } from '../tables.ts';

const RECENT = { minutes: 15 };

export type ProofNeeded = 'fresh' | 'password' | 'sign-in';

/** What this person must give before an act that outlives their session: nothing, if they proved who they are in the last quarter of an hour. */
export async function proofNeeded(ctx: Context<Tables>): Promise<ProofNeeded> {
  const { personId, sessionId } = personWhoActs(ctx);
  const session = await ctx.tx.selectFrom('people.session').select('proven_at').where('id', '=', sessionId).executeTakeFirstOrThrow();
  if (Temporal.Instant.compare(Temporal.Instant.from(session.proven_at), ctx.now().subtract(RECENT)) >= 0) return 'fresh';
  return (await passwordOf(ctx, personId)) ? 'password' : 'sign-in';
}

/** Refuses unless the person proved who they are lately, or gives their password now. For an action without a transaction: hashing takes a while. */
export async function provenLately(ctx: Context<Tables>, password: string | undefined): Promise<void> {
  const { personId } = personWhoActs(ctx);
  const needed = await within(ctx, proofNeeded);
  if (needed === 'fresh') return;
  if (needed === 'sign-in') throw refuseAppPassword('people.prove-by-signing-in');
  if (!password) throw refuseAppPassword('people.prove-again', {}, 'password');
  await takeFromLimit(ctx.house, `password ${personId}`, { most: 10, seconds: 600 });
  const known = await within(ctx, (inside) => passwordOf(inside, personId));
  if (known && (await verifyPassword(password, known))) return;
  await ctx.record({ what: 'people.proof-refused', about: { person: personId } });
  throw refuseAppPassword('people.proof-wrong', {}, 'password');
}

/** A short transaction of the person, inside an action that has none. */
export function within<Result>(ctx: Context<Tables>, work: (inside: Context<Tables>) => Promise<Result>): Promise<Result> {
  const entry = { actor: ctx.actor, organisation: null, organisations: ctx.organisations, requestId: ctx.requestId };
  return inContext(ctx.house, entry, work);
}

async function passwordOf(ctx: Context<Tables>, personId: string): Promise<string | null> {
  const row = await ctx.tx
    .selectFrom('people.credential')
    .select('secret_hash')
    .where('person_id', '=', personId)
    .where('kind', '=', 'password')
    .executeTakeFirst();
  return row?.secret_hash ?? null;
}
