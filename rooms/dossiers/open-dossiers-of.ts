// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { listDossiers } from './list-dossiers.ts';
import type { Tables } from './tables.ts';

/** The dossiers of these types that are not closed and in which the body in the address takes part, those that press first; fifty a type. */
export async function openDossiersOf<RoomTables>(caller: Context<RoomTables>, types: readonly string[]) {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const found = [];
  for (const type of types) for (const status of ['open', 'suspended'] as const) found.push(...(await list(ctx, type, status)));
  return found.toSorted((one, other) => (one.dueOn ?? '9999').localeCompare(other.dueOn ?? '9999') || one.number.localeCompare(other.number));
}

async function list(ctx: Context<Tables>, type: string, status: 'open' | 'suspended') {
  const { rows } = await listDossiers(ctx, { q: '', type, status, sort: 'dueOn', order: 'asc', page: 1, size: 50 });
  return rows;
}
