// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { WithReply } from '#platform/http/answers.ts';
import { setHouseCookie } from '#platform/http/house-cookie.ts';
import { takeFromLimit } from '#platform/http/rate-limit.ts';
import { newSessionSecret, secretDigest } from '../sign-in/session.ts';
import type { Tables } from '../tables.ts';

export const ASKED_COOKIE = 'beffroi-asked';
export const LINK_LASTS = Temporal.Duration.from({ minutes: 15 });

// Enough for whoever mistrusts their mailbox; too few to fill someone else's.
const PER_ADDRESS = { most: 5, seconds: 900 } as const;

/**
 * Asks for a link that signs in. Whether the address has an account is looked at later, by a job: the answer, its cookie and its time are the
 * same. The cookie binds the link to this browser.
 */
export async function askMailLink(ctx: Context<Tables>, { email }: { email: string }) {
  const browser = newSessionSecret();
  await ask(ctx, email, 'sign-in', secretDigest(browser).toString('base64url'));
  return new WithReply(undefined, (reply) => setHouseCookie(reply, ctx.house.settings.publicUrl, ASKED_COOKIE, browser, LINK_LASTS.total('seconds')));
}

/** Asks for a link by which to choose a new password; the same holds. It may be opened anywhere: it shows nothing and opens no session by itself. */
export async function forgetPassword(ctx: Context<Tables>, { email }: { email: string }): Promise<void> {
  await ask(ctx, email, 'password', null);
}

async function ask(ctx: Context<Tables>, email: string, purpose: 'sign-in' | 'password', browser: string | null): Promise<void> {
  const address = email.trim().toLowerCase();
  await takeFromLimit(ctx.house, `mail-link ${purpose} ${address}`, PER_ADDRESS);
  await ctx.queue('people.mail-link', { address, purpose, browser });
}
