// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import { changeAnswer } from '#rooms/home/api.ts';
import { acceptedQuote, giveUpQuote } from '#rooms/quotes/api.ts';
import { refuse } from './contract.ts';
import type { Tables } from './tables.ts';

/** Gives up a request whose quote is prepared or sent: the quote is withdrawn, and the operator reads why. Refuses once it was accepted. */
export async function cancelRequest(ctx: Context<Tables>, { id, reason }: { id: string; reason: string }): Promise<void> {
  const row = await inContext<Tables, { organisation_id: string } | undefined>(
    ctx.house,
    { actor: ctx.actor, organisation: ctx.organisation, readOnly: true },
    ({ tx, organisation }) =>
      tx.selectFrom('requests.quote').select('organisation_id').where('asker_id', '=', organisation).where('request_id', '=', id).executeTakeFirst(),
  );
  if (!row) throw refuse('requests.unknown');
  const entry = { actor: ctx.actor, organisation: row.organisation_id, requestId: ctx.requestId };
  await inContext<Tables, void>(ctx.house, entry, (inside) => giveUp(inside, { requestId: id, reason }));
}

async function giveUp(ctx: Context<Tables>, { requestId, reason }: { requestId: string; reason: string }): Promise<void> {
  const standing = await ctx.tx
    .selectFrom('requests.quote')
    .select(['quote_id', 'asker_id', 'cancelled_at'])
    .where('organisation_id', '=', ctx.organisation)
    .where('request_id', '=', requestId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (standing.cancelled_at !== null) return;
  if ((await acceptedQuote(ctx, standing.quote_id))?.isAccepted) throw refuse('requests.too-late');
  await giveUpQuote(ctx, { id: standing.quote_id, reason: `La collectivité y renonce : ${reason}` });
  await end(ctx, { quoteId: standing.quote_id, reason });
  await ctx.tell('requests.cancelled', { requestId, quoteId: standing.quote_id, askerId: standing.asker_id });
}

/** Hears that the body refused the quote: its request ends with it. */
export async function endWithQuote(ctx: Context<Tables>, { quoteId }: { quoteId: string }): Promise<void> {
  await end(ctx, { quoteId, reason: 'vous avez refusé le devis.' });
}

async function end(ctx: Context<Tables>, { quoteId, reason }: { quoteId: string; reason: string }): Promise<void> {
  const ended = await ctx.tx
    .updateTable('requests.quote')
    .set({ cancelled_at: ctx.now().toString(), cancel_reason: reason })
    .where('organisation_id', '=', ctx.organisation)
    .where('quote_id', '=', quoteId)
    .where('cancelled_at', 'is', null)
    .returning('request_id')
    .executeTakeFirst();
  if (ended) await changeAnswer(ctx, { requestId: ended.request_id, reason });
}
