// SPDX-License-Identifier: EUPL-1.2
import { downloadBlob } from '#platform/blobs/read-blob.ts';
import type { Context } from '#platform/context.ts';
import { inContext } from '#platform/make-context.ts';
import type { FileAnswer } from '#platform/room.ts';
import { refuse } from './contract.ts';
import { standpointOn } from './standpoint.ts';
import type { Tables } from './tables.ts';

// What a browser shows without running anything of it.
const READABLE = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'text/plain']);

/** Bytes belong to the body that owns the dossier: a party reads them there once the row has shown itself to it. */
export async function readPiece(
  ctx: Context<Tables>,
  { id, pieceId, inline }: { id: string; pieceId: string; inline?: 'true' | undefined },
): Promise<FileAnswer> {
  const { ownerId } = await standpointOn(ctx, id);
  const piece = await ctx.tx
    .selectFrom('dossiers.piece')
    .select(['blob_id', 'type'])
    .where('dossier_id', '=', id)
    .where('id', '=', pieceId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (!piece) throw refuse('dossiers.unknown-piece');
  return inContext<Tables, FileAnswer>(ctx.house, { actor: ctx.actor, organisation: ownerId, readOnly: true, requestId: ctx.requestId }, (inside) =>
    downloadBlob(inside, piece.blob_id, { table: 'dossiers.piece', id: pieceId }, { inline: inline === 'true' && READABLE.has(piece.type) }),
  );
}
