// SPDX-License-Identifier: EUPL-1.2
/** Migrations and generic tests on the oldest PostgreSQL that an operator may bring: what a newer one alone knows fails here. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client } from 'pg';
import { startOldestPostgresql } from '../testing/oldest-postgresql.ts';
import { needs } from '../testing/peer.ts';

const GENERIC = ['tools/every-room/every-{table,route,body}.test.ts', 'platform/db/tenancy.test.ts', 'platform/testing/test-server.test.ts'];
const projectRoot = join(import.meta.dirname, '../..');

test('migrations and generic tests hold on PostgreSQL 15', needs('pg_ctl', 'postgresql-15'), async (t) => {
  const server = await startOldestPostgresql();
  t.after(() => server.close());
  const client = new Client({ connectionString: server.adminUrl });
  await client.connect();
  const { rows } = await client.query('show server_version_num');
  await client.end();
  assert.match(rows[0].server_version_num, /^15/);
  const { code, said } = await runTests(server.adminUrl);
  assert.equal(code, 0, said);
});

function runTests(adminUrl: string): Promise<{ code: number | null; said: string }> {
  // A runner that finds itself inside another one's test would run nothing.
  const env = { ...process.env, TEST_DATABASE_ADMIN_URL: adminUrl, NODE_TEST_CONTEXT: undefined };
  const child = spawn(process.execPath, ['--test', '--test-concurrency=1', '--test-reporter=spec', ...GENERIC], { cwd: projectRoot, env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  return new Promise((resolve) => child.on('exit', (code) => resolve({ code, said })));
}
