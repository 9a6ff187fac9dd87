// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import { acrossOrganisations } from '../db/scopes.ts';
import type { House } from '../house.ts';
import type { BlobTables } from './tables.ts';
import { storeName } from './upload-blob.ts';

// An upload may take hours, and its transaction comes after it; what was released by mistake can be asked for again meanwhile.
const GRACE = { hours: 72 };
const BATCH = 1000;

/**
 * Removes what no row needs any more, and what failed uploads have left, once the time of grace is over. Rows go before bytes:
 * a crash in between leaves bytes that the next sweep finds, never a row without its bytes. Returns how many blobs went.
 */
export async function sweepBlobs(house: House): Promise<{ unreferenced: number; orphans: number }> {
  const before = house.clock.now().subtract(GRACE);
  const unreferenced = await removeUnreferenced(house, before);
  const orphans = await removeOrphans(house, before);
  await house.blobs.clearUnfinished(before);
  return { unreferenced, orphans };
}

async function removeUnreferenced(house: House, before: Temporal.Instant): Promise<number> {
  let removed = 0;
  for (let batch = BATCH; batch === BATCH;) {
    const gone = await acrossOrganisations<BlobTables, { organisation_id: string; id: string }[]>(
      house.db,
      'blobs.sweep',
      'remove the blobs that no row needs',
      async (tx) => {
        const { rows } = await sql<{ organisation_id: string; id: string }>`
          delete from platform.blob
          where (organisation_id, id) in (
              select organisation_id, id
              from platform.blob
              where unreferenced_at < ${before.toString()}
              limit ${BATCH})
            and unreferenced_at < ${before.toString()}
            and not exists (
              select from platform.blob_reference r
              where r.organisation_id = blob.organisation_id
                and r.blob_id = blob.id)
          returning organisation_id, id`.execute(tx);
        return rows;
      },
    );
    for (const { organisation_id, id } of gone) await house.blobs.remove(storeName({ organisationId: organisation_id, id }));
    batch = gone.length;
    removed += batch;
  }
  return removed;
}

async function removeOrphans(house: House, before: Temporal.Instant): Promise<number> {
  let removed = 0;
  for await (const names of batchesOf(house.blobs.list())) {
    const old = names.filter((name) => bornAt(name) < before.epochMilliseconds);
    if (old.length === 0) continue;
    const known = await knownAmong(house, old);
    for (const name of old) {
      if (known.has(name)) continue;
      await house.blobs.remove(name);
      removed += 1;
    }
  }
  return removed;
}

function knownAmong(house: House, names: readonly string[]): Promise<Set<string>> {
  return acrossOrganisations(house.db, 'blobs.sweep', 'find bytes that no row knows', async (tx) => {
    const { rows } = await sql<{ organisation_id: string; id: string }>`
      select organisation_id, id
      from platform.blob
      where (organisation_id, id) in (
        select * from unnest(${names.map((name) => name.split('/')[0])}::uuid[], ${names.map((name) => name.split('/')[1])}::uuid[]))`.execute(tx);
    return new Set(rows.map((row) => storeName({ organisationId: row.organisation_id, id: row.id })));
  });
}

// A UUIDv7 begins with the milliseconds of its birth (RFC 9562, section 5.7).
function bornAt(name: string): number {
  const id = name.split('/')[1] ?? '';
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

async function* batchesOf(names: AsyncIterable<string>): AsyncIterable<string[]> {
  let batch: string[] = [];
  for await (const name of names) {
    batch.push(name);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
