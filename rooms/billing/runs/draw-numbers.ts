// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

/**
 * Draws so many numbers that follow each other in a series of the operator in the address, and gives the first. The counter's row stays locked
 * until the transaction ends: another waits, and one that fails gives its numbers back. `first` is where a series not yet begun begins.
 */
export async function drawNumbers(
  ctx: Context<Tables>,
  series: Tables['billing.counter']['series'],
  year: number,
  { count = 1, first = 1 }: { count?: number; first?: number } = {},
): Promise<number> {
  const { rows } = await sql<{ last_number: number }>`
    insert into billing.counter as counter (organisation_id, id, series, year, first_number, last_number)
    values (${ctx.organisation}, ${ctx.newId()}, ${series}, ${year}, ${first}, ${first - 1 + count})
    on conflict (organisation_id, series, year) do update set last_number = counter.last_number + ${count}
    returning last_number`.execute(ctx.tx);
  const last = rows[0]?.last_number;
  if (last === undefined) throw new Error('the counter gave no number');
  return last - count + 1;
}
