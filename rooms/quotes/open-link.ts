// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from './contract.ts';
import { linkDigest, newLinkSecret } from './link-secret.ts';
import { lockQuote } from './lock-quote.ts';
import { settingsOf } from './settings.ts';
import type { QuoteRow, Tables } from './tables.ts';
import { actorName, writeStep } from './write-step.ts';

/** Opens a link to what was sent. Its address is answered once and kept nowhere: only its digest is. */
export async function openLink(ctx: Context<Tables>, input: { id: string; recipient: string; days?: number | undefined }) {
  const quote = await lockQuote(ctx, input.id, 'share', null);
  const { linkDays } = await settingsOf(ctx);
  const document = await ctx.tx
    .selectFrom('quotes.document')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('quote_id', '=', quote.id)
    .where('version', '=', quote.version)
    .executeTakeFirstOrThrow();
  return writeLink(ctx, { quote, documentId: document.id, recipient: input.recipient, days: input.days ?? linkDays });
}

/** Writes a link in the transaction at hand. */
export async function writeLink(
  ctx: Context<Tables>,
  { quote, documentId, recipient, days }: { quote: QuoteRow; documentId: string; recipient: string; days: number },
) {
  const secret = newLinkSecret();
  const shareId = ctx.newId();
  const expiresAt = ctx
    .now()
    .add({ hours: 24 * days })
    .toString();
  await ctx.tx
    .insertInto('quotes.share')
    .values({
      organisation_id: ctx.organisation,
      id: shareId,
      quote_id: quote.id,
      document_id: documentId,
      secret_digest: linkDigest(secret),
      recipient,
      created_at: ctx.now().toString(),
      created_by: actorName(ctx),
      expires_at: expiresAt,
      revoked_at: null,
      opened_at: null,
      openings: 0,
    })
    .execute();
  await writeStep(ctx, { quoteId: quote.id, what: 'shared', version: quote.version, reason: recipient || undefined });
  await ctx.tell('quotes.link-opened', { quoteId: quote.id, shareId });
  return { shareId, link: new URL(`/devis/${secret}`, ctx.house.settings.publicUrl).href, expiresAt };
}

/** Closes a link: whoever holds it reads nothing any more. Closing it twice changes nothing. */
export async function revokeLink(ctx: Context<Tables>, input: { id: string; share: string }): Promise<void> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('quotes.share')
    .set((set) => ({ revoked_at: set.fn.coalesce('revoked_at', set.val(ctx.now().toString())) }))
    .where('organisation_id', '=', ctx.organisation)
    .where('quote_id', '=', input.id)
    .where('id', '=', input.share)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw refuse('quote.not-found');
  const quote = await ctx.tx
    .selectFrom('quotes.quote')
    .select('version')
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', input.id)
    .executeTakeFirstOrThrow();
  await writeStep(ctx, { quoteId: input.id, what: 'unshared', version: quote.version });
  await ctx.tell('quotes.link-revoked', { quoteId: input.id, shareId: input.share });
}
