// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { takeFromLimit } from '#platform/http/rate-limit.ts';
import { refuseFactor } from '../contract/second-factor.ts';
import { asPerson } from '../sign-in/across-sign-in.ts';
import type { Method } from '../sign-in/open-session.ts';
import type { Tables } from '../tables.ts';
import { completeWith, whoCompletes } from './complete-sign-in.ts';
import { takeRecoveryCode, takeTotp } from './verify-code.ts';

/** Completes a sign-in, or the session that asks, by a code of the application or a recovery code. Runs without a transaction. */
export async function giveCode(ctx: Context<Tables>, { code }: { code: string }) {
  const who = await whoCompletes(ctx);
  if (!who) throw refuseFactor('people.step-over');
  // A million codes, three of which are right: at this pace, five hundred days to have one chance in two.
  await takeFromLimit(ctx.house, `second-factor ${who.personId} ${who.lane}`, { most: 10, seconds: 600 });
  const taken = await asPerson(ctx, who, async (own) => {
    if (await takeTotp(own.tx, own, who.personId, code.replaceAll(' ', ''))) return 'totp';
    if (!(await takeRecoveryCode(own.tx, own, who.personId, code))) return null;
    await own.queue('people.tell-security', { person: who.personId, what: 'recovery-used', at: own.now().toString() });
    return 'recovery';
  });
  if (!taken) {
    await ctx.record({ what: 'people.second-factor-failed', about: { person: who.personId } });
    throw refuseFactor('people.factor-refused', {}, 'code');
  }
  const methods: Method[] = ['otp', 'mfa'];
  return completeWith(ctx, who, methods);
}
