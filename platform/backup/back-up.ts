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

/**
 * Saves a whole installation, running or not, into one file: every row of one instant, then the bytes of every blob that these rows
 * know. Nothing is held whole in memory. The root key is not in it. Returns what was saved.
 */
export async function backUp(from: Installation, file: string, now: Temporal.Instant): Promise<Summary> {
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
      await archive.add('header.json', JSON.stringify(await headerOf(client, from.rootKey, now), null, 2));
      const tables = [];
      for (const table of await keptTables(client)) tables.push({ ...table, sum: await saveTable(client, archive, table) });
      const blobs = await saveBlobs(client, archive, from.blobs);
      summary = { tables, sequences: await sequences(client), ...blobs };
      await archive.add('summary.json', JSON.stringify(summary, null, 2));
    });
    if (!summary) throw new Error('an archive without a summary');
    return summary;
  } finally {
    await client.end();
  }
}

async function headerOf(client: Client, rootKey: Uint8Array, now: Temporal.Instant): Promise<Header> {
  const known = await client.query<{ there: boolean }>(
    `select to_regclass('platform.migration') is not null and to_regclass('${JOB_SCHEMA}.version') is not null as there`,
  );
  if (!known.rows[0]?.there) throw new CannotStart('Il n’y a rien à sauvegarder : cette base n’a pas encore servi.');
  const migrations = await client.query<{ name: string; checksum: string }>('select name, checksum from platform.migration order by name');
  const server = await client.query<{ version: string; queue: number }>(
    `select current_setting('server_version') as version, version::int as queue from ${JOB_SCHEMA}.version`,
  );
  return {
    format: FORMAT,
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

async function saveBlobs(client: Client, archive: ArchiveWriter, store: BlobStore): Promise<Pick<Summary, 'blobs' | 'missingBlobs'>> {
  const sum = startSum();
  const missingBlobs: string[] = [];
  await client.query(
    `declare blob_name no scroll cursor for
      select organisation_id || '/' || id as name, unreferenced_at is null as needed from platform.blob order by organisation_id, id`,
  );
  for (;;) {
    const { rows } = await client.query<{ name: string; needed: boolean }>(`fetch ${BLOBS_AT_ONCE} from blob_name`);
    for (const { name, needed } of rows) {
      const size = await store.size(name);
      // What nothing needs any more may have been swept since the instant that we save.
      if (size === null && needed) missingBlobs.push(name);
      if (size !== null) await saveBlob(archive, store, name, size, sum);
    }
    if (rows.length < BLOBS_AT_ONCE) return { blobs: sum.end(), missingBlobs };
  }
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
