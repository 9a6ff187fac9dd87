// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { acrossOrganisations } from '../db/scopes.ts';
import type { House } from '../house.ts';
import { keptKeyOf } from './organisation-key.ts';
import { openContent } from './read-blob.ts';
import { sealedSize } from './sealed-bytes.ts';
import { storeName } from './upload-blob.ts';
import type { BlobTables } from './tables.ts';

export type BlobFault = {
  organisationId: string;
  blobId: string;
  /** Not there; more or fewer bytes than were kept; bytes that do not open with the body's key; another content. */
  fault: 'missing' | 'wrong-size' | 'unreadable' | 'wrong-digest';
};

type Row = { organisation_id: string; id: string; digest: Buffer; size: number; is_raw: boolean };

const BATCH = 500;

/** Checks every blob of the installation: there, of the right size and, unless `sizesOnly`, opened and digested. Yields what is wrong. */
export async function* verifyBlobs(house: House, options: { sizesOnly?: boolean } = {}): AsyncGenerator<BlobFault, { checked: number }> {
  let checked = 0;
  let from = { organisation_id: '00000000-0000-0000-0000-000000000000', id: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const { rows, keys } = await nextBatch(house, from);
    for (const row of rows) {
      const fault = await faultOf(house, row, keys.get(row.organisation_id), options.sizesOnly ?? false);
      checked += 1;
      if (fault) yield { organisationId: row.organisation_id, blobId: row.id, fault };
    }
    const last = rows.at(-1);
    if (!last) return { checked };
    from = last;
  }
}

function nextBatch(house: House, from: { organisation_id: string; id: string }): Promise<{ rows: Row[]; keys: Map<string, Uint8Array | null> }> {
  return acrossOrganisations<BlobTables, { rows: Row[]; keys: Map<string, Uint8Array | null> }>(
    house.db,
    'blobs.verify',
    'compare what is kept with what should be',
    async (tx) => {
      const rows = await tx
        .selectFrom('platform.blob')
        .select(['organisation_id', 'id', 'digest', 'size', 'is_raw'])
        .where(sql<boolean>`(organisation_id, id) > (${from.organisation_id}::uuid, ${from.id}::uuid)`)
        .orderBy('organisation_id')
        .orderBy('id')
        .limit(BATCH)
        .execute();
      const keys = new Map<string, Uint8Array | null>();
      for (const { organisation_id } of rows) {
        if (!keys.has(organisation_id)) keys.set(organisation_id, await keptKeyOf(tx, house.settings.secretKey, organisation_id).catch(() => null));
      }
      return { rows, keys };
    },
  );
}

async function faultOf(house: House, row: Row, key: Uint8Array | null | undefined, sizesOnly: boolean): Promise<BlobFault['fault'] | null> {
  const blob = { organisationId: row.organisation_id, id: row.id, size: row.size };
  const kept = await house.blobs.size(storeName(blob));
  if (kept === null) return 'missing';
  if (kept !== (row.is_raw ? row.size : sealedSize(row.size))) return 'wrong-size';
  if (!row.is_raw && !key) return 'unreadable';
  if (sizesOnly) return null;
  const digest = createHash('sha256');
  try {
    const content = await openContent(house, blob, row.is_raw ? null : (key ?? null), { first: 0, last: row.size - 1 });
    for await (const chunk of content) digest.update(chunk);
  } catch {
    return 'unreadable';
  }
  return digest.digest().equals(row.digest) ? null : 'wrong-digest';
}
