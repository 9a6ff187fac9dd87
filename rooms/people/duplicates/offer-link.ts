// SPDX-License-Identifier: EUPL-1.2
import { randomBytes } from 'node:crypto';
import type { Context } from '#platform/context.ts';
import { refuseLink } from '../contract/duplicates.ts';
import { personWhoActs } from '../person-who-acts.ts';
import { secretDigest } from '../sign-in/session.ts';
import type { Tables } from '../tables.ts';

const OFFER_LASTS = Temporal.Duration.from({ minutes: 10 });
const PROVEN_WITHIN = Temporal.Duration.from({ minutes: 30 });
// RFC 4648, base 32: no 0, 1 or 8 to take for a letter.
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Draws a code by which the person, signed in to their other account, proves that this one is theirs too. Refuses a session that is not fresh. */
export async function offerLink(ctx: Context<Tables>): Promise<{ code: string; expiresAt: string }> {
  await refuseUnlessFresh(ctx);
  const { personId } = personWhoActs(ctx);
  const code = newCode();
  const now = ctx.now();
  const expiresAt = now.add(OFFER_LASTS).toString();
  // One offer at a time: the one on screen.
  await ctx.tx.deleteFrom('people.link_offer').where('person_id', '=', personId).execute();
  await ctx.tx
    .insertInto('people.link_offer')
    .values({
      person_id: personId,
      id: ctx.newId(),
      secret_digest: secretDigest(code),
      offered_at: now.toString(),
      expires_at: expiresAt,
      used_at: null,
    })
    .execute();
  return { code: (code.match(/.{1,5}/g) ?? []).join('-'), expiresAt };
}

/** Refuses a session opened longer ago: a computer left open must not be enough to take an account over. */
export async function refuseUnlessFresh(ctx: Context<Tables>): Promise<void> {
  const { sessionId } = personWhoActs(ctx);
  const session = await ctx.tx.selectFrom('people.session').select('proven_at').where('id', '=', sessionId).executeTakeFirst();
  const since = session && Temporal.Instant.from(session.proven_at);
  if (!since || Temporal.Instant.compare(since.add(PROVEN_WITHIN), ctx.now()) < 0)
    throw refuseLink('people.link-sign-in-again', { minutes: PROVEN_WITHIN.minutes });
}

// 26 characters of 5 bits: 130 random bits.
function newCode(): string {
  return [...randomBytes(26)].map((byte) => ALPHABET[byte & 31]).join('');
}
