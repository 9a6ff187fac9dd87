// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from '../tables.ts';

/** Turns the operator's yes into a no, with the reason, when what followed came to nothing: the service may then be asked for again. */
export async function changeAnswer<RoomTables>(
  caller: Context<RoomTables>,
  { requestId, reason }: { requestId: string; reason: string },
): Promise<void> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  await ctx.tx
    .updateTable('home.service_answer')
    .set({ outcome: 'refused', reason: reason.slice(0, 2_000) })
    .where('organisation_id', '=', ctx.organisation)
    .where('request_id', '=', requestId)
    .where('outcome', '=', 'accepted')
    .execute();
}
