// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { draftQuote } from './draft-quote.ts';
import type { Tables } from './tables.ts';

/**
 * Prices a request and keeps it as a draft of the operator in the address, in the caller's transaction. Refuses as the simulator does. Returns its
 * id, number and what the first year costs, in cents.
 */
export async function draftForRoom<RoomTables>(
  caller: Context<RoomTables>,
  { title, comment, request }: { title: string; comment: string; request: Record<string, unknown> },
): Promise<{ id: string; number: string; firstYearCents: number }> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const { id, number, firstYearCents } = await draftQuote(ctx, { title, contactName: '', contactEmail: '', note: '', comment, request, edits: [] });
  return { id, number, firstYearCents };
}
