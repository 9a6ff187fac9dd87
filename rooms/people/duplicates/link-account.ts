// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { WithReply } from '#platform/http/answers.ts';
import { clearSessionCookie } from '#platform/http/session-cookie.ts';
import { refuseLink } from '../contract/duplicates.ts';
import { personWhoActs } from '../person-who-acts.ts';
import { secretDigest } from '../sign-in/session.ts';
import type { Tables } from '../tables.ts';
import { refuseUnlessFresh } from './offer-link.ts';

type Offer = { personId: string; name: string; login: string | null };

/** Says to which account a code leads: whoever was handed a stranger's code sees it before they act. Refuses a code worth nothing. */
export async function readLinkOffer(ctx: Context<Tables>, { code }: { code: string }): Promise<{ name: string; email: string | null }> {
  const { rows } = await sql<{ offer: Offer | null }>`
    select people.read_link_offer(${secretDigest(code)}, ${ctx.now().toString()}::timestamptz) as offer`.execute(ctx.tx);
  const offer = rows[0]?.offer;
  if (!offer) throw refuseLink('people.link-code-refused', {}, 'code');
  return { name: offer.name, email: offer.login && masked(offer.login) };
}

/**
 * Puts the account of the person signed in under the one whose code they hold: both were signed in to. Their sessions end; the next sign-in, by
 * either account, opens what both serve. Refuses a code worth nothing, and a session that is not fresh.
 */
export async function linkAccount(ctx: Context<Tables>, { code }: { code: string }): Promise<WithReply<undefined>> {
  await refuseUnlessFresh(ctx);
  const { personId } = personWhoActs(ctx);
  const { rows } = await sql<{ main: string | null }>`
    select people.link_account(${secretDigest(code)}, ${ctx.now().toString()}::timestamptz) as main`.execute(ctx.tx);
  const main = rows[0]?.main;
  if (!main) throw refuseLink('people.link-code-refused', {}, 'code');
  await ctx.queue('people.tell-linked', { one: main, other: personId, linked: true });
  return new WithReply(undefined, (reply) => clearSessionCookie(reply, ctx.house.settings.publicUrl));
}

/** « c•••@mairie-exemple.fr »: recognised by its holder, of no use to another. */
function masked(login: string): string {
  const [account = '', domain = ''] = login.split('@');
  return `${account.slice(0, 1)}•••@${domain}`;
}
