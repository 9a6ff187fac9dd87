// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from 'pg';
import { testDatabase } from './test-server.ts';

test('gives each test file a migrated database of its own, and takes it away', async () => {
  const [one, other] = await Promise.all([testDatabase(), testDatabase()]);
  await query(one.ownerUrl, `insert into organisations.body (id, slug, name, kind) values (gen_random_uuid(), 'a', 'A', 'commune')`);
  assert.equal(await countBodies(one.ownerUrl), 1);
  assert.equal(await countBodies(other.serverUrl), 0);
  await Promise.all([one.drop(), other.drop()]);
  await assert.rejects(countBodies(one.ownerUrl), /does not exist/);
});

test('orders names as French readers do, and classes their letters', async () => {
  const { ownerUrl, drop } = await testDatabase();
  const sorted = await query(ownerUrl, `select name from (values ('Zuydcoote'), ('Écully'), ('Eauze'), ('élan')) as v (name) order by name`);
  assert.deepEqual(
    sorted.map((row) => row['name']),
    ['Eauze', 'Écully', 'élan', 'Zuydcoote'],
  );
  const [classed] = await query(ownerUrl, `select 'é' ilike 'É' as folded, 'Écully' % 'écully' as alike, similarity('Écully', 'cully') as bare`);
  assert.equal(classed?.['folded'], true);
  assert.equal(classed?.['alike'], true);
  assert.ok(Number(classed?.['bare']) < 1, 'an accented letter counts as a letter');
  await drop();
});

async function countBodies(url: string): Promise<number> {
  const [row] = await query(url, 'select count(*)::int as bodies from organisations.body');
  return Number(row?.['bodies']);
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
