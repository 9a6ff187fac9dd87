// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { refuseRun } from '../contract/runs.ts';
import type { Tables } from '../tables.ts';
import { findRun, holdIdleRun, holdRun, runRowOf } from './find-run.ts';
import { sumRun } from './compute-run.ts';

/** Freezes a run whose totals agree, line by line and rate by rate. Refuses while something retained cannot be issued. */
export async function lockRun(ctx: Context<Tables>, { id }: { id: string }) {
  const run = await holdRun(ctx, id, ['prepared']);
  await joinByHash(ctx);
  if (run.payers === 0) throw refuseRun('billing.run-empty', { number: run.number });
  await refuseFaults(ctx, id);
  if (!(await isReconciled(ctx, id))) throw refuseRun('billing.totals-differ', { number: run.number });
  await ctx.tx
    .updateTable('billing.run')
    .set({ status: 'locked', locked_by: authorOf(ctx.actor), locked_at: ctx.now().toString(), digest: await digestOf(ctx, id) })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  await ctx.tell('billing.run-locked', { runId: id });
  return runRowOf(await findRun(ctx, id));
}

/** Leaves a run without a trace in accounts: what it would have billed stays to be billed. */
export async function abandonRun(ctx: Context<Tables>, { id, reason }: { id: string; reason: string }) {
  await holdIdleRun(ctx, id, ['preparing', 'prepared', 'locked']);
  await ctx.tx
    .updateTable('billing.run')
    .set({ status: 'abandoned', closing_reason: reason, locked_at: null, locked_by: null })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  await ctx.tell('billing.run-abandoned', { runId: id });
  return runRowOf(await findRun(ctx, id));
}

/** Leaves a document out of a run with a reason, or takes it back. */
export async function excludeLiquidation(
  ctx: Context<Tables>,
  input: { id: string; liquidation: string; reason: string | null },
): Promise<{ id: string }> {
  await holdRun(ctx, input.id, ['prepared']);
  const reason = input.reason === '' ? null : input.reason;
  const changed = await ctx.tx
    .updateTable('billing.liquidation')
    .set({ excluded_reason: reason, excluded_by: reason === null ? null : authorOf(ctx.actor) })
    .where('organisation_id', '=', ctx.organisation)
    .where('run_id', '=', input.id)
    .where('id', '=', input.liquidation)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw refuseRun('billing.liquidation-not-found');
  await sumRun(ctx, input.id);
  return { id: input.liquidation };
}

/** What a locked run is, to compare with when it is issued. */
export async function digestOf(ctx: Context<Tables>, id: string): Promise<string> {
  const { rows } = await sql<{ digest: string }>`
    select encode(sha256(convert_to(coalesce(string_agg(l.content::text, E'\n' order by l.liquidation_id, l.rank), ''), 'UTF8')), 'hex') as digest
    from billing.liquidation_line l
    join billing.liquidation h on h.organisation_id = l.organisation_id and h.id = l.liquidation_id
    where l.organisation_id = ${ctx.organisation} and l.run_id = ${id} and h.excluded_reason is null`.execute(ctx.tx);
  return rows[0]?.digest ?? '';
}

/**
 * Rows written a moment ago have no statistics: the planner takes them for a handful and joins them one by one, which a national run makes
 * quadratic (104 s for 30 000 lines, under a second by hash). Until the end of the transaction.
 */
export async function joinByHash(ctx: Context<Tables>): Promise<void> {
  await sql`set local enable_nestloop = off`.execute(ctx.tx);
}

async function refuseFaults(ctx: Context<Tables>, id: string): Promise<void> {
  const { rows } = await sql<{ payer_name: string; faults: string[]; count: number }>`
    select payer_name, faults, (count(*) over ())::int as count
    from billing.liquidation
    where organisation_id = ${ctx.organisation} and run_id = ${id} and excluded_reason is null and cardinality(faults) > 0
    order by payer_name
    limit 1`.execute(ctx.tx);
  const [first] = rows;
  if (first) throw refuseRun('billing.run-has-faults', { count: first.count, name: first.payer_name, fault: first.faults[0] ?? '' });
}

/** Lines make heads, VAT is that of each rate's base, heads make the run: worked out again by the database, apart from what wrote them. */
async function isReconciled(ctx: Context<Tables>, id: string): Promise<boolean> {
  const { rows } = await sql<{ wrong: number }>`
    with bases as (
      select l.liquidation_id, l.vat_code, l.rate_basis_points, sum(l.net_cents) as base
      from billing.liquidation_line l
      where l.organisation_id = ${ctx.organisation} and l.run_id = ${id}
      group by 1, 2, 3
    ), sums as (
      select liquidation_id, sum(base) as net, sum(case when vat_code = 'S' then floor((base * rate_basis_points * 2 + 10000) / 20000) else 0 end) as vat
      from bases group by 1
    ), heads as (
      select h.*, s.net, s.vat as worked
      from billing.liquidation h
      left join sums s on s.liquidation_id = h.id
      where h.organisation_id = ${ctx.organisation} and h.run_id = ${id} and h.excluded_reason is null
    )
    select (
      (select count(*) from heads where net is distinct from net_cents or worked is distinct from vat_cents or net_cents + vat_cents <> gross_cents)
      + (select count(*) from billing.run r, (select coalesce(sum(gross_cents), 0) as gross, coalesce(sum(net_cents), 0) as net from heads) t
          where r.organisation_id = ${ctx.organisation} and r.id = ${id} and (r.gross_cents <> t.gross or r.net_cents <> t.net))
    )::int as wrong`.execute(ctx.tx);
  return rows[0]?.wrong === 0;
}
