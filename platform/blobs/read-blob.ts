// SPDX-License-Identifier: EUPL-1.2
import { Readable } from 'node:stream';
import type { Context } from '../context.ts';
import type { House } from '../house.ts';
import type { FileAnswer } from '../room.ts';
import type { BlobReference } from './keep-blob.ts';
import { keptKeyOf } from './organisation-key.ts';
import { refuse } from './refusals.ts';
import { openSealed } from './sealed-bytes.ts';
import type { ByteRange } from './store.ts';
import { blobTables } from './tables.ts';
import { storeName } from './upload-blob.ts';

export type OpenBlob = {
  /** The bytes asked for. It may be read after the transaction has ended; it fails at the first byte that was altered. */
  content: Readable;
  /** Bytes of the whole content. */
  size: number;
  /** SHA-256 of the whole content, in hexadecimal. */
  digest: string;
};

/**
 * Opens a blob of a readable body, whole or in part (`last` beyond the end means the end). Refuses `blobs.unknown`, and
 * `blobs.range` when it begins beyond the end. Whether this person may see it is for the room to say first.
 */
export async function readBlob<Tables>(ctx: Context<Tables>, blobId: string, range?: ByteRange): Promise<OpenBlob> {
  const tx = blobTables(ctx);
  const blob = await tx
    .selectFrom('platform.blob')
    .select(['organisation_id as organisationId', 'id', 'size', 'digest', 'is_raw as isRaw'])
    .where('organisation_id', 'in', [...ctx.organisations])
    .where('id', '=', blobId)
    .executeTakeFirst();
  if (!blob) throw refuse('blobs.unknown');
  const wanted = wantedRange(blob.size, range);
  const key = blob.isRaw ? null : await keptKeyOf(tx, ctx.house.settings.secretKey, blob.organisationId);
  return { content: await openContent(ctx.house, blob, key, wanted), size: blob.size, digest: blob.digest.toString('hex') };
}

/** A blob as a download, under the name and the type that this row gave it. Refuses `blobs.unknown`. */
export async function downloadBlob<Tables>(
  ctx: Context<Tables>,
  blobId: string,
  referencedBy: BlobReference,
  options: { inline?: boolean } = {},
): Promise<FileAnswer> {
  const reference = await blobTables(ctx)
    .selectFrom('platform.blob_reference')
    .select(['name', 'type'])
    .where('organisation_id', 'in', [...ctx.organisations])
    .where('blob_id', '=', blobId)
    .where('table_name', '=', referencedBy.table)
    .where('row_id', '=', referencedBy.id)
    .executeTakeFirst();
  if (!reference) throw refuse('blobs.unknown');
  const { content } = await readBlob(ctx, blobId);
  return { name: reference.name ?? blobId, type: reference.type, content, inline: options.inline ?? false };
}

export type StoredBlob = { organisationId: string; id: string; size: number };

/** The content of a blob, opened with its body's key; null for raw bytes. Throws `BlobMissing` before the first byte. */
export async function openContent(house: House, blob: StoredBlob, key: Uint8Array | null, range: ByteRange): Promise<Readable> {
  const name = storeName(blob);
  if (range.last < range.first) return Readable.from([]);
  if (!key) return house.blobs.read(name, range);
  // Opened at once, so that missing bytes are an error of this call and not of the stream.
  const read = (part: ByteRange): Promise<Readable> => house.blobs.read(name, part);
  const opened = openSealed({ key, name }, blob.size, range, read);
  return startReading(opened);
}

async function startReading(opened: AsyncGenerator<Buffer>): Promise<Readable> {
  const first = await opened.next();
  const all = (async function* () {
    try {
      for (let next = first; !next.done; next = await opened.next()) yield next.value;
    } finally {
      await opened.return(undefined);
    }
  })();
  return Readable.from(all, { objectMode: false });
}

function wantedRange(size: number, range: ByteRange | undefined): ByteRange {
  if (!range) return { first: 0, last: size - 1 };
  if (range.first < 0 || range.first >= size || range.last < range.first) throw refuse('blobs.range', { size });
  return { first: range.first, last: Math.min(range.last, size - 1) };
}
