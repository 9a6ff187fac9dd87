// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { WithReply } from '#platform/http/answers.ts';
import { setHouseCookie } from '#platform/http/house-cookie.ts';
import { refuseFactor } from '../contract/second-factor.ts';
import { acrossSignIn } from '../sign-in/across-sign-in.ts';
import { STEP_COOKIE, type Entered } from '../sign-in/enter.ts';
import { isKnownDevice } from '../sign-in/known-device.ts';
import { openSession, type Method } from '../sign-in/open-session.ts';
import { raiseSession } from '../sign-in/raise-session.ts';
import { secretDigest } from '../sign-in/session.ts';
import type { Tables } from '../tables.ts';

/** Who gives a second factor: `account` is the one under which they came, `personId` the one that holds the factors. */
export type Completing = { personId: string; name: string; account: string; lane: string; step: Buffer | null };

const MOST_TRIES = 5;

/**
 * Whose sign-in is to be completed: of the session that asks, or of the first factor that this browser gave within ten minutes. Each call is a
 * try; null when there is nothing to complete, or no more. A technician completes nobody's.
 */
export async function whoCompletes(ctx: Context<Tables>): Promise<Completing | null> {
  if (ctx.actor.kind === 'person') {
    const { personId, name, supportedBy } = ctx.actor;
    return supportedBy ? null : { personId, name, account: personId, lane: 'session', step: null };
  }
  const secret = ctx.cookie(STEP_COOKIE);
  if (!secret) return null;
  const step = secretDigest(secret);
  return acrossSignIn(ctx, 'compléter une connexion', async (tx) => {
    const row = await tx
      .updateTable('people.sign_in_step')
      .set((set) => ({ tries: set('tries', '+', 1) }))
      .where('digest', '=', step)
      .where('purpose', '=', 'second-factor')
      .where('expires_at', '>', ctx.now().toString())
      .where('tries', '<', MOST_TRIES)
      .returning('person_id')
      .executeTakeFirst();
    if (!row?.person_id) return null;
    const main = await tx
      .selectFrom('people.person as a')
      .innerJoin('people.person as p', (join) => join.on((on) => on('p.id', '=', on.fn.coalesce('a.main_id', 'a.id'))))
      .select(['p.id', 'p.given_name', 'p.family_name'])
      .where('a.id', '=', row.person_id)
      .executeTakeFirstOrThrow();
    // Someone who stole the password spends tries of their own, not those of the owner's device.
    const lane = (await isKnownDevice(tx, ctx, main.id)) ?? 'unknown';
    return { personId: main.id, name: `${main.given_name} ${main.family_name}`, account: row.person_id, lane, step };
  });
}

/** Opens the session with both proofs, or raises the one that asks. Of two completions of one sign-in, one opens it. */
export async function completeWith(ctx: Context<Tables>, who: Completing, methods: readonly Method[]): Promise<WithReply<Entered>> {
  const body: Entered = { person: { id: who.account, name: who.name }, secondFactor: [] };
  const { step } = who;
  if (!step) return raiseSession(ctx, methods, body);
  const begun = await acrossSignIn(ctx, 'compléter une connexion', (tx) =>
    tx.deleteFrom('people.sign_in_step').where('digest', '=', step).returning('methods').executeTakeFirst(),
  );
  if (!begun) throw refuseFactor('people.step-over');
  // What the step holds was written by `enter`, from methods.
  const opened = await openSession(ctx, { personId: who.account, methods: [...(begun.methods as Method[]), ...methods] }, body);
  return new WithReply(opened.body, (reply) => {
    opened.apply(reply);
    setHouseCookie(reply, ctx.house.settings.publicUrl, STEP_COOKIE, null);
  });
}
