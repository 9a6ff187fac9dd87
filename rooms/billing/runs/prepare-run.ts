// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { authorOf } from '#rooms/organisations/api.ts';
import { refuseRun } from '../contract/runs.ts';
import type { Family } from '../document.ts';
import type { Tables } from '../tables.ts';
import { computeRun } from './compute-run.ts';
import { drawNumbers } from './draw-numbers.ts';
import { findRun, holdRun, personOf } from './find-run.ts';
import { isSmallRun, SMALL } from './small-run.ts';
import { askWork, failureOf, forgetFailure } from './ask-work.ts';

export type WantedRun = {
  title: string;
  year: number;
  fromOn: string | null;
  untilOn: string | null;
  families: readonly Family[];
  payerIds: readonly string[] | null;
};

type Prepared = { id: string; status: 'preparing' | 'prepared' };

/** Computes who owes what in a period, and keeps it to be looked at: nothing is issued. A run of more than `most` payers is left to a job. */
export async function prepareRun(ctx: Context<Tables>, wanted: WantedRun, most = SMALL): Promise<Prepared> {
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
  return computeNowOrLater(ctx, id, most);
}

/** Computes a run again from what stands now; whoever does it becomes its preparer. Refuses a locked one, and one that a job prepares. */
export async function recomputeRun(ctx: Context<Tables>, { id }: { id: string }, most = SMALL): Promise<Prepared> {
  const failed = (await failureOf(ctx, await findRun(ctx, id))) !== null;
  const run = await holdRun(ctx, id, failed ? ['prepared', 'preparing'] : ['prepared']);
  await ctx.tx
    .updateTable('billing.run')
    .set({ status: 'preparing', prepared_by: personOf(ctx), prepared_name: authorOf(ctx.actor), prepared_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', run.id)
    .execute();
  await forgetFailure(ctx, id);
  return computeNowOrLater(ctx, id, most);
}

async function computeNowOrLater(ctx: Context<Tables>, id: string, most: number): Promise<Prepared> {
  if (await isSmallRun(ctx, id, most)) {
    await computeRun(ctx, id);
    return { id, status: 'prepared' };
  }
  await askWork(ctx, id, 'prepare');
  return { id, status: 'preparing' };
}
