// SPDX-License-Identifier: EUPL-1.2
import { sql, type Transaction } from 'kysely';
import type { Context } from '#platform/context.ts';
import { WithReply } from '#platform/http/answers.ts';
import { setHouseCookie } from '#platform/http/house-cookie.ts';
import type { secondFactors } from '../contract/account.ts';
import type { Tables } from '../tables.ts';
import { acrossSignIn } from './across-sign-in.ts';
import { openSession, type Method } from './open-session.ts';
import { newSessionSecret, secretDigest } from './session.ts';

export type SecondFactor = (typeof secondFactors)[number];
export type Entered = { person: { id: string; name: string } | null; secondFactor: SecondFactor[] };

export const STEP_COOKIE = 'beffroi-step';
const STEP_LASTS = Temporal.Duration.from({ minutes: 10 });

/**
 * Lets in a person who gave a first factor: opens the session; or, where the account has a second factor, opens nothing yet and hands the browser
 * what lets it give the second one within ten minutes. A stolen password alone opens no session of such an account.
 */
export async function enter(
  ctx: Context<Tables>,
  { personId, name, methods }: { personId: string; name: string; methods: readonly Method[] },
): Promise<WithReply<Entered>> {
  const secret = newSessionSecret();
  const factors = await acrossSignIn(ctx, 'chercher une seconde preuve', async (tx) => {
    const found = await factorsOf(tx, personId);
    if (found.length > 0 && !methods.includes('mfa'))
      await tx
        .insertInto('people.sign_in_step')
        .values({
          digest: secretDigest(secret),
          purpose: 'second-factor',
          person_id: personId,
          methods: [...methods],
          expires_at: ctx.now().add(STEP_LASTS).toString(),
        })
        .execute();
    return found;
  });
  if (factors.length === 0 || methods.includes('mfa'))
    return openSession(ctx, { personId, methods }, { person: { id: personId, name }, secondFactor: [] });
  return new WithReply<Entered>({ person: null, secondFactor: factors }, (reply) =>
    setHouseCookie(reply, ctx.house.settings.publicUrl, STEP_COOKIE, secret, STEP_LASTS.total('seconds')),
  );
}

/** The second factors of a person, whichever of their accounts is named; in a transaction that may read them. Codes alone are none. */
export async function factorsOf(tx: Transaction<Tables>, personId: string): Promise<SecondFactor[]> {
  const { rows } = await sql<{ totp: boolean; passkey: boolean; recovery: boolean }>`
    with accounts as (
      select p.id from people.person p
      where p.id = ${personId}::uuid or p.id = (select q.main_id from people.person q where q.id = ${personId}::uuid))
    select
      exists (select from people.totp t where t.person_id in (select id from accounts) and t.confirmed_at is not null) as totp,
      exists (select from people.passkey k where k.person_id in (select id from accounts)) as passkey,
      exists (select from people.recovery_code r where r.person_id in (select id from accounts) and r.used_at is null) as recovery`.execute(tx);
  const has = rows[0];
  if (!has || !(has.totp || has.passkey)) return [];
  return (['totp', 'passkey', 'recovery'] as const).filter((factor) => has[factor]);
}
