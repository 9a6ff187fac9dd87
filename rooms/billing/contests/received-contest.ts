// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { refuseContest } from '../contract/contests.ts';
import { refuseDocument } from '../contract/documents.ts';
import type { Tables } from '../tables.ts';
import { holdContest, writeAnswer } from './answer-contest.ts';
import { openContest } from './open-contest.ts';

/** Contests a document that the body in the address received, by one of its persons: written in the operator, whose accountants are told. */
export function contestReceived(ctx: Context<Tables>, { id, reason }: { id: string; reason: string }) {
  return inIssuerOf(ctx, id, (inside) => openContest(inside, { id, on: ctx.today().toString(), reason, isByPayer: true }));
}

/** Withdraws it. Refuses once the operator has answered: what was upheld is for it to correct. */
export function withdrawContest(ctx: Context<Tables>, { id, reason }: { id: string; reason: string }) {
  return inIssuerOf(ctx, id, async (inside) => {
    const { standing, contest } = await holdContest(inside, id);
    if (contest.verdict !== null) throw refuseContest('billing.contest-answered', { number: standing.number });
    const row = await writeAnswer(inside, standing, contest, { id, on: ctx.today().toString(), verdict: 'withdrawn', reason });
    await inside.tell('billing.contest-withdrawn', { contestId: contest.id });
    return row;
  });
}

/** The permission was held in the body that pays; in the operator the person may do nothing else. Opens its own transactions. */
async function inIssuerOf<Result>(ctx: Context<Tables>, id: string, act: (inside: Context<Tables>) => Promise<Result>): Promise<Result> {
  const { actor, organisation, requestId } = ctx;
  if (actor.kind !== 'person') throw refuseContest('billing.contest-person-needed');
  const document = await inContext<Tables, { organisation_id: string } | undefined>(ctx.house, { actor, organisation, readOnly: true }, ({ tx }) =>
    tx.selectFrom('billing.document').select('organisation_id').where('id', '=', id).where('payer_id', '=', organisation).executeTakeFirst(),
  );
  if (!document) throw refuseDocument('billing.document-not-found');
  return inContext<Tables, Result>(ctx.house, { actor, organisation: document.organisation_id, requestId }, act);
}
