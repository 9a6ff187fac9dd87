// SPDX-License-Identifier: EUPL-1.2
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Client } from 'pg';
import type { BlobStore } from '../blobs/store.ts';
import { CannotStart } from '../cannot-start.ts';
import { JOB_SCHEMA } from '../jobs/queue.ts';
import { writeArchive, type ArchiveWriter } from './archive.ts';
import { fingerprintOf, FORMAT, type Header, type Summary } from './backup-shape.ts';
import { startNamed, startSum } from './sum.ts';
import { readTable } from './read-table.ts';
import { keptTables, sequences, type KeptTable } from './table-list.ts';

export type Installation = { ownerUrl: string; blobs: BlobStore; rootKey: Uint8Array };

export type BackUpOptions = {
  /** Tables of what also lies at the second site (`Room.keptElsewhere`): those bytes are left out. */
  leavesOut?: readonly string[];
};

/**
 * Saves a whole installation, running or not, into one file: every row of one instant, then the bytes of every blob that these rows
 * know, but for those that are left at the second site. Nothing is held whole in memory. The root key is not in it. Returns what was saved.
 */
export async function backUp(from: Installation, file: string, now: Temporal.Instant, { leavesOut = [] }: BackUpOptions = {}): Promise<Summary> {
  const client = new Client({ connectionString: from.ownerUrl, keepAlive: true, application_name: 'beffroi-backup' });
  await client.connect();
  try {
    // Text of the same values must read the same, whatever the server's settings.
    await client.query(
      `set timezone = 'UTC'; set datestyle = 'ISO'; set intervalstyle = 'postgres'; set bytea_output = 'hex'; set extra_float_digits = 3`,
    );
    await client.query('begin isolation level repeatable read read only');
    let summary: Summary | undefined;
    await writeArchive(file, async (archive) => {
      await archive.add('header.json', JSON.stringify(await headerOf(client, from.rootKey, now, leavesOut), null, 2));
      const tables = [];
      for (const table of await keptTables(client)) tables.push({ ...table, sum: await saveTable(client, archive, table) });
      const blobs = await saveBlobs(client, archive, from.blobs, leavesOut);
      summary = { tables, sequences: await sequences(client), ...blobs };
      await archive.add('summary.json', JSON.stringify(summary, null, 2));
    });
    if (!summary) throw new Error('an archive without a summary');
    return summary;
  } finally {
    await client.end();
  }
}

async function headerOf(client: Client, rootKey: Uint8Array, now: Temporal.Instant, leavesOut: readonly string[]): Promise<Header> {
  const known = await client.query<{ there: boolean }>(
    `select to_regclass('platform.migration') is not null and to_regclass('${JOB_SCHEMA}.version') is not null as there`,
  );
  if (!known.rows[0]?.there) throw new CannotStart('Il n’y a rien à sauvegarder : cette base n’a pas encore servi.');
  const migrations = await client.query<{ name: string; checksum: string }>('select name, checksum from platform.migration order by name');
  const server = await client.query<{ version: string; queue: number }>(
    `select current_setting('server_version') as version, version::int as queue from ${JOB_SCHEMA}.version`,
  );
  const left = await client.query<{ count: number }>(`select count(*)::int as count from platform.blob b where ${isElsewhere(leavesOut)}`);
  return {
    format: FORMAT,
    leftElsewhere: left.rows[0]?.count ?? 0,
    madeAt: now.toString(),
    postgresql: server.rows[0]?.version ?? '',
    queueSchema: server.rows[0]?.queue ?? 0,
    rootKey: fingerprintOf(rootKey),
    migrations: Object.fromEntries(migrations.rows.map(({ name, checksum }) => [name, checksum])),
  };
}

// A tar entry says its size first: rows are cut into pieces that fit in memory.
const PIECE_BYTES = 8 * 1024 * 1024;

function saveTable(client: Client, archive: ArchiveWriter, table: KeptTable) {
  let piece = 0;
  const save = async (rows: Buffer[]): Promise<void> => {
    piece += 1;
    await archive.add(`tables/${table.name}/${String(piece).padStart(6, '0')}.copy.gz`, await promisify(gzip)(Buffer.concat(rows), { level: 3 }));
  };
  return readTable(client, table, async (chunks) => {
    let held: Buffer[] = [];
    let length = 0;
    for await (const chunk of chunks) {
      held.push(chunk);
      length += chunk.length;
      if (length < PIECE_BYTES) continue;
      await save(held);
      held = [];
      length = 0;
    }
    if (length > 0) await save(held);
  });
}

const BLOBS_AT_ONCE = 1000;

type SavedBlobs = Pick<Summary, 'blobs' | 'missingBlobs' | 'leftElsewhere'>;

async function saveBlobs(client: Client, archive: ArchiveWriter, store: BlobStore, leavesOut: readonly string[]): Promise<SavedBlobs> {
  const sum = startSum();
  const missingBlobs: string[] = [];
  const leftElsewhere = { count: 0, bytes: 0 };
  await client.query(
    `declare blob_name no scroll cursor for
      select organisation_id || '/' || id as name, size::float8 as bytes, unreferenced_at is null as needed, ${isElsewhere(leavesOut)} as elsewhere
      from platform.blob b
      order by organisation_id, id`,
  );
  for (;;) {
    const { rows } = await client.query<{ name: string; bytes: number; needed: boolean; elsewhere: boolean }>(
      `fetch ${BLOBS_AT_ONCE} from blob_name`,
    );
    for (const { name, bytes, needed, elsewhere } of rows) {
      if (elsewhere) {
        leftElsewhere.count += 1;
        leftElsewhere.bytes += bytes;
        continue;
      }
      const size = await store.size(name);
      // What nothing needs any more may have been swept since the instant that we save.
      if (size === null && needed) missingBlobs.push(name);
      if (size !== null) await saveBlob(archive, store, name, size, sum);
    }
    if (rows.length < BLOBS_AT_ONCE) return { blobs: sum.end(), missingBlobs, leftElsewhere };
  }
}

/** Whether the blob `b` lies at the second site, as SQL. Only raw bytes may be left there: what the house sealed stays with its rows. */
function isElsewhere(tables: readonly string[]): string {
  const found = tables.map((table) => `exists (select from ${table} e where e.organisation_id = b.organisation_id and e.blob_id = b.id)`);
  return found.length === 0 ? 'false' : `(b.is_raw and (${found.join(' or ')}))`;
}

async function saveBlob(archive: ArchiveWriter, store: BlobStore, name: string, size: number, sum: ReturnType<typeof startSum>): Promise<void> {
  const digest = startNamed(name);
  const content = await store.read(name);
  await archive.addStream(
    `blobs/${name}`,
    size,
    (async function* () {
      for await (const chunk of content) {
        digest.update(chunk);
        yield chunk;
      }
    })(),
  );
  sum.add(digest.digest(), size);
}
