// SPDX-License-Identifier: EUPL-1.2
import { formatDay } from '#platform/calendar/french-days.ts';
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { refuse } from '../contract/campaigns.ts';
import type { Tables } from '../tables.ts';
import { nameOf } from './campaign-record.ts';
import { sealAnswer, type LetterAnswer } from './evidence.ts';

/** Answers a letter in the name of the body in the address: it is written in the operator's body, whose row has shown itself to this one. */
export async function answerLetter(ctx: Context<Tables>, { id, ...answer }: LetterAnswer & { id: string }): Promise<void> {
  const letter = await ctx.tx
    .selectFrom('adhesions.campaign_letter')
    .select('organisation_id')
    .where('id', '=', id)
    .where('payer_id', '=', ctx.organisation)
    .where('sent_at', 'is not', null)
    .executeTakeFirst();
  if (!letter) throw refuse('adhesions.letter-unknown');
  const entry = { actor: ctx.actor, organisation: letter.organisation_id, requestId: ctx.requestId };
  await inContext<Tables, void>(ctx.house, entry, (inside) => writeAnswer(inside, id, answer, null));
}

/** Records for the operator the answer that came on paper. */
export async function recordLetterAnswer(
  ctx: Context<Tables>,
  { id, letter, ...answer }: LetterAnswer & { id: string; letter: string },
): Promise<void> {
  const row = await ctx.tx
    .selectFrom('adhesions.campaign_letter')
    .select('id')
    .where('organisation_id', '=', ctx.organisation)
    .where('campaign_id', '=', id)
    .where('id', '=', letter)
    .executeTakeFirst();
  if (!row) throw refuse('adhesions.letter-unknown');
  await writeAnswer(ctx, letter, answer, nameOf(ctx));
}

async function writeAnswer(ctx: Context<Tables>, id: string, answer: LetterAnswer, recordedBy: string | null): Promise<void> {
  const letter = await ctx.tx
    .selectFrom('adhesions.campaign_letter')
    .select(['number', 'answer', 'answer_by', 'outcome', 'blob_digest', 'campaign_id', 'payer_id'])
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (letter.answer !== null) throw refuse('adhesions.letter-answered');
  // What came on paper in time may be entered late, as long as nothing was applied.
  if (letter.outcome !== null || (recordedBy === null && letter.answer_by < ctx.today().toString()))
    throw refuse('adhesions.letter-too-late', { day: formatDay(Temporal.PlainDate.from(letter.answer_by)) });
  const at = ctx.now().toString();
  const evidence = sealAnswer({ ...answer, letter: letter.number, letterDigest: letter.blob_digest ?? '', recordedBy, at });
  await ctx.tx
    .updateTable('adhesions.campaign_letter')
    .set({ answer: answer.answer, answered_at: at, evidence: evidence.text, evidence_digest: evidence.digest })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  await ctx.tell('adhesions.letter-answered', { campaignId: letter.campaign_id, letterId: id, payerId: letter.payer_id, answer: answer.answer });
}
