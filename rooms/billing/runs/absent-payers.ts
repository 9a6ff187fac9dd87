// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import { findRun } from './find-run.ts';

/** What comes back each year: who stops owing it has left, or was forgotten. */
const yearly = ['participation', 'subscription'];

/**
 * Payers of last year's participations and subscriptions whom this run leaves out and no other document of its year bills, the largest first. Avoirs are
 * taken away on both sides: what was given back whole was not billed.
 */
export async function absentPayers(ctx: Context<Tables>, { id }: { id: string }) {
  const run = await findRun(ctx, id);
  const families = run.families.filter((family) => yearly.includes(family));
  // An avoir says « credit » of the line that it corrects, whose family the posting of its original says: the two share a line key.
  const { rows } = await sql<{ payerId: string; payer: string; label: string; previousCents: number; until: string; total: number }>`
    with line as (
      select payer_id, (array_agg(label order by amount_cents))[1] as label, -sum(amount_cents) as cents, max(period_until) as until
      from billing.posting
      where organisation_id = ${ctx.organisation} and account = 'revenue' and year = ${run.year - 1}
        and (${run.payer_ids}::uuid[] is null or payer_id = any (${run.payer_ids}::uuid[]))
      group by payer_id, kind, line_key
      having bool_or(family = any (${families}::text[])) and sum(amount_cents) < 0
    ), paid as (
      select payer_id, string_agg(distinct label, ', ' order by label) as label, sum(cents)::bigint as cents, max(until) as until
      from line
      group by payer_id
    ), billed as (
      select payer_id
      from billing.posting
      where organisation_id = ${ctx.organisation} and account = 'revenue' and year = ${run.year}
      group by payer_id
      having sum(amount_cents) < 0
    )
    select p.payer_id as "payerId", b.name as payer, p.label, p.cents as "previousCents", p.until, (count(*) over ())::int as total
    from paid p
    join organisations.body b on b.id = p.payer_id
    where not exists (select from billed where billed.payer_id = p.payer_id)
      and not exists (select from billing.liquidation l where l.organisation_id = ${ctx.organisation} and l.run_id = ${id} and l.payer_id = p.payer_id)
    order by p.cents desc, b.name
    limit 200`.execute(ctx.tx);
  return { rows: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 };
}
