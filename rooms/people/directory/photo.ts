// SPDX-License-Identifier: EUPL-1.2
import { downloadBlob } from '#platform/blobs/read-blob.ts';
import { keepBlob } from '#platform/blobs/keep-blob.ts';
import { releaseBlob } from '#platform/blobs/release-blob.ts';
import type { Context } from '#platform/context.ts';
import type { FileAnswer } from '#platform/room.ts';
import { MOST_PHOTO_BYTES, refuseDirectory } from '../contract/directory.ts';
import type { Tables } from '../tables.ts';
import { writeEntry } from './change-entry.ts';
import { entryToChange, findEntry } from './read-entry.ts';

const referenceOf = (id: string) => ({ table: 'people.directory_entry', id });

/** Puts a picture on an entry. Refuses what is no PNG, JPEG or WebP by its bytes, whatever it calls itself, and what is too large. */
export async function setPhoto(ctx: Context<Tables>, { id, content }: { id: string; content: string }): Promise<void> {
  await entryToChange(ctx, id);
  const bytes = Buffer.from(content, 'base64');
  if (bytes.length > MOST_PHOTO_BYTES) throw refuseDirectory('people.photo-size', {}, 'content');
  const type = typeOf(bytes);
  if (!type) throw refuseDirectory('people.photo-type', {}, 'content');
  await releaseBlob(ctx, referenceOf(id));
  const { blobId } = await keepBlob(ctx, { content: bytes, name: `photo.${type.split('/')[1]}`, type, referencedBy: referenceOf(id) });
  await writeEntry(ctx, id, { photo_id: blobId });
}

/** Takes the picture of an entry away. Without one, there is nothing to take. */
export async function removePhoto(ctx: Context<Tables>, { id }: { id: string }): Promise<void> {
  await entryToChange(ctx, id);
  await releaseBlob(ctx, referenceOf(id));
  await writeEntry(ctx, id, { photo_id: null });
}

/** The picture of an entry of the body. */
export async function readPhoto(ctx: Context<Tables>, { id }: { id: string }): Promise<FileAnswer> {
  const { photoId } = await findEntry(ctx, id);
  if (!photoId) throw refuseDirectory('people.entry-unknown');
  return downloadBlob(ctx, photoId, referenceOf(id), { inline: true });
}

function typeOf(bytes: Buffer): 'image/png' | 'image/jpeg' | 'image/webp' | null {
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'image/png';
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  return bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP' ? 'image/webp' : null;
}
