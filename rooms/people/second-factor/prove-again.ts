// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { takeFromLimit } from '#platform/http/rate-limit.ts';
import { refuse } from '../contract/account.ts';
import { personWhoActs } from '../person-who-acts.ts';
import { verifyPassword } from '../sign-in/password.ts';
import { raiseSession } from '../sign-in/raise-session.ts';
import type { Tables } from '../tables.ts';
import { within } from './totp.ts';

/** Proves again, by the password, that the session is still its owner's. Runs without a transaction: hashing takes a while. */
export async function proveAgain(ctx: Context<Tables>, { password }: { password: string }) {
  const { personId } = personWhoActs(ctx);
  await takeFromLimit(ctx.house, `password ${personId}`, { most: 10, seconds: 600 });
  const known = await within(ctx, (inside) =>
    inside.tx
      .selectFrom('people.credential')
      .select('secret_hash')
      .where('person_id', '=', personId)
      .where('kind', '=', 'password')
      .executeTakeFirst(),
  );
  if (!(await verifyPassword(password, known?.secret_hash ?? null))) throw refuse('people.password-wrong', {}, 'password');
  return raiseSession(ctx, ['pwd'], undefined);
}
