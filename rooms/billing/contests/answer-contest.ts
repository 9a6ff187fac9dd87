// SPDX-License-Identifier: EUPL-1.2
import type { Selectable } from 'kysely';
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { refuseContest, contestVerdictLabels } from '../contract/contests.ts';
import { holdStanding, keepHappening, setStanding, type Standing } from '../standing/hold-standing.ts';
import type { Tables, Verdict } from '../tables.ts';

export type Answer = { id: string; on: string; verdict: Verdict; reason: string };

/**
 * Answers a contest in the operator. Upheld, it stands until an avoir corrects the document, and nobody is reminded meanwhile; rejected or withdrawn,
 * it is closed and the document is claimed again. Refuses one that is upheld already to be so again.
 */
export async function settleContest(ctx: Context<Tables>, answer: Answer) {
  const { standing, contest } = await holdContest(ctx, answer.id);
  if (contest.verdict === answer.verdict) throw refuseContest('billing.contest-answered', { number: standing.number });
  const row = await writeAnswer(ctx, standing, contest, answer);
  await ctx.tell('billing.contest-answered', { contestId: contest.id }, { heardIn: standing.payer_id });
  return row;
}

export type Contest = Selectable<Tables['billing.contest']>;

/** The contest under way of a document, held with its standing until the transaction ends. Refuses a document that is not contested. */
export async function holdContest(ctx: Context<Tables>, documentId: string): Promise<{ standing: Standing; contest: Contest }> {
  const standing = await holdStanding(ctx, documentId);
  const contest = await ctx.tx
    .selectFrom('billing.contest')
    .selectAll()
    .where('organisation_id', '=', ctx.organisation)
    .where('document_id', '=', documentId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (!contest) throw refuseContest('billing.not-contested', { number: standing.number });
  return { standing, contest };
}

/** Writes an answer, and what it does to the document. */
export async function writeAnswer(ctx: Context<Tables>, standing: Standing, contest: Contest, { on, verdict, reason }: Answer) {
  const isClosed = verdict !== 'upheld';
  await ctx.tx
    .updateTable('billing.contest')
    .set({ verdict, answer: reason, answered_on: on, answered_name: authorOf(ctx.actor), ...(isClosed && { closed_at: ctx.now().toString() }) })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', contest.id)
    .execute();
  await keepHappening(ctx, standing, {
    what: 'contest-settled',
    on,
    amountCents: null,
    says: `Contestation ${contestVerdictLabels[verdict]} : ${reason}`,
    key: `contest-settled/${ctx.newId()}`,
  });
  return setStanding(ctx, standing, isClosed ? { contested_on: null, contest_reason: null } : { contested_on: standing.contested_on });
}
