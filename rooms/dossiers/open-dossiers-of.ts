// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { listDossiers } from './list-dossiers.ts';
import type { Tables } from './tables.ts';

/** The dossiers of these types that are not closed and in which the body in the address takes part, those that press first; two hundred at most. */
export async function openDossiersOf<RoomTables>(caller: Context<RoomTables>, types: readonly string[]) {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const { rows } = await listDossiers(ctx, { q: '', types, status: 'under-way', sort: 'dueOn', order: 'asc', page: 1, size: 200 });
  return rows;
}
