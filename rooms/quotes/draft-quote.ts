// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { calculate } from './calculate.ts';
import { checkEdits, type LineEdit } from './edit-lines.ts';
import { insertNumbered } from './insert-numbered.ts';
import type { PricedQuote } from './pricing/priced-quote.ts';
import { registeredPayer } from './registered-payer.ts';
import { indexQuote } from './search-quotes.ts';
import type { Tables } from './tables.ts';
import { figuresOf, writeVersion, type Calculation } from './write-version.ts';
import { actorId, actorName } from './write-step.ts';

export type NewQuote = {
  title: string;
  contactName: string;
  contactEmail: string;
  note: string;
  comment: string;
  request: Record<string, unknown>;
  edits: readonly LineEdit[];
  /** Who stands for it at the operator, when it is not the one who acts: nobody there wrote what a body subscribed by itself. */
  author?: { id: string | null; name: string };
};

/** Prices a request and keeps it as the first version of a new quote. */
export async function draftQuote(ctx: Context<Tables>, input: NewQuote) {
  const calculation = await calculate(ctx, input.request);
  checkEdits(calculation.priced, input.edits);
  return storeQuote(ctx, { ...input, calculation, replacesId: null });
}

/**
 * Writes a new quote with its first version. The number is taken last: until the end of the transaction it holds up every other new quote of
 * the operator.
 */
export async function storeQuote(ctx: Context<Tables>, quote: Omit<NewQuote, 'request'> & { calculation: Calculation; replacesId: string | null }) {
  const { calculation, edits } = quote;
  const { priced } = calculation;
  const id = ctx.newId();
  const figures = figuresOf(priced, edits);
  const title = quote.title || titleOf(priced);
  const payerId = await registeredPayer(ctx, priced.body);
  const digest = await writeVersion(ctx, { quoteId: id, number: 1, comment: quote.comment, calculation, edits, step: 'drafted' });
  await ctx.tell('quotes.quote-drafted', { quoteId: id, version: 1 });
  const { number } = await insertNumbered(ctx, {
    id,
    title,
    payer_id: payerId,
    payer_name: priced.body.name,
    contact_name: quote.contactName,
    contact_email: quote.contactEmail,
    note: quote.note,
    author_id: quote.author ? quote.author.id : actorId(ctx),
    author_name: quote.author?.name ?? actorName(ctx),
    changed_by: actorName(ctx),
    ...figures,
    edition: priced.edition.key,
    replaces_id: quote.replacesId,
  });
  await indexQuote(ctx, { id, number, title, payer: priced.body.name });
  return {
    id,
    number,
    version: 1,
    revision: 1,
    status: 'draft' as const,
    firstYearCents: figures.first_year_cents,
    threeYearsCents: figures.three_years_cents,
    digest,
  };
}

/** The title of a quote that was given none: « Adhésion mutualisée – CC Les Coteaux Bordelais ». */
export function titleOf(priced: PricedQuote): string {
  const offers = [...new Set(priced.lines.map((line) => line.offerLabel))];
  const what = offers.length > 2 ? `${offers[0]} et ${offers.length - 1} autres prestations` : offers.join(' et ');
  return `${what} – ${priced.body.name}`.slice(0, 200);
}
