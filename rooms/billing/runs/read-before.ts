// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Family } from '../document.ts';
import type { Before } from '../liquidation/explain.ts';
import type { Tables } from '../tables.ts';

/**
 * What some payers were billed for a year in some families, line by line, avoirs taken away, from the postings alone: one query. Keyed by « payer kind ».
 */
export async function readBefore(
  ctx: Context<Tables>,
  year: number,
  { payerIds, families }: { payerIds: readonly string[]; families: readonly Family[] },
): Promise<ReadonlyMap<string, Before[]>> {
  // An avoir says « credit » of the line that it corrects, whose family the posting of its original says.
  const { rows } = await sql<{ key: string; line_key: string; label: string; cents: number; basis: Before['basis'] }>`
    select payer_id::text || ' ' || kind as key, line_key,
      (array_agg(label order by on_day desc, rank))[1] as label,
      (-sum(amount_cents))::bigint as cents,
      (array_agg(basis order by on_day desc, rank))[1] as basis
    from billing.posting
    where organisation_id = ${ctx.organisation} and year = ${year} and account = 'revenue' and payer_id = any (${[...payerIds]}::uuid[])
    group by payer_id, kind, line_key
    having bool_or(family = any (${[...families]}::text[]))`.execute(ctx.tx);
  const grouped = new Map<string, Before[]>();
  for (const { key, line_key, label, cents, basis } of rows) {
    const lines = grouped.get(key) ?? [];
    lines.push({ lineKey: line_key, label, cents, basis: basis ?? {} });
    grouped.set(key, lines);
  }
  return grouped;
}
