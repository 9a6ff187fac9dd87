// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Context } from '../context.ts';
import { blobTables, type BlobTables } from './tables.ts';
import { storeName, UploadedBlob, uploadWithin, type BlobContent } from './upload-blob.ts';

/** The row that needs a blob: its table, such as `files.document`, and its id. */
export type BlobReference = { table: string; id: string };

export type KeptBlob = {
  blobId: string;
  /** Bytes of the content. */
  size: number;
  /** SHA-256 of the content, in hexadecimal. */
  digest: string;
};

export type BlobToKeep = {
  /** Small bytes, a stream, or what `uploadBlob` gave; a large stream belongs there, for a transaction waits here. */
  content: BlobContent | UploadedBlob;
  /** File name, as the person who brought it sees it. */
  name?: string;
  /** MIME type. */
  type: string;
  referencedBy: BlobReference;
  /** Keeps the bytes as they are, for a client that has encrypted them. */
  raw?: boolean;
};

/**
 * Keeps a content for a row of the body in the address: once per body, whatever the number of rows that need it. The reference
 * stands if, and only if, the caller's transaction commits. Refuses `blobs.no-room`.
 */
export async function keepBlob<Tables>(ctx: Context<Tables>, blob: BlobToKeep): Promise<KeptBlob> {
  const tx = blobTables(ctx);
  const kept = await findOrStore(ctx, tx, blob);
  await tx
    .insertInto('platform.blob_reference')
    .values({
      organisation_id: ctx.organisation,
      blob_id: kept.blobId,
      table_name: blob.referencedBy.table,
      row_id: blob.referencedBy.id,
      name: blob.name ?? null,
      type: blob.type,
      created_at: ctx.now().toString(),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'blob_id', 'table_name', 'row_id'])
        .doUpdateSet((excluded) => ({ name: excluded.ref('excluded.name'), type: excluded.ref('excluded.type') })),
    )
    .execute();
  return kept;
}

async function findOrStore<Tables>(ctx: Context<Tables>, tx: Transaction<BlobTables>, { content, raw = false }: BlobToKeep): Promise<KeptBlob> {
  if (content instanceof Uint8Array) {
    const kept = await needAgain(ctx, tx, createHash('sha256').update(content).digest(), raw);
    if (kept) return kept;
  }
  const uploaded = content instanceof UploadedBlob ? content : await uploadWithin(ctx.house, tx, ctx.organisation, content, raw);
  if (uploaded.organisationId !== ctx.organisation) throw new Error('these bytes were uploaded for another body');
  const { id, digest, size, isRaw } = uploaded;
  const inserted = await tx
    .insertInto('platform.blob')
    .values({ organisation_id: ctx.organisation, id, digest, size, is_raw: isRaw, created_at: ctx.now().toString(), unreferenced_at: null })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'digest', 'is_raw']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted) return { blobId: id, size, digest: digest.toString('hex') };
  const kept = await needAgain(ctx, tx, digest, isRaw);
  // Removed between the two statements by a sweep: rare enough for the caller's own retry.
  if (!kept) throw new Error('the same content was being removed; try again');
  await ctx.house.blobs.remove(storeName(uploaded));
  return kept;
}

// Takes the row's lock, so that no sweep removes the blob before this transaction ends.
async function needAgain<Tables>(ctx: Context<Tables>, tx: Transaction<BlobTables>, digest: Buffer, isRaw: boolean): Promise<KeptBlob | null> {
  const row = await tx
    .updateTable('platform.blob')
    .set({ unreferenced_at: null })
    .where('organisation_id', '=', ctx.organisation)
    .where('digest', '=', digest)
    .where('is_raw', '=', isRaw)
    .returning(['id', 'size'])
    .executeTakeFirst();
  return row ? { blobId: row.id, size: row.size, digest: digest.toString('hex') } : null;
}
