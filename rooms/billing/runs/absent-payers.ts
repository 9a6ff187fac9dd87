// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';
import { findRun } from './find-run.ts';

/** What comes back each year: who stops owing it has left, or was forgotten. */
const yearly = ['participation', 'subscription'];

/** Payers of last year's participations and subscriptions whom this run leaves out and no other document of its year bills, the largest first. */
export async function absentPayers(ctx: Context<Tables>, { id }: { id: string }) {
  const run = await findRun(ctx, id);
  const families = run.families.filter((family) => yearly.includes(family));
  const { rows } = await sql<{ payerId: string; payer: string; label: string; previousCents: number; until: string }>`
    select p.payer_id as "payerId", b.name as payer, string_agg(distinct p.label, ', ' order by p.label) as label,
      (-sum(p.amount_cents))::bigint as "previousCents", max(p.period_until) as until
    from billing.posting p
    join organisations.body b on b.id = p.payer_id
    where p.organisation_id = ${ctx.organisation} and p.account = 'revenue' and p.year = ${run.year - 1}
      and p.family = any (${families}::text[])
      and (${run.payer_ids}::uuid[] is null or p.payer_id = any (${run.payer_ids}::uuid[]))
      and not exists (select from billing.liquidation l where l.organisation_id = p.organisation_id and l.run_id = ${id} and l.payer_id = p.payer_id)
      and not exists (
        select from billing.posting n
        where n.organisation_id = p.organisation_id and n.payer_id = p.payer_id and n.year = ${run.year} and n.account = 'revenue')
    group by p.payer_id, b.name
    having sum(p.amount_cents) < 0
    order by 4 desc, 2
    limit 200`.execute(ctx.tx);
  return { rows };
}
