// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { CannotStart } from '../cannot-start.ts';

type Migration = { name: string; checksum: string; text: string };

export const projectRoot = join(import.meta.dirname, '../..');

// One number for all installations: two processes that start together wait for each other.
const MIGRATION_LOCK = 4_206_118;

/**
 * Brings the database to this version's schema: forward `.sql` files of the platform and of every room, in one order of time,
 * each in a transaction of its own. Returns the names applied. Refuses a file changed after it was applied, and a database
 * that a newer version has migrated.
 */
export async function migrate(ownerUrl: string, roomNames: readonly string[], root: string = projectRoot): Promise<string[]> {
  return run(ownerUrl, await findMigrations(root, roomNames));
}

async function run(ownerUrl: string, migrations: readonly Migration[]): Promise<string[]> {
  const client = new Client({ connectionString: ownerUrl, options: '-c timezone=UTC', application_name: 'beffroi-migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(`
      create schema if not exists platform;
      create table if not exists platform.migration (name text primary key, checksum text not null, applied_at timestamptz not null default now());
      comment on table platform.migration is 'Migrations applied, with the digest of each file.'`);
    const applied = await client.query<{ name: string; checksum: string }>('select name, checksum from platform.migration');
    const waiting = waitingMigrations(migrations, new Map(applied.rows.map((row) => [row.name, row.checksum])));
    for (const migration of waiting) await apply(client, migration);
    return waiting.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

/**
 * Brings an empty database to the schema of a backup: exactly these migrations (name → checksum). Refuses one that this version
 * does not have, or has otherwise.
 */
export async function migrateTo(ownerUrl: string, roomNames: readonly string[], wanted: ReadonlyMap<string, string>): Promise<void> {
  const known = await findMigrations(projectRoot, roomNames);
  const unknown = [...wanted].find(([name, checksum]) => !known.some((migration) => migration.name === name && migration.checksum === checksum));
  if (unknown) throw new CannotStart(`La sauvegarde a été faite par une version plus récente de Beffroi (migration inconnue : ${unknown[0]}).`);
  await run(
    ownerUrl,
    known.filter((migration) => wanted.has(migration.name)),
  );
}

/** The files in the order in which they run: by time stamp, whatever the room. A name is `<time>-<what> <room>`. */
export async function findMigrations(root: string, roomNames: readonly string[]): Promise<Migration[]> {
  const folders = ['platform/migrations', ...roomNames.map((room) => `rooms/${room}/migrations`)];
  const found: Migration[] = [];
  for (const folder of folders) {
    for (const file of await sqlFiles(join(root, folder))) {
      const text = await readFile(join(root, folder, file), 'utf8');
      found.push({ name: `${file.slice(0, -4)} ${folder.split('/').at(-2)}`, checksum: createHash('sha256').update(text).digest('hex'), text });
    }
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function waitingMigrations(migrations: readonly Migration[], applied: ReadonlyMap<string, string>): Migration[] {
  const known = new Set(migrations.map((migration) => migration.name));
  const unknown = [...applied.keys()].filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new CannotStart(`La base a été préparée par une version plus récente de Beffroi (migration inconnue : ${unknown[0]}).`);
  for (const { name, checksum } of migrations) {
    const before = applied.get(name);
    if (before && before !== checksum) throw new CannotStart(`La migration « ${name} » a été modifiée après avoir été appliquée.`);
  }
  return migrations.filter((migration) => !applied.has(migration.name));
}

async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.text);
    await client.query('insert into platform.migration (name, checksum) values ($1, $2)', [migration.name, migration.checksum]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`La migration « ${migration.name} » a échoué.`, { cause: error });
  }
}

async function sqlFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return entries.filter((name) => name.endsWith('.sql')).sort();
}
