// SPDX-License-Identifier: EUPL-1.2
/** The one link of a subscription: it shows, and its buttons confirm or leave. A reader of links that opens it changes nothing. */
import type { Context } from '#platform/context.ts';
import { Redirect, WithReply } from '#platform/http/answers.ts';
import type { Html } from '#platform/http/html.ts';
import { removeMessages } from '#platform/mail/remove-messages.ts';
import type { Tables } from '../../tables.ts';
import { openPage } from './open-page.ts';
import { linkPage, unknownLinkPage } from './pages.ts';
import { isSecretOf } from './secret-of.ts';

type Ctx = Context<Tables>;
type Link = { id: string; secret: string };

export async function showSubscription(ctx: Ctx, link: Link) {
  const page = await openPage(ctx);
  if (page instanceof Redirect) return page;
  const found = await find(ctx, link);
  return found ? hidden(linkPage(page, { ...link, isConfirmed: found.confirmed_at !== null })) : hidden(unknownLinkPage(page), 404);
}

export async function changeSubscription(ctx: Ctx, { decision, ...link }: Link & { decision: 'confirmer' | 'arreter' }) {
  const page = await openPage(ctx);
  if (page instanceof Redirect) return page;
  const found = await find(ctx, link);
  if (!found) return hidden(unknownLinkPage(page), 404);
  if (decision === 'arreter') {
    // The messages held the address too.
    await removeMessages(ctx, found.message_ids);
    await ctx.tx.deleteFrom('monitoring.subscription').where('organisation_id', '=', ctx.organisation).where('id', '=', link.id).execute();
    return new Redirect(`${page.at}/abonnement?etat=fini`);
  }
  await ctx.tx
    .updateTable('monitoring.subscription')
    .set({ confirmed_at: found.confirmed_at ?? ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', link.id)
    .execute();
  return new Redirect(`${page.at}/abonnement/${link.id}/${link.secret}`);
}

async function find(ctx: Ctx, { id, secret }: Link) {
  if (!isSecretOf(ctx, id, secret)) return undefined;
  return ctx.tx
    .selectFrom('monitoring.subscription')
    .select(['confirmed_at', 'message_ids'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .executeTakeFirst();
}

// The address is a secret: no search engine keeps it, no other site is told it.
function hidden(page: Html, status = 200): WithReply<Html> {
  return new WithReply(page, (reply) => {
    void reply.code(status).headers({ 'x-robots-tag': 'noindex, nofollow', 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
  });
}
