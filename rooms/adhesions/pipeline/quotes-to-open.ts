// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { openedFor } from '#rooms/dossiers/api.ts';
import { acceptedLately, acceptedQuotes } from '#rooms/quotes/api.ts';
import { MUTUALISED, scopesOf } from '../start-adhesion.ts';
import type { Tables } from '../tables.ts';

// Quotes are opened in the weeks after their answer: the latest are looked at.
const LATEST = 100;

/** Accepted quotes that carry an adhesion or a package, without a dossier yet, the latest first. */
export async function quotesToOpen(ctx: Context<Tables>, { q }: { q: string }) {
  const lines = await acceptedLately(ctx, { q, limit: LATEST });
  const opened = await openedFor(
    ctx,
    ['adhesions.adhesion', 'adhesions.package'],
    lines.map(({ id }) => `quote ${id}`),
  );
  const waiting = lines.filter(({ id }) => !opened.has(`quote ${id}`));
  const quotes = await acceptedQuotes(
    ctx,
    waiting.map(({ id }) => id),
  );
  return {
    rows: waiting.flatMap(({ id, number, title, payerName, firstYearCents }) => {
      const quote = quotes.get(id);
      const scopes = quote ? scopesOf(quote) : [];
      return scopes.length === 0 ? [] : [{ id, number, title, payer: payerName, firstYearCents, isTerritory: scopes.includes(MUTUALISED) }];
    }),
  };
}
