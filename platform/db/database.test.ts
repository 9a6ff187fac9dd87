// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { testDatabase } from '../testing/test-server.ts';
import { openDatabase } from './database.ts';
import { inNoOrganisation } from './scopes.ts';

test('transactions that start others never wait for each other, however many there are', async () => {
  const { serverUrl, drop } = await testDatabase();
  const db = openDatabase(serverUrl, { connections: 2 });
  const ask = () => sql<{ one: number }>`select 1 as one`.execute(db.kysely);
  const nested = () => inNoOrganisation(db, () => inNoOrganisation(db, () => inNoOrganisation(db, ask)));
  const all = await Promise.all(Array.from({ length: 20 }, nested));
  assert.ok(all.every(({ rows }) => rows[0]?.one === 1));
  await db.close();
  await drop();
});
