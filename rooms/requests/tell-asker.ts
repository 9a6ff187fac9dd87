// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { notify } from '#platform/notify/notify.ts';
import { accountsToTell } from '#rooms/people/api.ts';
import type { Tables } from './tables.ts';

/** Tells those who may answer that the quote of a request has come. Runs in the body that would pay. */
export async function tellAsker(ctx: Context<Tables>, { quoteId, documentId }: { quoteId: string; documentId: string }): Promise<void> {
  const quote = await ctx.tx
    .selectFrom('requests.quote as q')
    .innerJoin('organisations.body as b', 'b.id', 'q.asker_id')
    .select(['q.quote_number', 'b.slug'])
    .where('q.asker_id', '=', ctx.organisation)
    .where('q.quote_id', '=', quoteId)
    .executeTakeFirst();
  if (!quote) return;
  for (const personId of await accountsToTell(ctx, 'quotes.answer-received'))
    await notify(ctx, {
      personId,
      what: 'requests.quote-received',
      title: `Le devis ${quote.quote_number} que vous aviez demandé attend votre réponse.`,
      href: `/o/${quote.slug}/devis-recus/${documentId}`,
      awaitsAnswer: true,
      key: `requests.quote-received ${documentId}`,
    });
}
