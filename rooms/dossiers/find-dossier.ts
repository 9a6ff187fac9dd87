// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { readHappenings } from './append.ts';
import { standpointOn } from './standpoint.ts';
import { stateOf, type DossierState } from './state.ts';
import type { Tables } from './tables.ts';

export type FoundDossier = {
  id: string;
  number: string;
  ownerId: string;
  /** `owner`, or the role of the body in the address. */ role: string;
  state: DossierState;
};

/** A dossier that the body in the address holds or takes part in, as it sees it. Refuses `dossiers.unknown`. */
export async function findDossier<RoomTables>(caller: Context<RoomTables>, id: string): Promise<FoundDossier> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const { role, ownerId, type, row } = await standpointOn(ctx, id);
  const { happenings } = await readHappenings(ctx, row);
  return { id, number: row.number, ownerId, role, state: stateOf(type, happenings) };
}
