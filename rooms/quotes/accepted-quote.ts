// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { anyOf } from '#platform/db/any-of.ts';
import { withEdits } from './edit-lines.ts';
import type { PricedQuote } from './pricing/priced-quote.ts';
import type { QuoteRequest } from './pricing/request-schema.ts';
import type { Tables } from './tables.ts';

export type AcceptedQuote = {
  id: string;
  number: string;
  title: string;
  payerId: string;
  payerName: string;
  isAccepted: boolean;
  request: QuoteRequest;
  /** As it was offered, edited lines included. */
  priced: PricedQuote;
  /** Digest of the document that was accepted, and of the evidence of the answer; null while there is none. */
  evidence: { documentDigest: string; evidenceDigest: string; decidedAt: string; act: string } | null;
};

/** A quote of the operator in the address with the version that was sent and answered. Null when there is none of that id. */
export async function acceptedQuote<RoomTables>(caller: Context<RoomTables>, id: string): Promise<AcceptedQuote | null> {
  return (await acceptedQuotes(caller, [id])).get(id) ?? null;
}

/** Several of them by id, in two queries whatever their number. Those that do not exist are absent. */
export async function acceptedQuotes<RoomTables>(caller: Context<RoomTables>, ids: readonly string[]): Promise<ReadonlyMap<string, AcceptedQuote>> {
  if (ids.length === 0) return new Map();
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const quotes = await ctx.tx
    .selectFrom('quotes.quote as q')
    .innerJoin('quotes.version as v', (join) =>
      join.onRef('v.organisation_id', '=', 'q.organisation_id').onRef('v.quote_id', '=', 'q.id').onRef('v.number', '=', 'q.version'),
    )
    .select(['q.id', 'q.number', 'q.title', 'q.payer_id', 'q.payer_name', 'q.status', 'v.request', 'v.priced', 'v.edits'])
    .where('q.organisation_id', '=', ctx.organisation)
    .where('q.id', '=', anyOf(ids))
    .execute();
  const decisions = await ctx.tx
    .selectFrom('quotes.decision as d')
    .innerJoin('quotes.document as o', (join) => join.onRef('o.organisation_id', '=', 'd.organisation_id').onRef('o.id', '=', 'd.document_id'))
    .select(['d.quote_id', 'o.digest as documentDigest', 'd.evidence_digest as evidenceDigest', 'd.decided_at as decidedAt', 'd.act'])
    .where('d.organisation_id', '=', ctx.organisation)
    .where('d.quote_id', '=', anyOf(ids))
    .where('d.decision', '=', 'accepted')
    .execute();
  const evidence = new Map(decisions.map(({ quote_id, ...decision }) => [quote_id, decision]));
  return new Map(
    quotes.map((quote) => [
      quote.id,
      {
        id: quote.id,
        number: quote.number,
        title: quote.title,
        payerId: quote.payer_id,
        payerName: quote.payer_name,
        isAccepted: quote.status === 'accepted',
        request: quote.request,
        priced: withEdits(quote.priced, quote.edits),
        evidence: evidence.get(quote.id) ?? null,
      },
    ]),
  );
}
