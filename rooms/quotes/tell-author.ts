// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { notify } from '#platform/notify/notify.ts';
import type { Tables } from './tables.ts';

type Told = { quoteId: string; version: number };

/** Tells the author of a quote that it was answered, expired, approved or returned. */
export async function tellAuthor(ctx: Context<Tables>, { quoteId, version }: Told, what: keyof typeof sentences): Promise<void> {
  const quote = await ctx.tx
    .selectFrom('quotes.quote as q')
    .innerJoin('organisations.body as b', 'b.id', 'q.organisation_id')
    .select(['q.number', 'q.payer_name', 'q.author_id', 'b.slug'])
    .where('q.organisation_id', '=', ctx.organisation)
    .where('q.id', '=', quoteId)
    .executeTakeFirst();
  if (!quote?.author_id) return;
  await notify(ctx, {
    personId: quote.author_id,
    what: `quotes.${what}`,
    title: sentences[what](quote.number, quote.payer_name),
    href: `/o/${quote.slug}/devis/${quoteId}`,
    key: `quotes.${what} ${quoteId} ${version}`,
  });
}

const sentences = {
  accepted: (number: string, payer: string) => `${payer} a accepté le devis ${number}.`,
  refused: (number: string, payer: string) => `${payer} a refusé le devis ${number}.`,
  expired: (number: string, payer: string) => `Le devis ${number} pour ${payer} a expiré sans réponse.`,
  approved: (number: string) => `Le devis ${number} est validé : il peut être envoyé.`,
  returned: (number: string) => `Le devis ${number} vous est rendu avec un motif.`,
} as const;

/** One listener for each event that the author waits for. */
export const authorListeners = (
  [
    ['quotes.quote-accepted', 'accepted'],
    ['quotes.quote-refused', 'refused'],
    ['quotes.quote-expired', 'expired'],
    ['quotes.quote-approved', 'approved'],
    ['quotes.quote-returned', 'returned'],
  ] as const
).map(([event, what]) => ({
  event,
  name: `quotes.tell-author-${what}`,
  handler: (ctx: Context<Tables>, told: Told) => tellAuthor(ctx, told, what),
}));
