// SPDX-License-Identifier: EUPL-1.2
import type { FastifyReply } from 'fastify';
import type { Transaction } from 'kysely';
import type { Context } from '#platform/context.ts';
import { setHouseCookie } from '#platform/http/house-cookie.ts';
import type { Tables } from '../tables.ts';
import { newSessionSecret, secretDigest } from './session.ts';

const COOKIE = 'beffroi-device';
// As long as browsers keep any cookie (RFC 6265bis): renewed at each sign-in.
const KEPT_SECONDS = 400 * 86_400;

/** The secret by which this browser is known again: the one that it presents, else a new one. It opens nothing by itself. */
export function presentedDevice(ctx: Context<Tables>): string {
  const presented = ctx.cookie(COOKIE);
  return presented && /^[\w-]{43}$/.test(presented) ? presented : newSessionSecret();
}

/** Hands it to the browser, for a long time. */
export function setDeviceCookie(reply: FastifyReply, publicUrl: string, secret: string): void {
  setHouseCookie(reply, publicUrl, COOKIE, secret, KEPT_SECONDS);
}

type Seen = { personId: string; secret: string; name: string; now: Temporal.Instant; newId: () => string };

/** Notes that a person signs in with this browser, in a transaction of the across role. Says whether it is new, and the first of all. */
export async function rememberDevice(tx: Transaction<Tables>, { personId, secret, name, now, newId }: Seen) {
  const at = now.toString();
  const standing = await tx
    .selectFrom('people.known_device')
    .select(['id', 'secret_digest', 'forgotten_at'])
    .where('person_id', '=', personId)
    .execute();
  const digest = secretDigest(secret);
  const known = standing.find((device) => device.secret_digest.equals(digest));
  if (known && !known.forgotten_at) {
    await tx
      .updateTable('people.known_device')
      .set({ seen_at: at, device: name })
      .where('person_id', '=', personId)
      .where('id', '=', known.id)
      .execute();
    return { id: known.id, isNew: false, isFirst: false };
  }
  const { id } = await tx
    .insertInto('people.known_device')
    .values({ person_id: personId, id: newId(), secret_digest: digest, device: name, first_seen_at: at, seen_at: at, forgotten_at: null })
    .onConflict((conflict) =>
      conflict.columns(['person_id', 'secret_digest']).doUpdateSet({ forgotten_at: null, seen_at: at, first_seen_at: at, device: name }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, isNew: true, isFirst: standing.length === 0 };
}

/** Whether this browser presents a device with which this person has signed in. */
export async function isKnownDevice(tx: Transaction<Tables>, ctx: Context<Tables>, personId: string): Promise<string | null> {
  const presented = ctx.cookie(COOKIE);
  if (!presented) return null;
  const known = await tx
    .selectFrom('people.known_device')
    .select('id')
    .where('person_id', '=', personId)
    .where('secret_digest', '=', secretDigest(presented))
    .where('forgotten_at', 'is', null)
    .executeTakeFirst();
  return known?.id ?? null;
}
