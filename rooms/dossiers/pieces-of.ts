// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { Tables } from './tables.ts';

export type KeptPiece = { id: string; kind: string; name: string; type: string; blobId: string; visibleTo: string };

/** The documents of a dossier of the body in the address, those withdrawn left out, the oldest first. Empty for one that is not its own. */
export function piecesOf<RoomTables>(caller: Context<RoomTables>, dossierId: string): Promise<KeptPiece[]> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  return ctx.tx
    .selectFrom('dossiers.piece')
    .select(['id', 'kind', 'name', 'type', 'blob_id as blobId', 'visible_to as visibleTo'])
    .where('organisation_id', '=', ctx.organisation)
    .where('dossier_id', '=', dossierId)
    .where('withdrawn_at', 'is', null)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
}
