// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readCsv } from '#platform/documents/read-csv.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import { nationalRegister } from '#rooms/organisations/testing.ts';
import people from '#rooms/people/room.ts';
import { signedIn, type Caller } from '#rooms/people/testing.ts';
import catalogue from '../room.ts';

let it: TestHouse;
let manager: Caller;
let cdg: Caller;
before(async () => {
  it = await openTestHouse([organisations, people, catalogue], { seed: nationalRegister });
  for (const room of it.house.rooms) await room.demonstration?.(it.house);
  for (const room of it.house.rooms) await room.prepare?.(it.house);
  const password = 'beffroi-demonstration';
  manager = await signedIn(it.app, { id: '', email: 'noa@gironde.exemple', password });
  cdg = await signedIn(it.app, { id: '', email: 'robin@cdg47.exemple', password });
});
after(() => it.close());

const gironde = '/api/o/gironde-numerique/catalogue/editions';

async function draftWith(...changes: object[]): Promise<string> {
  const draft = (
    await manager({ method: 'POST', url: gironde, payload: { basedOn: 'gironde-numerique-courante', label: `Projet ${Math.random()}` } })
  ).json();
  let { revision } = draft;
  for (const change of changes) {
    const answer = await manager({ method: 'POST', url: `${gironde}/${draft.key}/revise`, payload: { revision, change } });
    assert.equal(answer.statusCode, 200, answer.body);
    ({ revision } = answer.json());
  }
  return draft.key;
}

async function state(): Promise<string[]> {
  return [(await manager({ url: gironde })).body, (await cdg({ url: '/api/o/cdg-47/catalogue/editions' })).body];
}

test('loads the demonstration twice without changing anything', async () => {
  const first = await state();
  await catalogue.demonstration?.(it.house);
  assert.deepEqual(await state(), first);
  const rows = JSON.parse(first[1] ?? '').rows.map((row: { key: string; status: string }) => [row.key, row.status]);
  assert.deepEqual(rows, [
    ['cdg47-cinq-forfaits', 'archived'],
    ['cdg47-deux-forfaits', 'in-force'],
  ]);
});

test('tells who pays more when every price rises, over the operator’s territory', async () => {
  const key = await draftWith({ kind: 'percentage', bps: 300, roundTo: 'euro' });
  const { offers, before: old } = (await manager({ url: `${gironde}/${key}/simulation` })).json();
  assert.equal(old.key, 'gironde-numerique-courante');
  const [adhesion] = offers;
  assert.equal(adhesion.lines, 27);
  assert.deepEqual([adhesion.more, adhesion.less, adhesion.same, adhesion.unpriced, adhesion.changesPlace], [27, 0, 0, 0, 0]);
  const { rows, total } = (await manager({ url: `${gironde}/${key}/simulation/lines?q=coteaux bordelais` })).json();
  assert.equal(total, 1);
  // Eight communes, 1 To: 5 × 2 882 € in place of 13 988 €.
  assert.deepEqual([rows[0].beforeCents, rows[0].afterCents, rows[0].differenceCents], [1_398_800, 1_441_000, 42_200]);
});

test('tells who changes column when one is added', async () => {
  const cents = [12, 15, 18, 20, 23, 26, 29].map((thousands) => thousands * 100_000);
  const key = await draftWith({ kind: 'add-column', offer: 'adhesion-mutualisee', upTo: 8, label: 'CDC + 8 EP', cents });
  const { rows, total } = (await manager({ url: `${gironde}/${key}/simulation/lines?only=changes-place&sort=counted&order=asc&size=100` })).json();
  assert.ok(total > 0);
  for (const row of rows) assert.deepEqual([row.beforePlace, row.afterPlace, row.counted <= 8], ['CDC + 10 EP · 1 To', 'CDC + 8 EP · 1 To', true]);
  const { offers } = (await manager({ url: `${gironde}/${key}/simulation` })).json();
  assert.equal(offers[0].changesPlace, total);
});

test('prices all France, and the CSV says the same as the totals', async () => {
  const summary = (
    await cdg({ url: '/api/o/cdg-47/catalogue/editions/cdg47-deux-forfaits/simulation?against=cdg47-cinq-forfaits&scope=france' })
  ).json();
  const metiers = summary.offers.find(({ offer }: { offer: string }) => offer === 'forfait-metiers');
  assert.equal(metiers.lines, 34_969);
  const csv = await cdg({
    url: '/api/o/cdg-47/catalogue/editions/cdg47-deux-forfaits/simulation/csv?against=cdg47-cinq-forfaits&scope=france&offer=forfait-metiers',
  });
  const { rows } = readCsv(csv.rawPayload, { after: { titles: ['Après'] } });
  const cents = rows.map(({ cells }) => (cells.after === 'sur devis' ? 0 : Math.round(Number(cells.after.replace(',', '.')) * 100)));
  assert.equal(rows.length, 34_969);
  assert.equal(
    cents.reduce((sum, one) => sum + one, 0),
    metiers.afterCents,
  );
});

test('pages, sorts and filters on the server, and refuses what makes no sense', async () => {
  const key = await draftWith({ kind: 'percentage', bps: 100, roundTo: 'cent' });
  const list = async (query: string) => (await manager({ url: `${gironde}/${key}/simulation/lines?scope=france&${query}` })).json();
  const byName = await list('sort=name&order=asc&size=10');
  assert.equal(byName.rows.length, 10);
  const byChange = await list('size=1');
  assert.ok(byChange.rows[0].differenceCents >= byName.rows[0].differenceCents);
  for (const query of ['go=-1', 'scope=europe', 'page=0', 'sort=inconnu', 'only=rien'])
    assert.equal((await list(query)).code, 'platform.invalid-input', query);
  const unknown = await manager({ url: `${gironde}/${key}/simulation?against=nulle-part` });
  assert.equal(unknown.json().code, 'catalogue.unknown-edition');
});
