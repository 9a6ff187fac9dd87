// SPDX-License-Identifier: EUPL-1.2
/** How the database finds what each list shows, on the demonstration over the national register. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Client } from 'pg';
import { z } from 'zod';
import type { RanQuery } from '#platform/db/database.ts';
import { addressOf } from '#platform/http/contract.ts';
import { memberRoles, operatorRoles, type Route } from '#platform/room.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { makePerson, signedIn, type Caller } from '#rooms/people/testing.ts';
import { rooms } from '#rooms.ts';
import { demonstrationKey, demonstrationSeed } from './demonstration-seed.ts';

type Plan = { 'Node Type': string; Schema?: string; 'Relation Name'?: string; Filter?: string; Plans?: Plan[] };

// As many rows as fit in a few pages: reading them all is the best plan, and they do not grow with the number of bodies.
const SMALL = 300;
const OPERATOR = 'gironde-numerique';

let it: TestHouse;
let caller: Caller;
let organisation: string;
let rowsOf: Map<string, number>;
let kindOf: Map<string, string>;

before(async () => {
  it = await openTestHouse(rooms, { seed: demonstrationSeed, settings: { secretKey: demonstrationKey } });
  const client = await ownerClient();
  const { rows } = await client.query<{ id: string; slug: string; name: string }>('select id, slug, name from organisations.body where slug = $1', [
    OPERATOR,
  ]);
  const [operator] = rows;
  assert.ok(operator);
  organisation = operator.id;
  await client.query('analyze');
  const counts = await client.query<{ name: string; rows: number }>(
    `select schemaname || '.' || relname as name, n_live_tup::int as rows from pg_stat_user_tables`,
  );
  rowsOf = new Map(counts.rows.map(({ name, rows: count }) => [name, count]));
  const kinds = await client.query<{ table_name: string; kind: string }>('select table_name, kind from platform.table_kind');
  kindOf = new Map(kinds.rows.map((row) => [row.table_name, row.kind]));
  await client.end();
  caller = await signedIn(it.app, await makePerson(it, [{ in: operator, roles: [...operatorRoles, ...memberRoles] }]));
});
after(() => it.close());

test('no list reads a whole table that grows', async () => {
  const scans: string[] = [];
  for (const route of listRoutes()) {
    for (const { sql, parameters } of await queriesOf(route)) {
      for (const table of await scannedTables(sql, parameters))
        scans.push(`${route.endpoint.method} ${addressOf(route.endpoint)} reads all of ${table}: ${sql.slice(0, 200)}`);
    }
  }
  assert.deepEqual([...new Set(scans)], []);
});

test('a list asks for its rows in a number of queries that does not depend on them', async () => {
  const chatty: string[] = [];
  for (const route of listRoutes()) {
    for (const queries of await queriesBySearch(route)) {
      const texts = queries.map((query) => query.sql);
      const [repeated] = texts.filter((text, index) => texts.indexOf(text) < index - 1);
      if (repeated) chatty.push(`${addressOf(route.endpoint)}: ${repeated}`);
    }
  }
  assert.deepEqual(chatty, []);
});

test('sees a table read whole', async () => {
  assert.deepEqual(await scannedTables('select * from organisations.body where name = $1', ['x']), ['organisations.body']);
});

/** What answers rows, page by page or for some words, without an id in the address. */
function listRoutes(): Route[] {
  return rooms
    .flatMap((room) => [...(room.routes ?? [])])
    .filter(
      ({ endpoint }) =>
        endpoint.method === 'GET' && endpoint.answer === 'json' && !endpoint.path.includes(':') && endpoint.query instanceof z.ZodObject,
    );
}

async function queriesOf(route: Route): Promise<RanQuery[]> {
  return (await queriesBySearch(route)).flat();
}

async function queriesBySearch(route: Route): Promise<RanQuery[][]> {
  const url = addressOf(route.endpoint).replace(':organisation', OPERATOR);
  const queries: RanQuery[][] = [];
  for (const search of ['', '?q=saint%20etiene', '?q=33', '?page=2', '?sort=name']) {
    const ran = await it.queriesOf(async () => {
      const { statusCode } = await caller({ url: url + search });
      if (statusCode >= 500) assert.fail(`${url}${search} → ${statusCode}`);
    });
    queries.push(ran.filter(({ sql }) => /^\s*(with|select)\b/i.test(sql) && !/set_config|people\.who/.test(sql)));
  }
  return queries;
}

/** Tables that the plan reads whole, small ones set aside. Owned tables may hold few rows here: for them no plan may need it. */
async function scannedTables(text: string, parameters: readonly unknown[]): Promise<string[]> {
  const client = new Client({ connectionString: it.serverUrl });
  await client.connect();
  try {
    await client.query(
      `select set_config('beffroi.readable', $1, false), set_config('beffroi.writable', $2, false), set_config('beffroi.person', $2, false)`,
      [`{${organisation}}`, organisation],
    );
    const asChosen = await planOf(client, text, parameters);
    await client.query('set enable_seqscan = off');
    const atBest = await planOf(client, text, parameters);
    const isReference = (table: string): boolean => kindOf.get(table) === 'reference';
    return [
      ...wholeReads(asChosen).filter((table) => isReference(table) && (rowsOf.get(table) ?? 0) > SMALL),
      ...wholeReads(atBest).filter((table) => !isReference(table)),
    ];
  } finally {
    await client.end();
  }
}

async function planOf(client: Client, text: string, parameters: readonly unknown[]): Promise<Plan> {
  const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(`explain (format json, verbose) ${text}`, [...parameters]);
  const plan = rows[0]?.['QUERY PLAN'][0]?.Plan;
  assert.ok(plan);
  return plan;
}

function wholeReads(plan: Plan): string[] {
  const own = plan['Node Type'] === 'Seq Scan' && plan['Relation Name'] ? [`${plan.Schema}.${plan['Relation Name']}`] : [];
  return [...own, ...(plan.Plans ?? []).flatMap(wholeReads)];
}

async function ownerClient(): Promise<Client> {
  const client = new Client({ connectionString: it.ownerUrl });
  await client.connect();
  return client;
}
