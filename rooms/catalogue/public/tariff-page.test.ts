// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import { makeBody, makePerson, type TestBody } from '#rooms/people/testing.ts';
import { readEditions } from '../price/read-editions.ts';
import catalogue from '../room.ts';
import { loadTestEditions } from '../testing.ts';

let it: TestHouse;
let gironde: TestBody;
let cdg: TestBody;
before(async () => {
  it = await openTestHouse([organisations, people, catalogue]);
  gironde = await makeBody(it, { name: 'Gironde Numérique', kind: 'syndicat' });
  const [proposer, second] = [await makePerson(it, []), await makePerson(it, [])];
  const editions = [...readEditions().values()].filter(({ operator }) => operator.key === 'gironde-numerique');
  await loadTestEditions(it, gironde, editions, { proposer, second });
  cdg = await makeBody(it, { name: 'Centre de gestion', kind: 'cdg' });
  await loadTestEditions(
    it,
    cdg,
    [...readEditions().values()].filter(({ operator }) => operator.key !== 'gironde-numerique'),
    { proposer, second },
  );
});
after(() => it.close());

test('shows the tariff in force to anyone, without script, in less than 60 kB', async () => {
  const page = await it.app.inject({ url: `/o/${gironde.slug}/tarifs` });
  assert.equal(page.statusCode, 200);
  assert.doesNotMatch(page.body, /<script/);
  assert.match(page.body, /<title>Tarifs de Gironde Numérique – Gironde Numérique<\/title>/);
  assert.match(page.body, /61\u202f548\u00a0€/);
  assert.match(page.body, /Acte<\/dt>\s*<dd>non communiqué/);
  assert.match(page.body, /« 61 548 »/);
  assert.ok(gzipSync(page.body).length < 60_000, `${gzipSync(page.body).length} bytes`);
});

test('leads each reading to its explanation', async () => {
  const { body } = await it.app.inject({ url: `/o/${gironde.slug}/tarifs` });
  const asked = new Set([...body.matchAll(/href="#(lecture-[AC]-\d\d)"/g)].map(([, id = '']) => id));
  assert.ok(asked.size > 5);
  for (const id of asked) assert.ok(body.includes(`id="${id}"`), id);
});

test('gives each table that scrolls a name of its own', async () => {
  for (const { slug } of [gironde, cdg]) {
    const { body } = await it.app.inject({ url: `/o/${slug}/tarifs` });
    const names = [...body.matchAll(/role="region" aria-label="([^"]+)"/g)].map(([, name]) => name);
    assert.ok(names.length > 3);
    assert.deepEqual(
      names.filter((name, at) => names.indexOf(name) !== at),
      [],
    );
  }
});

test('shows the edition of another day, and says when there is none', async () => {
  const before = await it.app.inject({ url: `/o/${gironde.slug}/tarifs?jour=2018-03-01` });
  assert.match(before.body, /17\u202f938\u00a0€/);
  const never = await it.app.inject({ url: `/o/${gironde.slug}/tarifs?jour=2001-01-01` });
  assert.equal(never.statusCode, 404);
  assert.match(never.body, /Aucune édition du catalogue n’est en vigueur le 1er janvier 2001\./);
  assert.equal((await it.app.inject({ url: `/o/${gironde.slug}/tarifs?jour=demain` })).statusCode, 400);
});
