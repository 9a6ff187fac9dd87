// SPDX-License-Identifier: EUPL-1.2
/** What another room reads of a dossier to hand it over: as the body in the address sees it, nothing more. */
import type { Context } from '#platform/context.ts';
import type { FileAnswer } from '#platform/room.ts';
import { printJournal } from './print-journal.ts';
import { readDossier } from './read-dossier.ts';
import { readPiece } from './read-piece.ts';
import type { Tables } from './tables.ts';

// Each takes the caller's context and reads it through this room's row types.
const own = <RoomTables>(caller: Context<RoomTables>) => caller as unknown as Context<Tables>;

/** The dossier with its steps, pieces and history. Refuses `dossiers.unknown`. */
export function dossierAsSeen<RoomTables>(caller: Context<RoomTables>, id: string) {
  return readDossier(own(caller), { id });
}

/** The bytes of one of its pieces, to be read to the end. Refuses `dossiers.unknown-piece`. */
export function pieceAsSeen<RoomTables>(caller: Context<RoomTables>, id: string, pieceId: string): Promise<FileAnswer> {
  return readPiece(own(caller), { id, pieceId });
}

/** Its journal as an accessible PDF; opens its own short transactions. */
export function journalAsSeen<RoomTables>(caller: Context<RoomTables>, id: string): Promise<FileAnswer> {
  return printJournal(own(caller), { id });
}
