// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuseFactor } from '../contract/second-factor.ts';
import { personWhoActs } from '../person-who-acts.ts';
import { acrossSignIn } from '../sign-in/across-sign-in.ts';
import { factorsOf } from '../sign-in/enter.ts';
import { refuseUnlessProven } from '../sign-in/raise-session.ts';
import type { Tables } from '../tables.ts';
import { tellSelf } from './tell-self.ts';
import { drawCodes } from './verify-code.ts';

/** Ten new codes; the former open nothing. Refuses whoever has no second factor that they would stand for. */
export async function drawRecoveryCodes(ctx: Context<Tables>) {
  await refuseUnlessProven(ctx);
  const { personId } = personWhoActs(ctx);
  // Which accounts are one human being's is not for the server to read.
  const factors = await acrossSignIn(ctx, 'tirer des codes de secours', (tx) => factorsOf(tx, personId));
  if (factors.length === 0) throw refuseFactor('people.no-second-factor');
  const recoveryCodes = await drawCodes(ctx, personId);
  await tellSelf(ctx, 'recovery-drawn');
  await ctx.record({ what: 'people.recovery-drawn', about: { person: personId } });
  return { recoveryCodes };
}

/** The codes that come with a first second factor; null where some stand already. */
export async function firstCodes(ctx: Context<Tables>): Promise<string[] | null> {
  const { personId } = personWhoActs(ctx);
  const standing = await ctx.tx.selectFrom('people.recovery_code').select('id').where('person_id', '=', personId).limit(1).executeTakeFirst();
  return standing ? null : drawCodes(ctx, personId);
}
