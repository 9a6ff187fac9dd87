// SPDX-License-Identifier: EUPL-1.2
import type { Actor, Context } from '#platform/context.ts';
import { decideApproval } from './decide-approval.ts';
import { draftQuote } from './draft-quote.ts';
import type { Answer } from './record-answer.ts';
import { recordAnswer } from './record-answer.ts';
import { needsApproval, sendQuote } from './send-quote.ts';
import { settingsOf } from './settings.ts';
import { submitQuote } from './submit-quote.ts';
import type { Tables } from './tables.ts';

export type Agreement = Pick<Answer, 'byName' | 'byTitle' | 'act'> & {
  request: Record<string, unknown>;
  /** Who approves it, where the operator wants two persons above its threshold. */
  approver: Actor;
};

/**
 * Drafts, sends and records the acceptance of a quote whose answer is known already, in the caller's transaction, each by its own action.
 * Refuses as they do: `quote.own-approval` when author and approver are one.
 */
export async function agreeQuote<RoomTables>(caller: Context<RoomTables>, { request, approver, ...answer }: Agreement): Promise<{ id: string }> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const { id, firstYearCents } = await draftQuote(ctx, {
    title: '',
    contactName: '',
    contactEmail: '',
    note: '',
    comment: '',
    request,
    edits: [],
  });
  let revision = 1;
  if (needsApproval({ first_year_cents: firstYearCents }, await settingsOf(ctx))) {
    await submitQuote(ctx, { id, revision: revision++ });
    await decideApproval({ ...ctx, actor: approver }, { id, revision: revision++, decision: 'approved', reason: '' });
  }
  await sendQuote(ctx, { id, revision: revision++, byMail: false });
  await recordAnswer(ctx, { id, revision, decision: 'accepted', reason: '', ...answer });
  return { id };
}
