// SPDX-License-Identifier: EUPL-1.2
/** Challenges that an authenticator signs: kept here, short-lived, each good for one answer. */
import { inNoOrganisation } from '#platform/db/scopes.ts';
import type { Context } from '#platform/context.ts';
import { secretDigest } from '../sign-in/session.ts';
import type { Tables } from '../tables.ts';

const LASTS = Temporal.Duration.from({ minutes: 5 });

type Purpose = 'passkey' | 'new-passkey';

/** Where passkeys are good for: the public address, whatever the request says that it was sent to. */
export function relyingParty(ctx: Context<Tables>): { rpID: string; origin: string } {
  const { hostname, origin } = new URL(ctx.house.settings.publicUrl);
  return { rpID: hostname, origin };
}

/** Remembers a challenge, for one person where it is theirs. */
export async function keepChallenge(ctx: Context<Tables>, challenge: string, purpose: Purpose, personId: string | null): Promise<void> {
  await inNoOrganisation<Tables, unknown>(ctx.house.db, (tx) =>
    tx
      .insertInto('people.sign_in_step')
      .values({ digest: secretDigest(challenge), purpose, person_id: personId, methods: [], expires_at: ctx.now().add(LASTS).toString() })
      .execute(),
  );
}

/** Spends a challenge: false when it is not ours, is another's, has served or has run out. */
export async function spendChallenge(ctx: Context<Tables>, challenge: string, purpose: Purpose, personId: string | null): Promise<boolean> {
  const spent = await inNoOrganisation<Tables, { person_id: string | null } | undefined>(ctx.house.db, (tx) =>
    tx
      .deleteFrom('people.sign_in_step')
      .where('digest', '=', secretDigest(challenge))
      .where('purpose', '=', purpose)
      .where('expires_at', '>', ctx.now().toString())
      .returning('person_id')
      .executeTakeFirst(),
  );
  return spent !== undefined && spent.person_id === personId;
}
