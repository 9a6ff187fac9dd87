// SPDX-License-Identifier: EUPL-1.2
import type { Edition } from '#rooms/catalogue/api.ts';
import type { Context } from '#platform/context.ts';
import { sha256 } from '#platform/evidence/digest.ts';
import { withEdits, type LineEdit } from './edit-lines.ts';
import type { PricedQuote } from './pricing/priced-quote.ts';
import type { QuoteFacts } from './pricing/quote-facts.ts';
import type { QuoteRequest } from './pricing/request-schema.ts';
import type { StepName, Tables } from './tables.ts';
import { actorId, actorName, stepRow } from './write-step.ts';

/** A price with all that it was made from. */
export type Calculation = { edition: Edition; request: QuoteRequest; facts: QuoteFacts; priced: PricedQuote };

const editionDigests = new WeakMap<Edition, string>();

/** Writes a version as it was calculated: inputs, facts and price are texts that nothing changes any more. With its line of history, in one statement. Returns its digest. */
export async function writeVersion(
  ctx: Context<Tables>,
  version: { quoteId: string; number: number; comment: string; calculation: Calculation; edits: readonly LineEdit[]; step: StepName },
): Promise<string> {
  const { edition, request, facts, priced } = version.calculation;
  const pricedText = JSON.stringify(priced);
  const editsText = JSON.stringify(version.edits);
  const digest = sha256(`${pricedText}\n${editsText}`);
  await ctx.tx
    .with('step', (db) =>
      db
        .insertInto('quotes.step')
        .values(stepRow(ctx, { ...version, what: version.step, version: version.number, reason: version.comment || undefined })),
    )
    .insertInto('quotes.version')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      quote_id: version.quoteId,
      number: version.number,
      at: ctx.now().toString(),
      author_id: actorId(ctx),
      author_name: actorName(ctx),
      comment: version.comment,
      edition: edition.key,
      edition_digest: editionDigest(edition),
      request: JSON.stringify(request),
      facts: JSON.stringify(facts),
      priced: pricedText,
      edits: editsText,
      digest,
    })
    .execute();
  return digest;
}

/** What a list shows of a version. */
export function figuresOf(priced: PricedQuote, edits: readonly LineEdit[]) {
  const { totals, isComplete } = withEdits(priced, edits);
  return {
    first_year_cents: totals.years[0]?.payableCents ?? 0,
    three_years_cents: totals.years.slice(0, 3).reduce((sum, year) => sum + year.payableCents, 0),
    has_on_quote: !isComplete,
  };
}

/** SHA-256 of the edition as it stood: shows later that the catalogue has changed, or has not. */
function editionDigest(edition: Edition): string {
  const known = editionDigests.get(edition);
  if (known) return known;
  const digest = sha256(JSON.stringify(edition));
  editionDigests.set(edition, digest);
  return digest;
}
