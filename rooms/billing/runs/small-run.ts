// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import { payersOwing } from '#rooms/adhesions/api.ts';
import { payersAccepted } from '#rooms/quotes/api.ts';
import type { Tables } from '../tables.ts';
import { countVolumes } from '../volumes/collect-volumes.ts';
import { findRun } from './find-run.ts';
import { billedToOthers } from './gather-due.ts';
import { payersApart } from './payers-apart.ts';

/** So many documents are computed, or issued, in the request that asks: well under a second. More are left to a job. */
export const SMALL = 200;

/** Things entered to bill, or measured, for one payer. */
const CHARGES = 5;

/** Whether a run is computed while the request waits: few payers by their conventions and quotes, and little that was entered or measured. */
export async function isSmallRun(ctx: Context<Tables>, id: string, most: number): Promise<boolean> {
  const run = await findRun(ctx, id);
  const since = `${Number(run.from_on.slice(0, 4)) - 1}-01-01`;
  const owing = await payersOwing(ctx, { from: since, until: run.until_on });
  const underConvention = new Set(owing.map(({ quoteNumber }) => quoteNumber));
  const quoted = (await payersAccepted(ctx, run.until_on)).filter(({ number }) => !underConvention.has(number));
  const payers = [...owing, ...quoted].map(({ payerId }) => payerId);
  if (payersApart(payers, await billedToOthers(ctx), run.payer_ids).flat().length > most) return false;
  const measured = run.families.includes('volume') ? await countVolumes(ctx, { from: since, until: run.until_on }) : 0;
  return measured <= most * CHARGES && (await countCharges(ctx, run.until_on, most * CHARGES + 1)) <= most * CHARGES;
}

/** What was entered up to a day that no document bears, as far as `most`. */
async function countCharges(ctx: Context<Tables>, until: string, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from (
      select from billing.charge c
      where c.organisation_id = ${ctx.organisation} and c.withdrawn_at is null and c.happened_on <= ${until}::date
        and not exists (
          select from billing.billed b
          where b.organisation_id = c.organisation_id and b.source_key = 'charge/' || c.id::text and b.released_by is null)
      limit ${most}
    ) c`.execute(ctx.tx);
  return rows[0]?.count ?? 0;
}
