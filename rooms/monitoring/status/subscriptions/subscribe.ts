// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import type { Context } from '#platform/context.ts';
import { Redirect, WithReply } from '#platform/http/answers.ts';
import { removeMessages } from '#platform/mail/remove-messages.ts';
import type { Tables } from '../../tables.ts';
import { mailConfirmation, mailReminder } from './mail-links.ts';
import { openPage, type OpenPage } from './open-page.ts';
import { formPage } from './pages.ts';

type Ctx = Context<Tables>;

export const FORGET_UNCONFIRMED = 'monitoring.forget-unconfirmed';

const CONFIRM_WITHIN = { hours: 48 };
/** Whoever asked again has as long again; less by what two clocks may differ, for the queue follows that of the database. */
const WAITED = { hours: 47, minutes: 30 };
/** Another message to one address only after so long. */
const PATIENCE = { hours: 1 };
/** Addresses that wait for a confirmation, of one operator: beyond, somebody is playing. */
const MOST_WAITING = 500;

// As a browser judges what is typed.
const mailAddress = z.email({ pattern: z.regexes.html5Email });

/** The page where an address is typed; what it says after does not depend on who has subscribed. */
export async function showSubscribe(ctx: Ctx, { etat }: { etat?: 'envoye' | 'fini' | undefined }) {
  const page = await openPage(ctx);
  return page instanceof Redirect ? page : formPage(page, { state: etat ?? null, fault: null, typed: '' });
}

/** Writes to the address that was typed, with the link that confirms. */
export async function subscribe(ctx: Ctx, { address: typed }: { address: string }) {
  const page = await openPage(ctx);
  if (page instanceof Redirect) return page;
  const address = mailAddress.safeParse(typed.trim()).data;
  if (!address) {
    const fault = 'Saisissez une adresse électronique complète, par exemple nom@exemple.fr.';
    return new WithReply(formPage(page, { state: null, fault, typed }), (reply) => void reply.code(422));
  }
  await ask(ctx, page, address);
  return new Redirect(`${page.at}/abonnement?etat=envoye`);
}

/** An address that nobody confirmed in time is kept no longer, nor what was written to it. Runs two days after each message that asks. */
export async function forgetUnconfirmed(ctx: Ctx, { subscription }: { subscription: string }): Promise<void> {
  const gone = await ctx.tx
    .deleteFrom('monitoring.subscription')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', subscription)
    .where('confirmed_at', 'is', null)
    .where('asked_at', '<', ctx.now().subtract(WAITED).toString())
    .returning('message_ids')
    .executeTakeFirst();
  if (gone) await removeMessages(ctx, gone.message_ids);
}

async function ask(ctx: Ctx, page: OpenPage, address: string): Promise<void> {
  const known = await ctx.tx
    .selectFrom('monitoring.subscription')
    .select(['id', 'asked_at', 'confirmed_at'])
    .where('organisation_id', '=', ctx.organisation)
    .where(({ eb, fn }) => eb(fn<string>('lower', ['address']), '=', address.toLowerCase()))
    .forUpdate()
    .executeTakeFirst();
  if (!known) return add(ctx, page, address);
  if (Temporal.Instant.compare(known.asked_at, ctx.now().subtract(PATIENCE)) > 0) return;
  await ctx.tx
    .updateTable('monitoring.subscription')
    .set({ asked_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', known.id)
    .execute();
  const to = { id: known.id, address };
  await (known.confirmed_at === null ? askToConfirm(ctx, page, to) : mailReminder(ctx, page, to));
}

async function askToConfirm(ctx: Ctx, page: OpenPage, to: { id: string; address: string }): Promise<void> {
  await mailConfirmation(ctx, page, to);
  await ctx.queue(FORGET_UNCONFIRMED, { subscription: to.id }, { startAfter: ctx.now().add(CONFIRM_WITHIN) });
}

async function add(ctx: Ctx, page: OpenPage, address: string): Promise<void> {
  const { waiting } = await ctx.tx
    .selectFrom('monitoring.subscription')
    .select((count) => count.fn.countAll<number>().as('waiting'))
    .where('organisation_id', '=', ctx.organisation)
    .where('confirmed_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (waiting >= MOST_WAITING) return;
  const id = ctx.newId();
  const added = await ctx.tx
    .insertInto('monitoring.subscription')
    .values({ organisation_id: ctx.organisation, id, address, asked_at: ctx.now().toString(), confirmed_at: null })
    // Somebody types the same address at the same instant: one message is enough.
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added) await askToConfirm(ctx, page, { id, address });
}
