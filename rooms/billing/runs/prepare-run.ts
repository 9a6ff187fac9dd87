// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { refuseRun } from '../contract/runs.ts';
import type { Family } from '../document.ts';
import { knownPayers } from '../payers/known-payers.ts';
import { settingsOf } from '../settings/read-settings.ts';
import type { Tables } from '../tables.ts';
import { annexesOf } from './annex-of.ts';
import { buildLiquidations } from './build-liquidations.ts';
import { drawNumbers } from './draw-numbers.ts';
import { holdRun, personOf } from './find-run.ts';
import { gatherByParts } from './gather-due.ts';
import { readBefore } from './read-before.ts';
import { writeLiquidations } from './write-liquidations.ts';

export type WantedRun = {
  title: string;
  year: number;
  fromOn: string | null;
  untilOn: string | null;
  families: readonly Family[];
  payerIds: readonly string[] | null;
};

/** Computes who owes what in a period, and keeps it to be looked at: nothing is issued. */
export async function prepareRun(ctx: Context<Tables>, wanted: WantedRun): Promise<{ id: string }> {
  const from = wanted.fromOn ?? `${wanted.year}-01-01`;
  const until = wanted.untilOn ?? `${wanted.year}-12-31`;
  if (from > until) throw refuseRun('billing.period-not-whole', {}, 'body.untilOn');
  const person = personOf(ctx);
  const id = ctx.newId();
  const sequence = await drawNumbers(ctx, 'run', wanted.year);
  await ctx.tx
    .insertInto('billing.run')
    .values({
      organisation_id: ctx.organisation,
      id,
      number: `CF-${wanted.year}-${String(sequence).padStart(3, '0')}`,
      title: wanted.title,
      year: wanted.year,
      from_on: from,
      until_on: until,
      families: [...wanted.families],
      payer_ids: wanted.payerIds ? [...wanted.payerIds] : null,
      status: 'preparing',
      payers: 0,
      net_cents: 0,
      vat_cents: 0,
      gross_cents: 0,
      prepared_by: person,
      prepared_name: authorOf(ctx.actor),
      prepared_at: ctx.now().toString(),
      locked_by: null,
      locked_at: null,
      digest: null,
      issued_by: null,
      issued_name: null,
      issued_at: null,
      closing_reason: null,
    })
    .execute();
  await compute(ctx, id);
  await ctx.tell('billing.run-prepared', { runId: id });
  return { id };
}

/** Computes a run again from what stands now; whoever does it becomes its preparer. Refuses a locked one. */
export async function recomputeRun(ctx: Context<Tables>, { id }: { id: string }): Promise<{ id: string }> {
  await holdRun(ctx, id, ['prepared']);
  await ctx.tx.deleteFrom('billing.liquidation').where('organisation_id', '=', ctx.organisation).where('run_id', '=', id).execute();
  await ctx.tx
    .updateTable('billing.run')
    .set({ prepared_by: personOf(ctx), prepared_name: authorOf(ctx.actor), prepared_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', id)
    .execute();
  await compute(ctx, id);
  await ctx.tell('billing.run-prepared', { runId: id });
  return { id };
}

async function compute(ctx: Context<Tables>, id: string): Promise<void> {
  const run = await holdRun(ctx, id, ['preparing', 'prepared']);
  const settings = await settingsOf(ctx);
  const gathering = await gatherByParts(
    ctx,
    { year: run.year, from: run.from_on, until: run.until_on, families: run.families, payerIds: run.payer_ids },
    settings,
  );
  for (const part of gathering.parts) {
    const lines = await gathering.dueOf(part);
    const payerIds = [...new Set(lines.map(({ payerId }) => payerId))];
    const payers = await knownPayers(ctx, payerIds);
    const before = await readBefore(ctx, run.year - 1, [...part, ...payerIds]);
    const liquidations = buildLiquidations({ lines, payers, before, year: run.year, today: ctx.today().toString(), settings });
    await writeLiquidations(ctx, id, liquidations, await annexesOf(ctx, liquidations));
  }
  await sumRun(ctx, id);
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
