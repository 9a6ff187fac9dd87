// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { readHappenings } from './append.ts';
import type { Tables } from './tables.ts';

/**
 * The digests of the history of a dossier of the body in the address, by rank, and whether they are chained without a gap. Asks for no
 * permission: for a room that has found the dossier for whoever asks.
 */
export async function digestsOf<RoomTables>(
  caller: Context<RoomTables>,
  id: string,
): Promise<{ byRank: ReadonlyMap<number, string>; isWhole: boolean }> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const { happenings, isWhole } = await readHappenings(ctx, { organisation_id: ctx.organisation, id });
  return { byRank: new Map(happenings.map(({ rank, digest }) => [rank, digest])), isWhole };
}
