// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { calculate } from './calculate.ts';
import { titleOf } from './draft-quote.ts';
import { checkEdits, type LineEdit } from './edit-lines.ts';
import { lockQuote, updateQuote } from './lock-quote.ts';
import type { PricedQuote } from './pricing/priced-quote.ts';
import { registeredPayer } from './registered-payer.ts';
import { retireDocument } from './retire-document.ts';
import { indexQuote } from './search-quotes.ts';
import type { QuoteRow, Tables } from './tables.ts';
import { versionOf } from './versions.ts';
import { figuresOf, writeVersion } from './write-version.ts';
import { actorName } from './write-step.ts';

type Change = {
  id: string;
  revision: number;
  title?: string | undefined;
  contactName?: string | undefined;
  contactEmail?: string | undefined;
  note?: string | undefined;
  comment: string;
  request: Record<string, unknown>;
  edits: readonly LineEdit[];
};

/** Adds a version and makes it the current one. A quote that was out is reopened: what was sent is marked as replaced. */
export async function changeQuote(ctx: Context<Tables>, input: Change) {
  const calculation = await calculate(ctx, input.request);
  const { priced } = calculation;
  checkEdits(priced, input.edits);
  const quote = await lockQuote(ctx, input.id, 'change', input.revision);
  const payerId = await registeredPayer(ctx, priced.body);
  const version = quote.version + 1;
  const title = await titleFor(ctx, quote, input.title, priced);
  const wasOut = quote.status === 'sent' || quote.status === 'expired';
  const step = wasOut ? 'reopened' : 'changed';
  await writeVersion(ctx, { quoteId: quote.id, number: version, comment: input.comment, calculation, edits: input.edits, step });
  if (wasOut) await retireDocument(ctx, quote.id, 'superseded');
  await updateQuote(ctx, quote, {
    version,
    status: 'draft',
    title,
    contact_name: input.contactName ?? quote.contact_name,
    contact_email: input.contactEmail ?? quote.contact_email,
    note: input.note ?? quote.note,
    payer_id: payerId,
    payer_name: priced.body.name,
    edition: priced.edition.key,
    changed_by: actorName(ctx),
    ...figuresOf(priced, input.edits),
  });
  await indexQuote(ctx, { id: quote.id, number: quote.number, title, payer: priced.body.name });
  await ctx.tell('quotes.quote-changed', { quoteId: quote.id, version });
  return { version, revision: quote.revision + 1, status: 'draft' as const };
}

/** The title given; one that we made follows what is now asked. */
async function titleFor(ctx: Context<Tables>, quote: QuoteRow, given: string | undefined, priced: PricedQuote): Promise<string> {
  const before = await versionOf(ctx, quote.id, quote.version);
  const isOurs = quote.title === titleOf(before.priced);
  return given && !(isOurs && given === quote.title) ? given : given === undefined && !isOurs ? quote.title : titleOf(priced);
}
