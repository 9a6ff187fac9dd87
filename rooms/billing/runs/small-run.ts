// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { payersOwing } from '#rooms/adhesions/api.ts';
import type { Tables } from '../tables.ts';
import { findRun } from './find-run.ts';

/** So many documents are computed, or issued, in the request that asks: well under a second. More are left to a job. */
export const SMALL = 200;

/** Things entered to bill, for one payer. */
const CHARGES = 5;

/** Whether a run is computed while the request waits: it has few payers, and few things were entered to bill. */
export async function isSmallRun(ctx: Context<Tables>, id: string, most: number): Promise<boolean> {
  const run = await findRun(ctx, id);
  if (run.payer_ids && run.payer_ids.length <= most) return true;
  const owing = await payersOwing(ctx, { from: `${Number(run.from_on.slice(0, 4)) - 1}-01-01`, until: run.until_on });
  if (new Set(owing.map(({ payerId }) => payerId)).size > most) return false;
  const { rows } = await sql<{ many: boolean }>`
    select count(*) > ${most * CHARGES} as many
    from (
      select from billing.charge
      where organisation_id = ${ctx.organisation} and withdrawn_at is null and happened_on between ${run.from_on}::date and ${run.until_on}::date
      limit ${most * CHARGES + 1}
    ) c`.execute(ctx.tx);
  return rows[0]?.many !== true;
}
