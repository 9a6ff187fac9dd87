// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { refuse } from './contract.ts';
import { lockQuote } from './lock-quote.ts';
import { writeAnswer } from './record-answer.ts';
import type { Tables } from './tables.ts';

type Received = { id: string; decision: 'accepted' | 'refused'; byTitle: string; act: string; reason: string };

/**
 * The answer of the body that pays, by one of its own persons, signed in: written in the operator with the same evidence as any. Refuses a
 * beneficiary that does not pay, a second answer, and an acceptance after the end of validity.
 */
export async function answerReceived(ctx: Context<Tables>, { id, ...answer }: Received): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'person') throw refuse('quote.person-needed');
  const document = await inContext<Tables, { operatorId: string; quoteId: string } | undefined>(
    ctx.house,
    { actor, organisation: ctx.organisation, readOnly: true },
    ({ tx, organisation }) =>
      tx
        .selectFrom('quotes.document')
        .select(['organisation_id as operatorId', 'quote_id as quoteId'])
        .where('id', '=', id)
        .where('payer_id', '=', organisation)
        .where('organisation_id', '<>', organisation)
        .executeTakeFirst(),
  );
  if (!document) throw refuse('quote.not-found');
  await inContext<Tables, void>(ctx.house, { actor, organisation: document.operatorId, requestId: ctx.requestId }, async (inside) => {
    const quote = await lockQuote(inside, document.quoteId, 'answer', null);
    const standing = await inside.tx
      .selectFrom('quotes.document')
      .select('status')
      .where('organisation_id', '=', document.operatorId)
      .where('id', '=', id)
      .executeTakeFirst();
    // What was read was replaced meanwhile: it is not what would be accepted.
    if (standing?.status !== 'sent') throw refuse('quote.already-answered');
    await writeAnswer(inside, quote, { ...answer, byName: actor.name }, { shareId: null, recordedBy: null });
  });
}
