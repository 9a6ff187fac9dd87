// SPDX-License-Identifier: EUPL-1.2
/** A body can take away and remove all that it has, whatever the rooms. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Client } from 'pg';
import { eraseBody } from '#platform/body/erase-body.ts';
import { exportBody } from '#platform/body/export-body.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { makeBody, makePerson } from '#rooms/people/testing.ts';
import { rooms } from '#rooms.ts';

let it: TestHouse;
before(async () => {
  it = await openTestHouse(rooms);
});
after(() => it.close());

test('every room that keeps tables of a body exports and erases them', async () => {
  const owners = new Set((await ownedTables(it)).map((table) => table.split('.')[0]));
  const silent = rooms.filter((room) => owners.has(room.name) && !room.bodyData).map((room) => room.name);
  assert.deepEqual(silent, []);
});

test('every table keyed by a person is in some room’s register of personal data', async () => {
  const declared = new Set(it.house.rooms.flatMap((room) => (room.personalData ?? []).flatMap((data) => data.tables)));
  const tables = await asOwner(it, async (client) => {
    const { rows } = await client.query<{ name: string }>(`
      select k.table_name as name from platform.table_kind k
      where k.kind = 'identity' or exists (
        select from information_schema.columns c
        where c.table_schema || '.' || c.table_name = k.table_name and c.column_name = 'person_id')`);
    return rows.map((row) => row.name);
  });
  assert.ok(tables.includes('people.mandate'));
  assert.deepEqual(
    tables.filter((table) => !declared.has(table)),
    [],
  );
});

test('hands over what a body has, as files', async () => {
  const body = await makeBody(it);
  await makePerson(it, [{ in: body, roles: ['secretary'] }]);
  const files = new Map<string, string>();
  for await (const { path, content } of exportBody(it.house, body.id)) files.set(path, String(content));
  assert.match(files.get('people/people.mandate.json') ?? '', /Camille/);
  assert.ok(files.has('manifest.json'));
});

test('leaves nothing of an erased body, and all of its neighbour', async () => {
  const [gone, kept] = [await makeBody(it), await makeBody(it)];
  for (const body of [gone, kept]) await makePerson(it, [{ in: body, roles: ['secretary'] }]);
  await it.settle();
  await eraseBody(it.house, gone.id, { reason: 'essai' });
  assert.deepEqual(
    (await tablesHolding(it, gone.id)).filter((table) => !table.startsWith('platform.audit_')),
    [],
  );
  assert.ok((await tablesHolding(it, kept.id)).includes('people.mandate'));
});

async function ownedTables(house: TestHouse): Promise<string[]> {
  return asOwner(house, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select table_name as name from platform.table_kind where kind in ('owned', 'shared') and table_name not like 'platform.%' and table_name not like 'split.%'`,
    );
    return rows.map((row) => row.name);
  });
}

/** The journal stays: it says that the body was erased, and its chain must still verify. */
async function tablesHolding(house: TestHouse, body: string): Promise<string[]> {
  return asOwner(house, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select table_name as name from platform.table_kind where kind in ('owned', 'shared') order by 1`,
    );
    const holding: string[] = [];
    for (const { name } of rows) {
      const { rowCount } = await client.query(`select from ${name} where organisation_id = $1 limit 1`, [body]);
      if (rowCount) holding.push(name);
    }
    return holding;
  });
}

async function asOwner<Result>(house: TestHouse, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: house.ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
