// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from './tables.ts';

export type QuoteDocument = {
  documentId: string;
  quoteId: string;
  number: string;
  status: 'sent' | 'accepted' | 'refused' | 'expired' | 'superseded';
  sentAt: string;
  validUntil: string;
};

/** The last document of a quote that the body in the address may read: its operator, its payer or a beneficiary. Null before it was sent. */
export async function documentOfQuote<RoomTables>(caller: Context<RoomTables>, quoteId: string): Promise<QuoteDocument | null> {
  return (await documentsOfQuotes(caller, [quoteId])).get(quoteId) ?? null;
}

/** The same for several quotes at once, by quote. */
export async function documentsOfQuotes<RoomTables>(caller: Context<RoomTables>, quoteIds: readonly string[]): Promise<Map<string, QuoteDocument>> {
  if (quoteIds.length === 0) return new Map();
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const rows = await ctx.tx
    .selectFrom('quotes.document')
    .select(['id as documentId', 'quote_id as quoteId', 'number', 'status', 'sent_at as sentAt', 'valid_until as validUntil'])
    .where('quote_id', 'in', [...quoteIds])
    .orderBy('version')
    .orderBy('sent_at')
    .execute();
  return new Map(rows.map((row) => [row.quoteId, row]));
}
