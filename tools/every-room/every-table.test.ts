// SPDX-License-Identifier: EUPL-1.2
/** What holds for every table of every room, read from the catalogue of a migrated database. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Client } from 'pg';
import { testDatabase, type TestDatabase } from '#platform/testing/test-server.ts';

type Table = {
  name: string;
  kind: string | null;
  key_column: string | null;
  party_columns: string[];
  comment: string | null;
  primary_key: string[] | null;
  columns: string[];
  forced: boolean;
  server_policies: number;
};
type ForeignKey = { from_table: string; to_table: string; columns: string[] };

// Kept by the platform itself before any kind could be declared.
const BEFORE_KINDS = new Set(['platform.migration']);

let database: TestDatabase;
let client: Client;
let tables: Table[];
before(async () => {
  database = await testDatabase();
  client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  tables = (await client.query<Table>(TABLES)).rows.filter((table) => !BEFORE_KINDS.has(table.name));
});
after(async () => {
  await client.end();
  await database.drop();
});

/** The names of the tables that break a rule; the tests say which rule. */
const breaking = (rule: (table: Table) => boolean): string[] => tables.filter((table) => !rule(table)).map((table) => table.name);
const isTenant = (table: Table): boolean => table.kind === 'owned' || table.kind === 'shared';

test('every table says its kind, and what it is for', () => {
  assert.ok(tables.length > 10);
  assert.deepEqual(
    breaking((table) => table.kind !== null),
    [],
  );
  assert.deepEqual(
    breaking((table) => table.comment !== null),
    [],
  );
});

test('every table that is nobody’s reference forces row-level security, and binds the server', () => {
  assert.deepEqual(
    breaking((table) => table.kind === 'reference' || (table.forced && table.server_policies > 0)),
    [],
  );
});

test('every table of a body has organisation_id first in its key', () => {
  assert.deepEqual(
    breaking((table) => !isTenant(table) || (table.primary_key?.[0] === 'organisation_id' && table.primary_key.length > 1)),
    [],
  );
});

test('every identity table has its person first in its key', () => {
  assert.deepEqual(
    breaking((table) => table.kind !== 'identity' || table.primary_key?.[0] === table.key_column),
    [],
  );
});

test('no reference table names the body that owns a row', () => {
  assert.deepEqual(
    breaking((table) => table.kind !== 'reference' || !table.columns.includes('organisation_id')),
    [],
  );
});

test('foreign keys between tables of a body carry the body, and cross rooms only towards foundations', async () => {
  const { rows } = await client.query<ForeignKey>(FOREIGN_KEYS);
  const tenants = new Set(tables.filter(isTenant).map((table) => table.name));
  const loose = rows.filter((key) => tenants.has(key.from_table) && tenants.has(key.to_table) && !key.columns.includes('organisation_id'));
  assert.deepEqual(loose, []);
  const wild = rows.filter((key) => roomOf(key.from_table) !== roomOf(key.to_table) && !['organisations', 'people'].includes(roomOf(key.to_table)));
  assert.deepEqual(wild, []);
});

test('the server may do nothing to a table beyond what its kind allows', async () => {
  const { rows } = await client.query<{ name: string }>(`
    select t.table_name as name from platform.table_kind t
    where t.kind = 'reference' and has_table_privilege('beffroi_server', t.table_name, 'truncate')
       or has_table_privilege('beffroi_across', t.table_name, 'truncate')
       or (t.kind <> 'reference' and has_table_privilege('public', t.table_name, 'select'))`);
  assert.deepEqual(rows, []);
});

test('every table of a body can be split by organisation over several machines', async (t) => {
  const { rows } = await client.query<{ version: number }>(`select current_setting('server_version_num')::int / 10000 as version`);
  if ((rows[0]?.version ?? 0) < 18) return t.skip('asked of PostgreSQL 18 only');
  await client.query('create schema split');
  for (const [number, table] of tables.filter(isTenant).entries()) {
    await client
      .query(`create table split.t${number} (like ${table.name} including all) partition by hash (organisation_id)`)
      .catch((error: Error) => {
        assert.fail(`${table.name}: ${error.message}`);
      });
    await client.query(`create table split.t${number}_0 partition of split.t${number} for values with (modulus 2, remainder 0)`);
  }
});

const roomOf = (table: string): string => table.split('.')[0] ?? '';

const TABLES = `
  select n.nspname || '.' || c.relname as name, k.kind, k.key_column, k.party_columns,
    obj_description(c.oid) as comment, c.relrowsecurity and c.relforcerowsecurity as forced,
    (select array_agg(a.attname::text order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (select array_agg(a.attname::text order by p.ord) from pg_constraint o, unnest(o.conkey) with ordinality p (num, ord)
      join pg_attribute a on a.attrelid = c.oid and a.attnum = p.num where o.conrelid = c.oid and o.contype = 'p') as primary_key,
    (select count(*)::int from pg_policy p where p.polrelid = c.oid and 'beffroi_server'::regrole = any (p.polroles)) as server_policies
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  left join platform.table_kind k on k.table_name = n.nspname || '.' || c.relname
  where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema', 'jobs')
  order by 1`;

const FOREIGN_KEYS = `
  select o.conrelid::regclass::text as from_table, o.confrelid::regclass::text as to_table,
    (select array_agg(a.attname::text) from unnest(o.conkey) num join pg_attribute a on a.attrelid = o.conrelid and a.attnum = num) as columns
  from pg_constraint o where o.contype = 'f'`;
