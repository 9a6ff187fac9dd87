// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { Tables } from './tables.ts';

/**
 * Takes the next number of the year. The counter's row stays locked until the transaction ends, so that a failed one gives its number back:
 * call it last, just before the quote is written.
 */
export async function takeNumber(ctx: Context<Tables>, prefix: string): Promise<{ year: number; sequence: number; number: string }> {
  const { year } = ctx.today();
  const { rows } = await sql<{ last_number: number }>`
    insert into quotes.counter as counter (organisation_id, id, year, last_number)
    values (${ctx.organisation}, ${ctx.newId()}, ${year}, 1)
    on conflict (organisation_id, year) do update set last_number = counter.last_number + 1
    returning last_number`.execute(ctx.tx);
  const sequence = rows[0]?.last_number;
  if (sequence === undefined) throw new Error('the counter gave no number');
  return { year, sequence, number: `${prefix}-${year}-${String(sequence).padStart(4, '0')}` };
}
