// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { personWhoActs } from '../person-who-acts.ts';
import type { Tables } from '../tables.ts';

/** How the person signs in, for their account page. */
export async function readSignInWays(ctx: Context<Tables>) {
  const { personId, sessionId } = personWhoActs(ctx);
  const { tx } = ctx;
  const session = await tx
    .selectFrom('people.session')
    .select(['methods', 'proven_at'])
    .where('person_id', '=', personId)
    .where('id', '=', sessionId)
    .executeTakeFirstOrThrow();
  // Whichever linked account it is of, it opens this session.
  const ofMine = sql<boolean>`person_id in (select platform.persons())`;
  const password = await tx.selectFrom('people.credential').select('id').where(ofMine).executeTakeFirst();
  const totp = await tx.selectFrom('people.totp').select('confirmed_at').where('person_id', '=', personId).executeTakeFirst();
  const codes = await tx
    .selectFrom('people.recovery_code')
    .select((count) => count.fn.countAll<number>().as('left'))
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  const passkeys = await tx
    .selectFrom('people.passkey')
    .select(['id', 'name', 'is_synced as isSynced', 'created_at as createdAt', 'used_at as usedAt'])
    .where(ofMine)
    .orderBy('created_at')
    .execute();
  return {
    methods: session.methods,
    provenAt: session.proven_at,
    hasPassword: password !== undefined,
    totpSince: totp?.confirmed_at ?? null,
    recoveryCodesLeft: codes.left,
    passkeys,
  };
}
