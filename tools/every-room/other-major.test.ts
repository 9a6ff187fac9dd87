// SPDX-License-Identifier: EUPL-1.2
/** The way to another major version of PostgreSQL: saved on the old one, restored on the new one. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client } from 'pg';
import { backUp } from '#platform/backup/back-up.ts';
import { restore } from '#platform/backup/restore.ts';
import { openDiskStore } from '#platform/blobs/disk.ts';
import { openTestHouse } from '#platform/testing/house.ts';
import { startOldestPostgresql } from '#platform/testing/oldest-postgresql.ts';
import { needs } from '#platform/testing/peer.ts';
import { testDatabase } from '#platform/testing/test-server.ts';
import { rooms } from '#rooms.ts';

test('what PostgreSQL 15 held stands whole in the PostgreSQL of today', needs('pg_ctl', 'postgresql-15'), async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'beffroi-major-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'old.tar');
  const old = await startOldestPostgresql();
  const ours = process.env['TEST_DATABASE_ADMIN_URL'];
  process.env['TEST_DATABASE_ADMIN_URL'] = old.adminUrl;
  const it = await openTestHouse(rooms);
  const rootKey = it.house.settings.secretKey;
  assert.match(await versionOf(it.ownerUrl), /^15/);
  await query(
    it.ownerUrl,
    `insert into people.person (id, given_name, family_name, created_at) values ('${randomUUID()}', 'Anaïs', 'Œuvrard', now())`,
  );
  await backUp({ ownerUrl: it.ownerUrl, blobs: it.house.blobs, rootKey }, file, it.clock.now());
  await it.close();
  await old.close();

  if (ours) process.env['TEST_DATABASE_ADMIN_URL'] = ours;
  else delete process.env['TEST_DATABASE_ADMIN_URL'];
  const today = await testDatabase();
  assert.doesNotMatch(await versionOf(today.ownerUrl), /^15/);
  await restore({ ownerUrl: today.ownerUrl, blobs: await openDiskStore(join(folder, 'blobs')), rootKey, rooms }, file);
  assert.deepEqual(await query(today.ownerUrl, 'select family_name from people.person'), [{ family_name: 'Œuvrard' }]);
  await today.drop();
});

async function versionOf(url: string): Promise<string> {
  const [row] = await query(url, 'show server_version');
  return String(row?.['server_version']);
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
