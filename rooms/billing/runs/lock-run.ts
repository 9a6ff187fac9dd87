// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { refuseRun } from '../contract/runs.ts';
import type { Tables } from '../tables.ts';
import { findRun, holdIdleRun, holdRun, runRowOf } from './find-run.ts';
import { askWork } from './ask-work.ts';
import { sumRun } from './compute-run.ts';
import { digestOf } from './digest-run.ts';
import { retainedOf } from './retained.ts';
import { SMALL } from './small-run.ts';
import type { Way } from './work-in-parts.ts';

/** Freezes a run whose totals agree, line by line and rate by rate; one of more than `most` documents is left to a job. Refuses while something retained cannot be issued. */
export async function lockRun(ctx: Context<Tables>, { id }: { id: string }, most = SMALL) {
  const run = await holdRun(ctx, id, ['prepared']);
  if (run.payers === 0) throw refuseRun('billing.run-empty', { number: run.number });
  await refuseFaults(ctx, id);
  await ctx.tx.updateTable('billing.run').set({ status: 'locking' }).where('organisation_id', '=', ctx.organisation).where('id', '=', id).execute();
  if ((await retainedOf(ctx, id)).length > most) await askWork(ctx, id, 'lock');
  else await lockHeldRun(ctx, id);
  return runRowOf(await findRun(ctx, id));
}

/** Freezes a run that somebody asked to lock, in the caller's transaction. */
export async function lockHeldRun(ctx: Context<Tables>, id: string, { advance }: Way = {}): Promise<void> {
  const run = await holdRun(ctx, id, ['locking']);
  if (!(await isReconciled(ctx, id))) throw refuseRun('billing.totals-differ', { number: run.number });
  const digest = await digestOf(ctx, await retainedOf(ctx, id), advance);
  await ctx.tx
    .updateTable('billing.run')
    .set({ status: 'locked', locked_by: authorOf(ctx.actor), locked_at: ctx.now().toString(), digest })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  await ctx.tell('billing.run-locked', { runId: id });
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

/**
 * Lines make heads, VAT is that of each rate's base, heads make the run: worked out again by the database, apart from what wrote them. Rows written a
 * moment ago have no statistics: the planner takes them for a handful and joins them one by one, which a national run makes quadratic (104 s for
 * 30 000 lines, under a second by hash).
 */
async function isReconciled(ctx: Context<Tables>, id: string): Promise<boolean> {
  await sql`set local enable_nestloop = off`.execute(ctx.tx);
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
  await sql`set local enable_nestloop to default`.execute(ctx.tx);
  return rows[0]?.wrong === 0;
}
