// SPDX-License-Identifier: EUPL-1.2
import { keepBlob, type BlobToKeep } from '#platform/blobs/keep-blob.ts';
import { releaseBlob } from '#platform/blobs/release-blob.ts';
import type { Context } from '#platform/context.ts';
import { append, hold, type Standpoint } from './append.ts';
import { refuse } from './contract.ts';
import type { Happening } from './state.ts';
import type { Tables } from './tables.ts';

export type NewPiece = {
  kind: string;
  name: string;
  type: string;
  content: BlobToKeep['content'];
  /** Date that the document carries. */
  datedOn?: string | null;
};

/** Puts a document in a dossier of the body in the address, with its digest. Refuses a kind that the type does not have, a closed dossier. */
export async function addPiece<RoomTables>(
  caller: Context<RoomTables>,
  id: string,
  piece: NewPiece,
  standpoint?: Standpoint,
): Promise<{ pieceId: string; digest: string; rank: number }> {
  const ctx = caller as unknown as Context<Tables>; // the caller's transaction, read through this room's row types
  const as = standpoint ?? { role: 'owner', bodyId: ctx.organisation };
  const held = await hold(ctx, id);
  if (held.state.status === 'closed') throw refuse('dossiers.closed');
  const kind = held.type.pieces.find((one) => one.kind === piece.kind);
  if (!kind || (as.role !== 'owner' && !['all', as.role].includes(kind.visibleTo))) throw refuse('dossiers.unknown-piece-kind', {}, 'kind');
  const pieceId = ctx.newId();
  const kept = await keepBlob(ctx, {
    content: piece.content,
    name: piece.name,
    type: piece.type,
    referencedBy: { table: 'dossiers.piece', id: pieceId },
  });
  const happened = await append(ctx, held, as, {
    kind: 'piece-added',
    visibleTo: kind.visibleTo,
    content: { pieceId, digest: kept.digest, name: piece.name, pieceKind: piece.kind },
  });
  await ctx.tx
    .insertInto('dossiers.piece')
    .values({
      organisation_id: ctx.organisation,
      id: pieceId,
      dossier_id: id,
      kind: piece.kind,
      name: piece.name,
      type: piece.type,
      blob_id: kept.blobId,
      size: kept.size,
      digest: kept.digest,
      visible_to: kind.visibleTo,
      dated_on: piece.datedOn ?? null,
      author: happened.happenings.at(-1)?.by.name ?? '',
      added_at: ctx.now().toString(),
      withdrawn_at: null,
    })
    .execute();
  return { pieceId, digest: kept.digest, rank: happened.state.rank };
}

/** Takes a document out of a dossier: its digest and who took it out stay. What is evidence of a step stays; a party takes out only its own. */
export async function withdrawPiece(
  ctx: Context<Tables>,
  { id, pieceId, reason }: { id: string; pieceId: string; reason: string },
  as: Standpoint,
): Promise<void> {
  const held = await hold(ctx, id);
  const piece = held.state.pieces.find((one) => one.pieceId === pieceId);
  if (!piece) throw refuse('dossiers.unknown-piece');
  if (isEvidence(held.happenings, pieceId)) throw refuse('dossiers.piece-is-evidence');
  if (as.role !== 'owner' && addedBy(held.happenings, pieceId) !== as.bodyId) throw refuse('dossiers.not-yours', { transition: 'Retirer la pièce' });
  const visibleTo = held.type.pieces.find(({ kind }) => kind === piece.kind)?.visibleTo ?? 'all';
  await append(ctx, held, as, { kind: 'piece-withdrawn', visibleTo, content: { pieceId, digest: piece.digest, reason } });
  await ctx.tx
    .updateTable('dossiers.piece')
    .set({ withdrawn_at: ctx.now().toString() })
    .where('organisation_id', '=', ctx.organisation)
    .where('id', '=', pieceId)
    .execute();
  await releaseBlob(ctx, { table: 'dossiers.piece', id: pieceId });
}

/** Whether a step was proved by this piece. */
export function isEvidence(happenings: readonly Happening[], pieceId: string): boolean {
  return happenings.some((happening) => happening.kind === 'moved' && happening.content.pieces.some((mark) => mark.pieceId === pieceId));
}

/** The body whose member added this piece. */
export function addedBy(happenings: readonly Happening[], pieceId: string): string | null {
  return happenings.find((happening) => happening.kind === 'piece-added' && happening.content.pieceId === pieceId)?.by.bodyId ?? null;
}
