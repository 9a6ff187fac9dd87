// SPDX-License-Identifier: EUPL-1.2
import { sql, type Transaction } from 'kysely';
import type { Context } from '#platform/context.ts';
import { refuse } from '../contract.ts';
import type { Tables } from '../tables.ts';
import { acrossSignIn } from './across-sign-in.ts';
import { enter } from './enter.ts';
import { isKnownDevice } from './known-device.ts';
import { verifyPassword } from './password.ts';
import { countFailure, slowDown } from './slow-down.ts';
import type { Work } from './work.ts';

/** Who has this address, as the database tells it to whoever signs in. */
export type Account = { personId: string; name: string; secretHash: string | null; takesMailLink: boolean };

const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * Opens a session, or asks the second factor of an account that has one; refuses with one sentence whatever is wrong, by the same steps. Runs
 * without a transaction: hashing takes a while.
 */
export async function signIn(ctx: Context<Tables>, { email, password, work }: { email: string; password: string; work?: Work | undefined }) {
  const login = email.trim().toLowerCase();
  const { account, device } = await acrossSignIn(ctx, 'chercher un compte', async (tx) => {
    const found = await accountAt(tx, ctx, login);
    return { account: found, device: await isKnownDevice(tx, ctx, found?.personId ?? NOBODY) };
  });
  await slowDown(ctx, { login, device, work });
  const isRight = await verifyPassword(password, account?.secretHash ?? null);
  if (!account || !isRight) {
    await countFailure(ctx);
    await ctx.record({ what: 'people.sign-in-failed', about: { account: account?.personId ?? null } });
    throw refuse('people.sign-in-refused');
  }
  return enter(ctx, { personId: account.personId, name: account.name, methods: ['pwd'] });
}

/** The account of an address, in a transaction of the across role. */
export async function accountAt(tx: Transaction<Tables>, ctx: Context<Tables>, login: string): Promise<Account | null> {
  const { rows } = await sql<{
    account: Account | null;
  }>`select people.account_at(${login}, ${ctx.now().toString()}::timestamptz) as account`.execute(tx);
  return rows[0]?.account ?? null;
}
