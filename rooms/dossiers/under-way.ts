// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from './tables.ts';

/** The dossier of these types that is not closed, opened by the body in the address, in which another body has this role. Null when there is none. */
export async function underWayFor<RoomTables>(
  caller: Context<RoomTables>,
  { types, partyId, role, besides }: { types: readonly string[]; partyId: string; role: string; /** Opening key left aside. */ besides: string },
): Promise<{ id: string; number: string } | null> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const found = await ctx.tx
    .selectFrom('dossiers.dossier as d')
    .innerJoin('dossiers.party as p', (join) => join.onRef('p.organisation_id', '=', 'd.organisation_id').onRef('p.dossier_id', '=', 'd.id'))
    .select(['d.id', 'd.number'])
    .where('d.organisation_id', '=', ctx.organisation)
    .where('d.type', 'in', [...types])
    .where('d.status', '<>', 'closed')
    .where('d.opening_key', '<>', besides)
    .where('p.party_id', '=', partyId)
    .where('p.role', '=', role)
    .where('p.left_at', 'is', null)
    .orderBy('d.opened_at')
    .executeTakeFirst();
  return found ?? null;
}
