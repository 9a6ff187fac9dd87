// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { inOrganisation } from '../db/scopes.ts';
import type { House } from '../house.ts';
import { uuidV7 } from '../uuid.ts';
import { keyOf } from './organisation-key.ts';
import { refuse } from './refusals.ts';
import { sealBytes } from './sealed-bytes.ts';
import type { BlobTables } from './tables.ts';

export type BlobContent = Uint8Array | AsyncIterable<Uint8Array>;

/** Bytes that lie in the store and that no row knows yet: `keepBlob` them, or a sweep removes them within days. */
export class UploadedBlob {
  readonly organisationId: string;
  readonly id: string;
  /** SHA-256 of the content. */
  readonly digest: Buffer;
  /** Bytes of the content. */
  readonly size: number;
  readonly isRaw: boolean;

  constructor(of: { organisationId: string; id: string; digest: Buffer; size: number; isRaw: boolean }) {
    this.organisationId = of.organisationId;
    this.id = of.id;
    this.digest = of.digest;
    this.size = of.size;
    this.isRaw = of.isRaw;
  }
}

/**
 * Streams bytes into the store of one body, sealed with its key, and holds no transaction meanwhile: for uploads and protocols.
 * `raw` keeps them as they are, for a client that has encrypted them; `digest` is the SHA-256 that they must have: nothing else is kept. Refuses
 * `blobs.no-room`, `blobs.other-content`.
 */
export async function uploadBlob(
  house: House,
  organisationId: string,
  content: BlobContent,
  options: { raw?: boolean; digest?: Uint8Array } = {},
): Promise<UploadedBlob> {
  const key = options.raw
    ? null
    : await inOrganisation<BlobTables, Uint8Array>(house.db, organisationId, (tx) => keyOfBody(house, tx, organisationId));
  return writeContent(house, organisationId, content, key, options.digest);
}

/** The same inside a transaction that is open anyway. */
export async function uploadWithin(
  house: House,
  tx: Transaction<BlobTables>,
  organisationId: string,
  content: BlobContent,
  isRaw: boolean,
): Promise<UploadedBlob> {
  return writeContent(house, organisationId, content, isRaw ? null : await keyOfBody(house, tx, organisationId));
}

/** Where the bytes of a blob lie in the store. */
export function storeName(blob: { organisationId: string; id: string }): string {
  return `${blob.organisationId}/${blob.id}`;
}

function keyOfBody(house: House, tx: Transaction<BlobTables>, organisationId: string): Promise<Uint8Array> {
  return keyOf(tx, house.settings.secretKey, organisationId, house.clock.now());
}

async function writeContent(
  house: House,
  organisationId: string,
  content: BlobContent,
  key: Uint8Array | null,
  expected?: Uint8Array,
): Promise<UploadedBlob> {
  const id = uuidV7(house.clock.now().epochMilliseconds);
  const name = storeName({ organisationId, id });
  const hash = createHash('sha256');
  let size = 0;
  let digest = Buffer.alloc(0);
  const measured = (async function* () {
    for await (const chunk of content instanceof Uint8Array ? [content] : content) {
      hash.update(chunk);
      size += chunk.length;
      yield chunk;
    }
    digest = hash.digest();
    // Thrown before the last byte is kept: the store then drops the whole.
    if (expected && !digest.equals(expected)) throw refuse('blobs.other-content');
  })();
  await house.blobs.write(name, key ? sealBytes({ key, name }, measured) : measured);
  return new UploadedBlob({ organisationId, id, digest, size, isRaw: key === null });
}
