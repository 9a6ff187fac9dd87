// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
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
  const joined = await joinedUnder(
    ctx,
    lines.map(({ id }) => id),
  );
  const waiting = lines.filter(({ id }) => !opened.has(`quote ${id}`) && !joined.has(id));
  const quotes = await acceptedQuotes(
    ctx,
    waiting.map(({ id }) => id),
  );
  return {
    rows: waiting.flatMap(({ id, number, title, payerName, firstYearCents }) => {
      const quote = quotes.get(id);
      const scopes = quote ? scopesOf(quote) : [];
      return scopes.length === 0
        ? []
        : [{ id, number, title, payer: payerName, payerId: quote?.payerId ?? null, firstYearCents, isTerritory: scopes.includes(MUTUALISED) }];
    }),
  };
}

/** The quotes under which a body joins a territory: its dossier is a tripartite's, opened under their key. */
async function joinedUnder(ctx: Context<Tables>, quoteIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (quoteIds.length === 0) return new Set();
  const { rows } = await sql<{ quote_id: string }>`
    select distinct split_part(opening_key, ' quote ', 2) as quote_id
    from dossiers.dossier
    where organisation_id = ${ctx.organisation}
      and type = 'adhesions.tripartite'
      and split_part(opening_key, ' quote ', 2) = any(${[...quoteIds]}::text[])`.execute(ctx.tx);
  return new Set(rows.map(({ quote_id }) => quote_id));
}
