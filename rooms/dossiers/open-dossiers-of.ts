// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { listDossiers } from './list-dossiers.ts';
import type { Tables } from './tables.ts';

/**
 * The dossiers of these types that are not closed and in which the body in the address takes part, those that press first; two hundred at most.
 * With `partyId`, those alone in which that body takes part too.
 */
export async function openDossiersOf<RoomTables>(caller: Context<RoomTables>, types: readonly string[], { partyId }: { partyId?: string } = {}) {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const { rows } = await listDossiers(ctx, {
    q: '',
    types,
    ...(partyId !== undefined && { partyId }),
    status: 'under-way',
    sort: 'dueOn',
    order: 'asc',
    page: 1,
    size: 200,
  });
  return rows;
}

/** The dossiers of these types that the body in the address holds, that are not closed and in which another body takes part, the oldest first. */
export function openDossiersWith<RoomTables>(
  caller: Context<RoomTables>,
  partyId: string,
  types: readonly string[],
): Promise<{ id: string; number: string }[]> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  return ctx.tx
    .selectFrom('dossiers.dossier as d')
    .innerJoin('dossiers.party as p', (join) => join.onRef('p.organisation_id', '=', 'd.organisation_id').onRef('p.dossier_id', '=', 'd.id'))
    .select(['d.id', 'd.number'])
    .distinct()
    .where('d.organisation_id', '=', ctx.organisation)
    .where('d.type', 'in', [...types])
    .where('d.status', '<>', 'closed')
    .where('p.party_id', '=', partyId)
    .where('p.left_at', 'is', null)
    .orderBy('d.number')
    .execute();
}
