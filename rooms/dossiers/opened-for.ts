// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from './tables.ts';

/** The dossiers of the body in the address that these keys opened, by key. */
export async function openedFor<RoomTables>(
  caller: Context<RoomTables>,
  types: readonly string[],
  openingKeys: readonly string[],
): Promise<ReadonlyMap<string, { id: string; number: string }>> {
  if (openingKeys.length === 0) return new Map();
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const rows = await ctx.tx
    .selectFrom('dossiers.dossier')
    .select(['opening_key', 'id', 'number'])
    .where('organisation_id', '=', ctx.organisation)
    .where('type', 'in', [...types])
    .where('opening_key', 'in', [...openingKeys])
    .execute();
  return new Map(rows.map(({ opening_key, ...dossier }) => [opening_key, dossier]));
}
