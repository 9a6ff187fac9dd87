// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { House } from '#platform/house.ts';
import type { Tables } from '../tables.ts';
import type { Correction } from './correction.ts';
import { findCorrections } from './find-corrections.ts';

/** A year billed to more payers is not worked out again for each page of its list. */
const MANY = 2_000;
const KEPT_MINUTES = 5;
const KEPT_YEARS = 4;

type Kept = { since: Temporal.Instant; found: Promise<readonly Correction[]> };
type Known = { found: readonly Correction[]; /** Since when it is known, where it was not worked out now. */ keptSince: string | null };

// By house: a process of tests opens several. Results alone, which hold no connection: nothing is lost with the process.
const keptIn = new WeakMap<House, Map<string, Kept>>();

/**
 * What `findCorrections` finds, to be listed. Of a large year it is kept five minutes, as long as nothing was billed, credited, set or decided meanwhile;
 * what conventions, quotes and rosters say may then be as old. Whoever decides reads it anew. Those who ask together wait for one.
 */
export async function keepCorrections(ctx: Context<Tables>, year: number, most = MANY): Promise<Known> {
  const { payers, stands } = await billingStands(ctx, year);
  if (payers <= most) return { found: await findCorrections(ctx, year), keptSince: null };
  const kept = keptIn.get(ctx.house) ?? new Map<string, Kept>();
  keptIn.set(ctx.house, kept);
  const key = `${ctx.organisation} ${year} ${stands}`;
  const now = ctx.now();
  for (const [old, { since }] of kept) if (Temporal.Instant.compare(since.add({ minutes: KEPT_MINUTES }), now) <= 0) kept.delete(old);
  const known = kept.get(key);
  if (known) return { found: await known.found, keptSince: known.since.toString() };
  for (const old of kept.keys()) if (old.startsWith(`${ctx.organisation} ${year} `) || kept.size >= KEPT_YEARS) kept.delete(old);
  const found = findCorrections(ctx, year);
  kept.set(key, { since: now, found });
  found.catch(() => kept.delete(key));
  return { found: await found, keptSince: null };
}

/** How many payers the runs of a year billed, and what changes whenever this room changes what its corrections are. */
async function billingStands(ctx: Context<Tables>, year: number): Promise<{ payers: number; stands: string }> {
  const { rows } = await sql<{ payers: number; stands: string }>`
    select coalesce((select sum(payers) from billing.run where organisation_id = o.id and year = ${year} and status = 'issued'), 0)::int as payers,
      concat_ws(' ',
        (select count(*) || '/' || max(issued_at) from billing.run where organisation_id = o.id and status = 'issued'),
        (select count(*) || '/' || count(*) filter (where status = 'issued') || '/' || count(*) filter (where status = 'dropped')
          from billing.credit where organisation_id = o.id),
        (select count(*) || '/' || count(withdrawn_at) from billing.correction where organisation_id = o.id),
        (select max(changed_at) from billing.setting where organisation_id = o.id),
        (select max(changed_at) from billing.payer where organisation_id = o.id)) as stands
    from (select ${ctx.organisation}::uuid as id) o`.execute(ctx.tx);
  return rows[0] ?? { payers: 0, stands: '' };
}
