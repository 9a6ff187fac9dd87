// SPDX-License-Identifier: EUPL-1.2
/**
 * A sign-in elsewhere under way. It lives in a sealed cookie of the browser that began it, never in a session, for ten minutes; the
 * database keeps only that it came back, so that it does so once.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import type { House } from '#platform/house.ts';
import { federationSecrets } from '../secrets.ts';

const LASTS = { minutes: 10 };

const attempt = z.strictObject({
  provider: z.string(),
  /** `enter`: open a session. `link`: add this identity to the person whose session this is. `leave`: come back after signing out there. */
  purpose: z.enum(['enter', 'link', 'leave']),
  sessionId: z.string().nullable(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string().nullable(),
  /** Where to go then: a path of this site. */
  back: z.string(),
  /** Asked without showing anything (`prompt=none`). */
  isSilent: z.boolean(),
  endsAt: z.string(),
});
export type Attempt = z.infer<typeof attempt>;

/** A fresh attempt: 256 random bits for each of state, nonce and PKCE verifier (ProConnect asks for 32 characters at least). */
export function newAttempt(house: House, given: Pick<Attempt, 'provider' | 'purpose' | 'sessionId' | 'back' | 'isSilent'>): Attempt {
  const random = (): string => randomBytes(32).toString('base64url');
  return { ...given, state: random(), nonce: random(), verifier: random(), endsAt: house.clock.now().add(LASTS).toString() };
}

/** Hands an attempt to the browser that begins it. One cookie each: several tabs do not trip over one another. */
export function rememberAttempt(reply: FastifyReply, house: House, made: Attempt): void {
  const sealed = federationSecrets.seal(house.settings, `attempt ${made.state}`, JSON.stringify(made)).toString('base64url');
  void reply.setCookie(cookieFor(house, made.state), sealed, { ...attributes(house), maxAge: 600 });
}

/**
 * The attempt to which this return belongs, taken back from the browser. Null unless this very browser began it, here, with this provider, for this purpose,
 * less than ten minutes ago, and it has not come back before.
 */
export async function takeAttempt(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  { state, provider }: { state: string | undefined; provider: string },
): Promise<Attempt | null> {
  if (!state || state.length < 32) return null;
  const name = cookieFor(house, state);
  const presented = request.cookies[name];
  if (!presented) return null;
  void reply.clearCookie(name, attributes(house));
  const opened = federationSecrets.openText(house.settings, `attempt ${state}`, Buffer.from(presented, 'base64url'));
  const made = opened === null ? null : attempt.parse(JSON.parse(opened));
  if (!made || !isSame(made.state, state) || made.provider !== provider) return null;
  const now = house.clock.now();
  if (Temporal.Instant.compare(Temporal.Instant.from(made.endsAt), now) <= 0) return null;
  const digest = createHash('sha256').update(state).digest();
  const { rows } = await sql<{ first: boolean }>`
    select people.spend_state(${digest}, ${now.toString()}::timestamptz, ${made.endsAt}::timestamptz) as first`.execute(house.db.kysely);
  return rows[0]?.first ? made : null;
}

function cookieFor({ settings }: House, state: string): string {
  const tag = createHash('sha256').update(state).digest('hex').slice(0, 12);
  return `${settings.publicUrl.startsWith('https:') ? '__Host-' : ''}beffroi-ailleurs-${tag}`;
}

// The provider's answer is a navigation from another site: `lax` lets the cookie come along with it, and with nothing else from there.
function attributes({ settings }: House) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: settings.publicUrl.startsWith('https:') } as const;
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
