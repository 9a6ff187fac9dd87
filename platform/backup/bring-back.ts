// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { BlobMissing, type BlobStore } from '../blobs/store.ts';

const AT_ONCE = 1000;

type Left = { name: string; digest: Buffer; bytes: number };

/**
 * Brings back the bytes that a backup left at the second site, each checked against the digest of its row, in the caller's transaction. What an earlier
 * try brought is not fetched again. Returns the names that the second site does not give back whole.
 */
export async function bringBack(client: Client, tables: readonly string[], from: BlobStore, into: BlobStore): Promise<string[]> {
  const lost: string[] = [];
  const union = tables.map((table) => `select organisation_id, blob_id from ${table}`).join(' union ');
  await client.query(
    `declare left_elsewhere no scroll cursor for
      select b.organisation_id || '/' || b.id as name, b.digest, b.size::float8 as bytes
      from platform.blob b
      join (${union}) e on e.organisation_id = b.organisation_id and e.blob_id = b.id
      where b.is_raw
      order by b.organisation_id, b.id`,
  );
  for (;;) {
    const { rows } = await client.query<Left>(`fetch ${AT_ONCE} from left_elsewhere`);
    for (const left of rows) if (!(await bringOne(left, from, into))) lost.push(left.name);
    if (rows.length < AT_ONCE) return lost;
  }
}

async function bringOne({ name, digest, bytes }: Left, from: BlobStore, into: BlobStore): Promise<boolean> {
  if ((await into.size(name)) === bytes) return true;
  try {
    await into.write(name, checked(await from.read(name), digest));
    return true;
  } catch (error) {
    if (error instanceof BlobMissing || error instanceof OtherBytes) return false;
    throw error;
  }
}

/** Thrown before the last byte is kept: the store then drops the whole. */
async function* checked(content: AsyncIterable<Buffer>, digest: Buffer): AsyncGenerator<Buffer> {
  const found = createHash('sha256');
  for await (const chunk of content) {
    found.update(chunk);
    yield chunk;
  }
  if (!found.digest().equals(digest)) throw new OtherBytes();
}

class OtherBytes extends Error {}
