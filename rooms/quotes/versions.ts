// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from './contract.ts';
import { withEdits } from './edit-lines.ts';
import type { Tables } from './tables.ts';

/** One version as it was written: the calculated price untouched, the edits, and the quote as it is offered. Refuses a number that is not there. */
export async function versionOf(ctx: Context<Tables>, quoteId: string, number: number) {
  const row = await ctx.tx
    .selectFrom('quotes.version')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('quote_id', '=', quoteId)
    .where('number', '=', number)
    .executeTakeFirst();
  if (!row) throw refuse('quote.version-not-found', { version: number });
  return {
    number: row.number,
    at: row.at,
    authorName: row.author_name,
    comment: row.comment,
    edition: row.edition,
    editionDigest: row.edition_digest,
    digest: row.digest,
    request: row.request,
    priced: row.priced,
    edits: [...row.edits],
    effective: withEdits(row.priced, row.edits),
  };
}

/** The versions of a quote, newest first, without their content. */
export async function versionHeads(ctx: Context<Tables>, quoteId: string) {
  return ctx.tx
    .selectFrom('quotes.version')
    .select(['number', 'at', 'author_name as authorName', 'comment', 'edition', 'edition_digest as editionDigest', 'digest'])
    .where('organisation_id', '=', ctx.organisation)
    .where('quote_id', '=', quoteId)
    .orderBy('number', 'desc')
    .execute();
}
