// SPDX-License-Identifier: EUPL-1.2
import type { Transaction } from 'kysely';
import type { Context } from '#platform/context.ts';
import { takeFromLimit } from '#platform/http/rate-limit.ts';
import { refuse } from '../contract.ts';
import { acrossSignIn } from './across-sign-in.ts';
import { openSession } from './open-session.ts';
import { verifyPassword } from './password.ts';
import { secretDigest } from './session.ts';
import type { Tables } from '../tables.ts';

type Known = { person_id: string; given_name: string; family_name: string; secret_hash: string };

/** Opens a session; refuses with one sentence whatever is wrong, in the same time. Runs without a transaction: hashing takes a while. */
export async function signIn(ctx: Context<Tables>, { email, password }: { email: string; password: string }) {
  const login = email.trim().toLowerCase();
  await takeFromLimit(ctx.house, `sign-in ${secretDigest(login).toString('hex')}`, { most: 20, seconds: 600 });
  const known = await acrossSignIn(ctx, 'chercher un compte', (tx) => findAccount(tx, login));
  const isRight = await verifyPassword(password, known?.secret_hash ?? null);
  if (!known || !isRight) {
    await ctx.record({ what: 'people.sign-in-failed', about: { account: known?.person_id ?? null } });
    throw refuse('people.sign-in-refused');
  }
  const answer = { person: { id: known.person_id, name: `${known.given_name} ${known.family_name}` } };
  return openSession(ctx, { personId: known.person_id, methods: ['pwd'] }, answer);
}

function findAccount(tx: Transaction<Tables>, login: string): Promise<Known | undefined> {
  return tx
    .selectFrom('people.credential as c')
    .innerJoin('people.person as p', 'p.id', 'c.person_id')
    .select(['c.person_id', 'c.secret_hash', 'p.given_name', 'p.family_name'])
    .where('c.kind', '=', 'password')
    .where('c.login', '=', login)
    .executeTakeFirst();
}
