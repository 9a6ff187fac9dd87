// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { inNoOrganisation } from '#platform/db/scopes.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import people from '#rooms/people/room.ts';
import room from '../room.ts';
import { nationalRegister } from '../testing.ts';
import { searchQueries } from './search-register.ts';

let it: TestHouse;
before(async () => {
  it = await openTestHouse([room, people], { seed: nationalRegister });
});
after(() => it.close());

type Row = { name: string; insee: string | null; siren: string | null; formerName: string | null };
const search = async (q: string, more = ''): Promise<Row[]> => {
  const response = await it.app.inject({ url: `/api/organisations?q=${encodeURIComponent(q)}${more}` });
  assert.equal(response.statusCode, 200, response.body);
  return response.json<{ rows: Row[] }>().rows;
};
const first = async (q: string): Promise<string | undefined> => (await search(q))[0]?.name;

test('forgives typos, missing accents and Saint written short', async () => {
  assert.equal(await first('st etiene de lisse'), 'Saint-Étienne-de-Lisse');
  assert.equal(await first('bordaux'), 'Bordeaux');
  assert.equal(await first('marsielle'), 'Marseille');
  assert.equal(await first('salleboeuf'), 'Sallebœuf');
  assert.equal(await first('coteaux bordelais'), 'CC les Coteaux Bordelais');
  assert.equal(await first('communauté de communes du créonnais'), 'CC du Créonnais');
});

test('finds by SIREN, SIRET and INSEE code', async () => {
  for (const code of ['243301355', '243 301 355', '24330135500012']) assert.equal(await first(code), 'CC les Coteaux Bordelais');
  assert.equal(await first('33496'), 'Sallebœuf');
  assert.equal(await first('2a004'), 'Ajaccio');
});

test('puts the exact name first, then the larger', async () => {
  assert.equal(await first('lyon'), 'Lyon');
  const sameName = await search('saint-denis');
  assert.deepEqual(
    sameName.slice(0, 2).map(({ insee }) => insee),
    ['97411', '93066'],
  );
  assert.equal(await first('ville'), 'Villé');
});

test('finds a commune by the name of one that it absorbed, and says so', async () => {
  const [hit] = await search('Arbignieu');
  assert.deepEqual([hit?.name, hit?.formerName], ['Arboys en Bugey', 'Arbignieu']);
});

test('keeps to the kinds asked', async () => {
  const rows = await search('libournais', '&kind=cc,ca');
  assert.deepEqual(
    rows.map(({ name }) => name),
    ['CA du Libournais'],
  );
  assert.equal((await it.app.inject({ url: '/api/organisations?q=a&kind=planete' })).statusCode, 400);
});

test('takes letters that a pattern would read for what they are', async () => {
  assert.deepEqual(await search('%%%%'), []);
  assert.ok((await search('_')).length === 0);
});

test('refuses an empty search and an endless one, in French', async () => {
  for (const [q, says] of [
    ['', /Saisissez un nom/],
    ['a'.repeat(121), /au plus 120/],
  ] as const) {
    const response = await it.app.inject({ url: `/api/organisations?q=${q}` });
    assert.equal(response.statusCode, 400);
    assert.match(response.json<{ fields: { says: string }[] }>().fields[0]?.says ?? '', says);
  }
});

test('reads indexes only: no search scans the names of France', async () => {
  const on = Temporal.PlainDate.from('2026-11-21');
  for (const typed of ['st etiene de lisse', 'bor', 'saint-germain-sur', 'cc du creonnais']) {
    for (const query of searchQueries(typed, { on, limit: 10 })) {
      const { rows } = await inNoOrganisation(it.house.db, (tx) => sql<Record<string, string>>`explain ${query}`.execute(tx));
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      assert.doesNotMatch(plan, /Seq Scan/, plan);
    }
  }
});

test('shows what the register says of a body, whichever way it is named', async () => {
  for (const asked of ['33496', '213304967', 'salleboeuf-33496']) {
    const response = await it.app.inject({ url: `/api/organisations/${asked}` });
    assert.equal(response.json<{ name: string; epci: { name: string } }>().epci.name, 'CC les Coteaux Bordelais');
  }
  const epci = (await it.app.inject({ url: '/api/organisations/243301355' })).json<{ members: Row[] }>();
  assert.equal(epci.members.length, 8);
  const unknown = await it.app.inject({ url: '/api/organisations/999999999' });
  assert.equal(unknown.statusCode, 404);
  assert.equal(unknown.json<{ code: string }>().code, 'organisations.unknown-body');
});
