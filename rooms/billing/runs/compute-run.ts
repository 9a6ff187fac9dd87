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
import { overlap } from './overlap.ts';
import { readBefore } from './read-before.ts';
import { writeLiquidations } from './write-liquidations.ts';

/** How far a work has come, of how many; written where others see it before the work commits. */
export type Advance = (done: number, total: number) => Promise<void>;

export type Way = {
  advance?: Advance;
  /** Reads in a transaction of its own, while that of the run writes; without it everything is read and written in turn. */
  readApart?: <Result>(work: (reader: Context<Tables>) => Promise<Result>) => Promise<Result>;
};

/** Computes a run that is being prepared, anew whatever stood there, in the caller's transaction. */
export async function computeRun(ctx: Context<Tables>, id: string, { advance = async () => {}, readApart }: Way = {}): Promise<void> {
  const run = await holdRun(ctx, id, ['preparing']);
  await forgetComputed(ctx, id);
  const settings = await settingsOf(ctx);
  const today = ctx.today().toString();
  const wanted = { year: run.year, from: run.from_on, until: run.until_on, families: run.families, payerIds: run.payer_ids };
  const gathering = await gatherByParts(ctx, wanted, settings);
  let done = 0;
  const compute = async (reader: Context<Tables>, part: readonly string[]) => {
    const lines = await gathering.dueOf(reader, part);
    const payerIds = [...new Set([...part, ...lines.map(({ payerId }) => payerId)])];
    const payers = await knownPayers(reader, payerIds);
    const before = await readBefore(reader, run.year - 1, { payerIds, families: run.families });
    const liquidations = buildLiquidations({ lines, payers, before, year: run.year, today, settings });
    return { part, liquidations, annexes: await annexesOf(reader, liquidations) };
  };
  const write = async ({ part, liquidations, annexes }: Awaited<ReturnType<typeof compute>>): Promise<void> => {
    await writeLiquidations(ctx, id, liquidations, annexes);
    await advance((done += part.length), gathering.payers);
  };
  if (readApart) await overlap(gathering.parts, (part) => readApart((reader) => compute(reader, part)), write);
  else for (const part of gathering.parts) await write(await compute(ctx, part));
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
