// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { DueLine } from '../liquidation/due-line.ts';
import type { Tables } from '../tables.ts';
import { stateOf } from './correction.ts';

/** The complements that were decided for a year or one before it, as lines that a run takes. */
export async function complementLines(ctx: Context<Tables>, year: number): Promise<DueLine[]> {
  const rows = await ctx.tx
    .selectFrom('billing.correction')
    .select('line')
    .where('organisation_id', '=', ctx.organisation)
    .where('decision', '=', 'complement')
    .where('withdrawn_at', 'is', null)
    .where('year', '<=', year)
    .orderBy('decided_at')
    .orderBy('id')
    .execute();
  return rows.flatMap(({ line }) => line ?? []);
}

/** Whether somebody decided to leave a line of the year unbilled, as it stands: one that moved since is owed again. */
export async function dismissedLines(ctx: Context<Tables>, year: number): Promise<(line: DueLine) => boolean> {
  const rows = await ctx.tx
    .selectFrom('billing.correction')
    .select(['source_key', 'state'])
    .where('organisation_id', '=', ctx.organisation)
    .where('decision', '=', 'none')
    .where('withdrawn_at', 'is', null)
    .where('year', '=', year)
    .execute();
  const left = new Set(rows.map(({ source_key, state }) => `${source_key} ${state}`));
  return (line) => left.has(`${line.sourceKey} ${stateOf({ billedCents: 0, owedCents: line.netCents, until: line.until })}`);
}
