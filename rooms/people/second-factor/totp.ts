// SPDX-License-Identifier: EUPL-1.2
import { Secret } from 'otpauth';
import { renderSVG } from 'uqr';
import type { Context } from '#platform/context.ts';
import { takeFromLimit } from '#platform/http/rate-limit.ts';
import { inContext } from '#platform/make-context.ts';
import { refuseFactor } from '../contract/second-factor.ts';
import { secrets } from '../secrets.ts';
import { personWhoActs } from '../person-who-acts.ts';
import { raiseSession, refuseUnlessProven } from '../sign-in/raise-session.ts';
import { readAccount } from '../sign-in/read-account.ts';
import type { Tables } from '../tables.ts';
import { firstCodes } from './recovery-codes.ts';
import { tellSelf } from './tell-self.ts';
import { takeTotp, totpName, totpOf } from './verify-code.ts';

/** Draws a secret for an application of codes, which asks nothing until a code confirms it. Refuses when one stands already. */
export async function beginTotp(ctx: Context<Tables>) {
  await refuseUnlessProven(ctx);
  const { personId } = personWhoActs(ctx);
  const secret = new Secret({ size: 20 });
  const row = { secret_sealed: secrets.seal(ctx.house.settings, totpName(personId), secret.base32), created_at: ctx.now().toString(), last_step: 0 };
  const { numInsertedOrUpdatedRows } = await ctx.tx
    .insertInto('people.totp')
    .values({ person_id: personId, id: personId, confirmed_at: null, ...row })
    .onConflict((conflict) => conflict.columns(['person_id', 'id']).doUpdateSet(row).where('people.totp.confirmed_at', 'is', null))
    .executeTakeFirstOrThrow();
  if (!numInsertedOrUpdatedRows) throw refuseFactor('people.totp-exists');
  const address = totpOf(secret, (await readAccount(ctx)).email).toString();
  return { secret: secret.base32, address, picture: renderSVG(address, { ecc: 'M', border: 2 }) };
}

/** Puts the application to work by its first code, and counts it as given in this session. Runs without a transaction. */
export async function confirmTotp(ctx: Context<Tables>, { code }: { code: string }) {
  const { personId } = personWhoActs(ctx);
  await takeFromLimit(ctx.house, `totp ${personId}`, { most: 20, seconds: 600 });
  const recoveryCodes = await within(ctx, async (inside) => {
    await refuseUnlessProven(inside);
    const standing = await inside.tx.selectFrom('people.totp').select('confirmed_at').where('person_id', '=', personId).executeTakeFirst();
    if (!standing || standing.confirmed_at) throw refuseFactor('people.totp-missing');
    if (!(await takeTotp(inside.tx, inside, personId, code.replaceAll(' ', ''), false))) throw refuseFactor('people.code-wrong', {}, 'code');
    await tellSelf(inside, 'totp-added');
    return firstCodes(inside);
  });
  await ctx.record({ what: 'people.totp-added', about: { person: personId } });
  return raiseSession(ctx, ['otp', 'mfa'], { recoveryCodes });
}

/** Removes the application. A body that asks a second factor then asks for another. */
export async function removeTotp(ctx: Context<Tables>): Promise<void> {
  await refuseUnlessProven(ctx);
  const { personId } = personWhoActs(ctx);
  const { numDeletedRows } = await ctx.tx.deleteFrom('people.totp').where('person_id', '=', personId).executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) return;
  await tellSelf(ctx, 'totp-removed');
  await ctx.record({ what: 'people.totp-removed', about: { person: personId } });
}

/** Runs `work` in a short transaction of the person's own, for a route that has none. */
export function within<Result>(ctx: Context<Tables>, work: (inside: Context<Tables>) => Promise<Result>): Promise<Result> {
  return inContext(ctx.house, { actor: ctx.actor, organisation: null, organisations: [], requestId: ctx.requestId }, work);
}
