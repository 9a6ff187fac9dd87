// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { refuse } from './contract.ts';
import { sealEvidence } from './evidence.ts';
import { frenchDay } from './french-day.ts';
import { lockQuote, updateQuote } from './lock-quote.ts';
import type { QuoteRow, Tables } from './tables.ts';
import { actorName, writeStep } from './write-step.ts';

export type Answer = { decision: 'accepted' | 'refused'; byName: string; byTitle: string; act: string; reason: string };

/** Records the answer that came on paper, or by deliberation, after its author read `revision`. */
export async function recordAnswer(ctx: Context<Tables>, input: Answer & { id: string; revision: number }): Promise<void> {
  const quote = await lockQuote(ctx, input.id, 'answer', input.revision);
  await writeAnswer(ctx, quote, input, { shareId: null, recordedBy: actorName(ctx) });
}

/** Writes the answer with its evidence and closes the quote. Refuses a second answer, and an acceptance after the end of validity. */
export async function writeAnswer(
  ctx: Context<Tables>,
  quote: QuoteRow,
  answer: Answer,
  origin: { shareId: string | null; recordedBy: string | null },
): Promise<void> {
  const document = await ctx.tx
    .selectFrom('quotes.document')
    .select(['id', 'version', 'number', 'digest', 'valid_until', 'payer_id'])
    .where('organisation_id', '=', ctx.organisation)
    .where('quote_id', '=', quote.id)
    .where('status', '=', 'sent')
    .executeTakeFirst();
  if (!document) throw refuse('quote.already-answered');
  if (answer.decision === 'accepted' && document.valid_until < ctx.today().toString())
    throw refuse('quote.no-longer-valid', { day: frenchDay(document.valid_until) });
  const at = ctx.now().toString();
  const { decision, byName, byTitle, act, reason } = answer;
  const evidence = sealEvidence({
    quote: document.number,
    version: document.version,
    documentDigest: document.digest,
    decision,
    byName,
    byTitle,
    act,
    reason,
    at,
  });
  await ctx.tx
    .insertInto('quotes.decision')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      quote_id: quote.id,
      document_id: document.id,
      payer_id: document.payer_id,
      share_id: origin.shareId,
      decision,
      decided_at: at,
      by_name: byName,
      by_title: byTitle,
      act,
      reason,
      recorded_by: origin.recordedBy,
      evidence: evidence.text,
      evidence_digest: evidence.digest,
    })
    .execute();
  await ctx.tx
    .updateTable('quotes.document')
    .set({ status: decision })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', document.id)
    .execute();
  await updateQuote(ctx, quote, {
    status: decision,
    closed_at: at,
    refusal_reason: decision === 'refused' ? reason || 'Sans motif' : null,
    changed_by: origin.recordedBy ?? byName,
  });
  await writeStep(ctx, {
    quoteId: quote.id,
    what: decision,
    version: document.version,
    reason: reason || undefined,
    byName: `${byName}, ${byTitle}`,
  });
  const told = { quoteId: quote.id, version: document.version, documentId: document.id, payerId: document.payer_id };
  await ctx.tell(decision === 'accepted' ? 'quotes.quote-accepted' : 'quotes.quote-refused', told);
}
