// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { testDatabase, type TestDatabase } from '../testing/test-server.ts';
import { openDatabase, type Database } from './database.ts';
import { inNoOrganisation } from './scopes.ts';

let database: TestDatabase;
let one: Database;
let other: Database;
before(async () => {
  database = await testDatabase();
  [one, other] = [openDatabase(database.serverUrl), openDatabase(database.serverUrl)];
});
after(async () => {
  await one.close();
  await other.close();
  await database.drop();
});

const say = (channel: string, payload: string) => sql`select pg_notify(${channel}, ${payload})`;

test('hears what another process committed, channel by channel', async () => {
  const heard: (string | null)[] = [];
  await one.listen('probe_a', (payload) => heard.push(payload));
  await one.listen('probe_b', (payload) => heard.push(payload));
  await say('probe_a', 'first').execute(other.kysely);
  await say('probe_b', 'second').execute(other.kysely);
  await until(() => heard.length === 2);
  assert.deepEqual(heard, ['first', 'second']);
});

test('hears nothing of what was rolled back', async () => {
  const heard: (string | null)[] = [];
  await one.listen('probe_c', (payload) => heard.push(payload));
  await assert.rejects(
    inNoOrganisation(other, async (tx) => {
      await say('probe_c', 'undone').execute(tx);
      throw new Error('rolled back');
    }),
  );
  await say('probe_c', 'done').execute(other.kysely);
  await until(() => heard.length > 0);
  assert.deepEqual(heard, ['done']);
});

test('comes back when its connection is lost, and says that something may have been missed', async () => {
  const heard: (string | null)[] = [];
  await one.listen('probe_d', (payload) => heard.push(payload));
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'beffroi-signals' and datname = current_database()`.execute(
    other.kysely,
  );
  await until(() => heard.includes(null));
  await say('probe_d', 'after').execute(other.kysely);
  await until(() => heard.includes('after'));
});

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 2_400 && !holds(); tries++) await wait(25);
  assert.ok(holds());
}
