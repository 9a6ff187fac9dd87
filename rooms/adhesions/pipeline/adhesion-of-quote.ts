// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { openedFor } from '#rooms/dossiers/api.ts';
import { acceptedQuote } from '#rooms/quotes/api.ts';
import { scopesOf } from '../start-adhesion.ts';
import type { Tables } from '../tables.ts';

/** Whether an adhesion may be opened from a quote, or the dossier that it has opened. */
export async function adhesionOfQuote(ctx: Context<Tables>, { quoteId }: { quoteId: string }) {
  const key = `quote ${quoteId}`;
  const opened = await openedFor(ctx, ['adhesions.adhesion', 'adhesions.package'], [key]);
  const dossier = opened.get(key) ?? null;
  if (dossier) return { mayOpen: false, dossier };
  const quote = await acceptedQuote(ctx, quoteId);
  return { mayOpen: quote !== null && quote.isAccepted && scopesOf(quote).length > 0, dossier };
}
