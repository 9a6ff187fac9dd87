// SPDX-License-Identifier: EUPL-1.2
import type { Transaction } from 'kysely';
import type { Context } from '#platform/context.ts';
import { takeFromLimit } from '#platform/http/rate-limit.ts';
import { refuseMailLink } from '../contract/mail-links.ts';
import { digestOf } from '../secrets.ts';
import { acrossSignIn } from '../sign-in/across-sign-in.ts';
import { enter } from '../sign-in/enter.ts';
import { secretDigest } from '../sign-in/session.ts';
import { accountAt } from '../sign-in/sign-in.ts';
import type { Tables } from '../tables.ts';
import { ASKED_COOKIE } from './ask-link.ts';

/** Signs in by a mailed link or its code, once, and only in the browser that asked: a link that someone else was sent opens nothing here. */
export async function openMailLink(ctx: Context<Tables>, { secret, code }: { secret?: string | undefined; code?: string | undefined }) {
  const browser = secretDigest(ctx.cookie(ASKED_COOKIE) ?? '');
  // Eight digits, five tries: a stranger's browser that asked for the link guesses nothing.
  if (secret === undefined) await takeFromLimit(ctx.house, `mail-code ${browser.toString('hex')}`, { most: 5, seconds: 900 });
  const account = await acrossSignIn(ctx, 'ouvrir un lien de connexion', async (tx) => {
    const link = secret === undefined ? await linkByCode(tx, ctx, browser, code ?? '') : await linkBySecret(tx, ctx, browser, secret);
    await spend(tx, ctx, link);
    return accountAt(tx, ctx, link.address);
  });
  // Since it was sent, the address may have changed hands, or the body its policy.
  if (!account?.takesMailLink) throw refuseMailLink('people.mail-link-unknown');
  return enter(ctx, { personId: account.personId, name: account.name, methods: ['mail'] });
}

/** The link of this purpose that stands, in a transaction of the across role. Refuses `people.mail-link-unknown`. */
export async function standingLink(tx: Transaction<Tables>, ctx: Context<Tables>, purpose: 'sign-in' | 'password', secret: string) {
  const link = await tx
    .selectFrom('people.mail_link')
    .select(['person_id', 'id', 'address', 'browser_digest'])
    .where('secret_digest', '=', secretDigest(secret))
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', ctx.now().toString())
    .executeTakeFirst();
  if (!link) throw refuseMailLink('people.mail-link-unknown');
  return link;
}

/** Of two uses at once, the second is refused. */
export async function spend(tx: Transaction<Tables>, ctx: Context<Tables>, { person_id, id }: { person_id: string; id: string }): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('people.mail_link')
    .set({ used_at: ctx.now().toString() })
    .where('person_id', '=', person_id)
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw refuseMailLink('people.mail-link-unknown');
}

async function linkBySecret(tx: Transaction<Tables>, ctx: Context<Tables>, browser: Buffer, secret: string) {
  const link = await standingLink(tx, ctx, 'sign-in', secret);
  if (!link.browser_digest?.equals(browser)) throw refuseMailLink('people.mail-link-elsewhere');
  return link;
}

async function linkByCode(tx: Transaction<Tables>, ctx: Context<Tables>, browser: Buffer, code: string) {
  const digits = code.replace(/\D/g, '');
  const link = await tx
    .selectFrom('people.mail_link')
    .select(['person_id', 'id', 'address'])
    .where('browser_digest', '=', browser)
    .where('code_digest', '=', digestOf(ctx.house.settings, 'mail code', `${browser.toString('base64url')} ${digits}`))
    .where('purpose', '=', 'sign-in')
    .where('used_at', 'is', null)
    .where('expires_at', '>', ctx.now().toString())
    .executeTakeFirst();
  if (!link) throw refuseMailLink('people.mail-code-wrong', {}, 'code');
  return link;
}
