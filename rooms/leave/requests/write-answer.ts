// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { nameOf } from '../counters/post-movements.ts';
import type { Outcome, Tables } from '../tables.ts';

/** Keeps what was answered, by whom, in whose place. */
export async function writeAnswer(
  ctx: Context<Tables>,
  requestId: string,
  outcome: Outcome,
  reason: string,
  inPlaceOf: string | null,
): Promise<void> {
  await ctx.tx
    .insertInto('leave.answer')
    .values({
      organisation_id: ctx.organisation,
      id: ctx.newId(),
      request_id: requestId,
      outcome,
      reason,
      by_name: nameOf(ctx),
      in_place_of: inPlaceOf,
      at: ctx.now().toString(),
    })
    .execute();
}
