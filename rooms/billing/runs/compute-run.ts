// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { knownPayers } from '../payers/known-payers.ts';
import { settingsOf } from '../settings/read-settings.ts';
import type { Tables } from '../tables.ts';
import { annexesOf } from './annex-of.ts';
import { buildLiquidations } from './build-liquidations.ts';
import { holdRun } from './find-run.ts';
import { gatherByParts } from './gather-due.ts';
import { readBefore } from './read-before.ts';
import { workInParts, type Way } from './work-in-parts.ts';
import { writeLiquidations } from './write-liquidations.ts';

/** Computes a run that is being prepared, anew whatever stood there, in the caller's transaction. */
export async function computeRun(ctx: Context<Tables>, id: string, way: Way = {}): Promise<void> {
  const run = await holdRun(ctx, id, ['preparing']);
  await forgetComputed(ctx, id);
  const settings = await settingsOf(ctx);
  const today = ctx.today().toString();
  const wanted = { year: run.year, from: run.from_on, until: run.until_on, families: run.families, payerIds: run.payer_ids };
  const gathering = await gatherByParts(ctx, wanted, settings);
  let done = 0;
  const make = async (reader: Context<Tables>, part: readonly string[]) => {
    const lines = await gathering.dueOf(reader, part);
    const payerIds = [...new Set([...part, ...lines.map(({ payerId }) => payerId)])];
    const payers = await knownPayers(reader, payerIds);
    const before = await readBefore(reader, run.year - 1, { payerIds, families: run.families });
    const liquidations = buildLiquidations({ lines, payers, before, year: run.year, today, settings });
    return { part, liquidations, annexes: await annexesOf(reader, liquidations) };
  };
  const write = async ({ part, liquidations, annexes }: Awaited<ReturnType<typeof make>>): Promise<void> => {
    await writeLiquidations(ctx, id, liquidations, annexes);
    await way.advance?.((done += part.length), gathering.payers);
  };
  await workInParts(ctx, gathering.parts, way, { make, write });
  await sumRun(ctx, id);
  await ctx.tell('billing.run-prepared', { runId: id });
}

// Lines first, in one go: left to the cascade, each document would look for its own.
async function forgetComputed(ctx: Context<Tables>, id: string): Promise<void> {
  await ctx.tx.deleteFrom('billing.liquidation_line').where('organisation_id', '=', ctx.organisation).where('run_id', '=', id).execute();
  await ctx.tx.deleteFrom('billing.liquidation').where('organisation_id', '=', ctx.organisation).where('run_id', '=', id).execute();
}

/** Writes the totals of a run from what it retains. */
export async function sumRun(ctx: Context<Tables>, id: string): Promise<void> {
  await sql`
    update billing.run r
    set status = 'prepared', payers = s.payers, net_cents = s.net, vat_cents = s.vat, gross_cents = s.gross
    from (
      select count(distinct payer_id)::int as payers, coalesce(sum(net_cents), 0)::bigint as net, coalesce(sum(vat_cents), 0)::bigint as vat,
        coalesce(sum(gross_cents), 0)::bigint as gross
      from billing.liquidation
      where organisation_id = ${ctx.organisation} and run_id = ${id} and excluded_reason is null
    ) s
    where r.organisation_id = ${ctx.organisation} and r.id = ${id}`.execute(ctx.tx);
}
