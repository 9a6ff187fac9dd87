// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { HOUSE_ID } from '#platform/db/scopes.ts';
import { takeFromLimit } from '#platform/http/rate-limit.ts';
import { inContext } from '#platform/make-context.ts';
import { closeOtherSessions } from './close-session.ts';
import { refuse } from '../contract.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { LEAST_CHARACTERS, passwordFault } from './password-rule.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';

/**
 * Changes the password of the person signed in, who proves that they know the current one, and closes their other sessions: whoever held
 * the old password is out. Runs without a transaction: hashing takes a while.
 */
export async function changePassword(ctx: Context<Tables>, { current, next }: { current: string; next: string }): Promise<{ closed: number }> {
  const { personId, name } = personWhoActs(ctx);
  await takeFromLimit(ctx.house, `password ${personId}`, { most: 10, seconds: 600 });
  const standing = await within(ctx, readCredential);
  // Without a password, one is chosen by a mailed link, which proves as much.
  if (!standing) throw refuse('people.password-wrong', {}, 'current');
  const { login, secret_hash: known } = standing;
  if (!(await verifyPassword(current, known))) {
    await ctx.record({ what: 'people.password-change-refused', about: { person: personId } });
    throw refuse('people.password-wrong', {}, 'current');
  }
  const fault = passwordFault(next, { current, login, name });
  if (fault) throw refuse(fault, fault === 'people.password-too-short' ? { least: LEAST_CHARACTERS } : {}, 'next');
  const hash = await hashPassword(next);
  const done = await within(ctx, (inside) => writePassword(inside, known, hash));
  await ctx.record({ what: 'people.password-changed', about: { person: personId } });
  return done;
}

function within<Result>(ctx: Context<Tables>, work: (inside: Context<Tables>) => Promise<Result>): Promise<Result> {
  return inContext(ctx.house, { actor: ctx.actor, organisation: null, organisations: [], requestId: ctx.requestId }, work);
}

function readCredential(ctx: Context<Tables>) {
  return ctx.tx
    .selectFrom('people.credential')
    .select(['login', 'secret_hash'])
    .where('person_id', '=', personWhoActs(ctx).personId)
    .where('kind', '=', 'password')
    .executeTakeFirst();
}

async function writePassword(ctx: Context<Tables>, known: string, hash: string): Promise<{ closed: number }> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('people.credential')
    .set({ secret_hash: hash, changed_at: ctx.now().toString() })
    .where('person_id', '=', personWhoActs(ctx).personId)
    .where('kind', '=', 'password')
    // Of two changes at once, the second no longer holds the current password.
    .where('secret_hash', '=', known)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw refuse('people.password-wrong', {}, 'current');
  const at = ctx.now().toString();
  await ctx.queue('people.tell-security', { organisation: HOUSE_ID, person: personWhoActs(ctx).personId, what: 'password-chosen', at });
  return closeOtherSessions(ctx);
}
