// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from './tables.ts';

const prefixes = { cadre: 'CC', tripartite: 'CT', package: 'CF', campaign: 'CP' } as const;
const tables = { convention: sql.table('adhesions.convention'), campaign: sql.table('adhesions.campaign') };

/**
 * The next number of the year for a kind of convention, or a campaign: CC-2026-0001. The counter's row stays locked until the transaction ends: a failed one
 * gives its number back, two at once wait for each other. Numbers that a file took over are never given again.
 */
export async function nextNumber(ctx: Context<Tables>, kind: keyof typeof prefixes): Promise<string> {
  const { year } = ctx.today();
  const prefix = prefixes[kind];
  const taken = sql`(
    select coalesce(max(substring(number from '^[A-Z]+-[0-9]+-([0-9]{1,9})$')::integer), 0)
    from ${kind === 'campaign' ? tables.campaign : tables.convention}
    where organisation_id = ${ctx.organisation} and number like ${`${prefix}-${year}-%`})`;
  const { rows } = await sql<{ last_number: number }>`
    insert into adhesions.counter as counter (organisation_id, id, prefix, year, last_number)
    values (${ctx.organisation}, ${ctx.newId()}, ${prefix}, ${year}, ${taken} + 1)
    on conflict (organisation_id, prefix, year) do update set last_number = greatest(counter.last_number, ${taken}) + 1
    returning last_number`.execute(ctx.tx);
  const [given] = rows;
  if (!given) throw new Error('the counter gave no number');
  return `${prefix}-${year}-${String(given.last_number).padStart(4, '0')}`;
}
