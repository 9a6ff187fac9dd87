// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { draftQuote } from './draft-quote.ts';
import { lockQuote } from './lock-quote.ts';
import { writeAnswer } from './record-answer.ts';
import { sendQuote } from './send-quote.ts';
import type { Tables } from './tables.ts';

export type AtTariff = {
  request: Record<string, unknown>;
  title: string;
  /** Read by the operator alone. */
  note: string;
  /** Who accepts, and in which capacity. */
  byName: string;
  byTitle: string;
};

/**
 * Writes, in the operator's transaction, the quote of a body that subscribes by itself: the voted tariff untouched, sent and accepted at once, with
 * the evidence of any quote. No second person approves what an assembly has voted. Refuses a line sur devis (`quote.still-on-quote`).
 */
export async function acceptAtTariff<RoomTables>(caller: Context<RoomTables>, wanted: AtTariff): Promise<{ id: string; number: string }> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const { request, title, note, byName, byTitle } = wanted;
  const author = { id: null, name: 'Souscription en ligne' };
  const { id, number } = await draftQuote(ctx, { title, contactName: byName, contactEmail: '', note, comment: '', request, edits: [], author });
  await sendQuote(ctx, { id, revision: 1, byMail: false }, { isAtTariff: true });
  const quote = await lockQuote(ctx, id, 'answer', null);
  await writeAnswer(ctx, quote, { decision: 'accepted', byName, byTitle, act: '', reason: '' }, { shareId: null, recordedBy: null });
  return { id, number };
}
