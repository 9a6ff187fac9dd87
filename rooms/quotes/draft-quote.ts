// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { calculate } from './calculate.ts';
import { checkEdits, type LineEdit } from './edit-lines.ts';
import { takeNumber } from './number-quote.ts';
import type { PricedQuote } from './pricing/priced-quote.ts';
import { registeredPayer } from './registered-payer.ts';
import { indexQuote } from './search-quotes.ts';
import { settingsOf } from './settings.ts';
import type { Tables } from './tables.ts';
import { figuresOf, writeVersion, type Calculation } from './write-version.ts';
import { actorId, actorName, writeStep } from './write-step.ts';

export type NewQuote = {
  title: string;
  contactName: string;
  contactEmail: string;
  note: string;
  comment: string;
  request: Record<string, unknown>;
  edits: readonly LineEdit[];
};

/** Prices a request and keeps it as the first version of a new quote. */
export async function draftQuote(ctx: Context<Tables>, input: NewQuote) {
  const calculation = await calculate(ctx, input.request);
  checkEdits(calculation.priced, input.edits);
  return storeQuote(ctx, { ...input, calculation, replacesId: null });
}

/** Writes a new quote with its first version. The number is taken last: until the end of the transaction it holds up every other new quote of the operator. */
export async function storeQuote(ctx: Context<Tables>, quote: Omit<NewQuote, 'request'> & { calculation: Calculation; replacesId: string | null }) {
  const { calculation, edits } = quote;
  const { priced } = calculation;
  const payer = await registeredPayer(ctx, priced.body);
  const settings = await settingsOf(ctx);
  const id = ctx.newId();
  const now = ctx.now().toString();
  const figures = figuresOf(priced, edits);
  const title = quote.title || titleOf(priced);
  const digest = await writeVersion(ctx, { quoteId: id, number: 1, comment: quote.comment, calculation, edits });
  await writeStep(ctx, { quoteId: id, what: 'drafted', version: 1 });
  await ctx.tell('quotes.quote-drafted', { quoteId: id, version: 1 });
  const { year, sequence, number } = await takeNumber(ctx, settings.numberPrefix);
  await ctx.tx
    .insertInto('quotes.quote')
    .values({
      organisation_id: ctx.organisation,
      id,
      year,
      sequence,
      number,
      title,
      payer_id: payer.id,
      payer_name: priced.body.name,
      status: 'draft',
      revision: 1,
      version: 1,
      contact_name: quote.contactName,
      contact_email: quote.contactEmail,
      note: quote.note,
      author_id: actorId(ctx),
      author_name: actorName(ctx),
      changed_by: actorName(ctx),
      created_at: now,
      changed_at: now,
      sent_at: null,
      valid_until: null,
      reminded_at: null,
      closed_at: null,
      refusal_reason: null,
      ...figures,
      edition: priced.edition.key,
      replaces_id: quote.replacesId,
    })
    .execute();
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
