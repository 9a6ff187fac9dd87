// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import { makeBody, makePerson, signedIn, type Caller, type TestBody } from '#rooms/people/testing.ts';
import type { Edition } from '../edition-schema.ts';
import { readEditions } from '../price/read-editions.ts';
import catalogue from '../room.ts';
import { loadTestEditions } from '../testing.ts';

let it: TestHouse;
let body: TestBody;
let call: Caller;
before(async () => {
  it = await openTestHouse([organisations, people, catalogue]);
  body = await makeBody(it, { name: 'Gironde Numérique', kind: 'syndicat' });
  const [manager, head] = [
    await makePerson(it, [{ in: body, roles: ['account-manager'] }]),
    await makePerson(it, [{ in: body, roles: ['administrator'] }]),
  ];
  const editions = [...readEditions().values()].filter(({ operator }) => operator.key === 'gironde-numerique');
  await loadTestEditions(it, body, editions, { proposer: manager, second: head });
  call = await signedIn(it.app, manager);
});
after(() => it.close());

let drafts = 0;
async function openDraft(basedOn = 'gironde-numerique-courante') {
  const key = `projet-${++drafts}`;
  const response = await call({
    method: 'POST',
    url: `/api/o/${body.slug}/catalogue/editions`,
    payload: { basedOn, key, label: `Projet ${drafts}` },
  });
  assert.equal(response.statusCode, 200, response.body);
  let revision = 1;
  const url = `/api/o/${body.slug}/catalogue/editions/${key}`;
  return {
    key,
    url,
    async revise(change: object, reason: string | null = null) {
      const answer = await call({ method: 'POST', url: `${url}/revise`, payload: { revision, change, reason } });
      if (answer.statusCode === 200) revision = answer.json<{ revision: number }>().revision;
      return answer;
    },
    content: async () => (await call({ url: `${url}/content` })).json<Edition>(),
    page: async () => (await call({ url })).json<{ changes: { says: string; reason: string | null }[]; revision: number }>(),
  };
}

const gridOf = (edition: Edition) => {
  const price = edition.offers.find(({ kind }) => kind === 'adhesion')?.variants[0]?.charges[0]?.price;
  assert.ok(price?.kind === 'grid');
  return price;
};
const code = (response: { json: <T>() => T }) => response.json<{ code: string }>().code;

test('raises every price by a percentage, the grid through its unit price', async () => {
  const draft = await openDraft();
  const answer = await draft.revise({ kind: 'percentage', bps: 250, roundTo: 'euro' }, 'Inflation de l’année');
  assert.equal(answer.statusCode, 200, answer.body);
  const grid = gridOf(await draft.content());
  // 2 797,62 × 1,025 = 2 867,5605, rounded to the euro.
  assert.equal(grid.generator?.unitCents, 286_800);
  assert.deepEqual(grid.cells[0]?.cents.slice(0, 3), [631_000, 860_400, 1_147_200]);
  const { changes } = await draft.page();
  assert.deepEqual([changes[0]?.says, changes[0]?.reason], ['+2,5\u00a0% sur tous les prix, arrondi à l’euro.', 'Inflation de l’année']);
});

test('reproduces the printed grid from the printed unit price', async () => {
  const draft = await openDraft();
  const printed = gridOf(await draft.content()).cells.map(({ cents }) => cents);
  await draft.revise({ kind: 'unit-price', offer: 'adhesion-mutualisee', unitCents: 300_000 });
  await draft.revise({ kind: 'unit-price', offer: 'adhesion-mutualisee', unitCents: 279_762 });
  assert.deepEqual(
    gridOf(await draft.content()).cells.map(({ cents }) => cents),
    printed,
  );
});

test('changes one price by its address, in the variant that was named alone', async () => {
  const draft = await openDraft();
  const answer = await draft.revise({ kind: 'price', price: 'certificat-electronique/1/certificat', amount: 19_000 }, 'Nouveau marché');
  assert.equal(answer.statusCode, 200, answer.body);
  const offer = (await draft.content()).offers.find(({ key }) => key === 'certificat-electronique');
  const cents = offer?.variants.map(({ charges }) => (charges[0]?.price.kind === 'fixed' ? charges[0].price.cents : null));
  assert.deepEqual(cents, [17_500, 19_000]);
  assert.equal((await draft.page()).changes[0]?.says, 'Certificat électronique, Certificat RGS 2* valable 3 ans : 175\u00a0€ devient 190\u00a0€.');
});

test('changes a cell of the grid, a stratum, a step and a rate', async () => {
  const draft = await openDraft();
  for (const [price, amount] of [
    ['adhesion-mutualisee/0/participation/0/3', 1_400_000],
    ['opendemande/0/abonnement/colonne-2', 150_000],
    ['securisation-des-donnees/1/abonnement/2', 95_000],
    ['ecoles-numeriques/0/frais/1', 550],
  ] as const) {
    const answer = await draft.revise({ kind: 'price', price, amount });
    assert.equal(answer.statusCode, 200, answer.body);
  }
  const edition = await draft.content();
  assert.equal(gridOf(edition).cells[0]?.cents[3], 1_400_000);
  assert.equal(gridOf(edition).generator, undefined);
  assert.match((await draft.page()).changes.at(-2)?.says ?? '', /1 To · CDC \+ 10 EP : 13\u202f988\u00a0€ devient 14\u202f000\u00a0€\./);
  assert.match((await draft.page()).changes[0]?.says ?? '', /6\u00a0% devient 5,5\u00a0%\./);
  const own = edition.documents.filter(({ key }) => key.startsWith('D'));
  assert.equal(own.length, 1, 'a draft has one annex, however many times it is revised');
});

test('adds a column in the middle with its amounts, and a row at the end from the unit price', async () => {
  const draft = await openDraft();
  const column = { kind: 'add-column', offer: 'adhesion-mutualisee', upTo: 8, label: 'CDC + 8 EP' };
  assert.equal(code(await draft.revise(column)), 'catalogue.no-generator');
  const row = { kind: 'add-row', offer: 'adhesion-mutualisee', upTo: 6500, label: '6,5 To' };
  assert.equal((await draft.revise(row)).statusCode, 200);
  const grid = gridOf(await draft.content());
  assert.deepEqual([grid.cells.length, grid.cells[7]?.cents[0]], [8, 2_517_900]);
  const cents = [12, 14, 17, 20, 23, 26, 29, 31].map((thousands) => thousands * 100_000);
  assert.equal((await draft.revise({ ...column, cents })).statusCode, 200);
  assert.equal(gridOf(await draft.content()).columns.steps[3]?.label, 'CDC + 8 EP');
  assert.equal((await draft.revise({ kind: 'remove-column', offer: 'adhesion-mutualisee', upTo: 8 })).statusCode, 200);
  assert.equal(gridOf(await draft.content()).columns.steps.length, 15);
});

test('adds a service that is sold and one that is included, and removes one with its prices', async () => {
  const draft = await openDraft();
  const sold = { kind: 'add-service', label: 'Coffre-fort numérique', heading: 'securisation', status: 'HM' };
  const offer = { regime: 'hors-mutualisation', unit: 'an', cents: 24_050, rhythm: 'yearly' };
  assert.equal((await draft.revise({ ...sold, offer })).statusCode, 200);
  assert.equal((await draft.revise({ ...sold, label: 'Réunion hybride', status: 'INC' })).statusCode, 200);
  assert.equal((await draft.revise({ kind: 'remove-service', service: 'police-municipale' })).statusCode, 200);
  const edition = await draft.content();
  assert.equal(edition.offers.find(({ key }) => key === 'coffre-fort-numerique')?.label, 'Coffre-fort numérique');
  assert.ok(edition.offers.find(({ kind }) => kind === 'adhesion')?.services.includes('reunion-hybride'));
  assert.ok(!edition.offers.some(({ key }) => key.startsWith('logilibre')));
});

test('refuses each wrong change with its own sentence, and saves nothing', async () => {
  const draft = await openDraft();
  const wrong: [object, string][] = [
    [{ kind: 'price', price: 'adhesion-mutualisee/0/participation/99/0', amount: 1 }, 'catalogue.unknown-price'],
    [{ kind: 'price', price: 'participation-citoyenne/0/plateforme', amount: 1 }, 'catalogue.unknown-price'],
    [{ kind: 'price', price: 'n’importe quoi', amount: 1 }, 'catalogue.unknown-price'],
    [{ kind: 'price', price: 'rgpd/1/acces/moins-500-k', amount: -1 }, 'platform.invalid-input'],
    [{ kind: 'percentage', bps: -10_000, roundTo: 'euro' }, 'platform.invalid-input'],
    [{ kind: 'percentage', bps: 100, roundTo: 'euro', offers: ['inconnue'] }, 'catalogue.no-such-offer'],
    [{ kind: 'unit-price', offer: 'antivirus', unitCents: 100 }, 'catalogue.no-grid'],
    [{ kind: 'add-row', offer: 'adhesion-mutualisee', upTo: 1000, label: 'encore 1 To' }, 'catalogue.step-exists'],
    [{ kind: 'remove-row', offer: 'adhesion-mutualisee', upTo: 123 }, 'catalogue.no-such-step'],
    [{ kind: 'add-column', offer: 'adhesion-mutualisee', upTo: 7, label: '7', cents: [1, 2] }, 'catalogue.cells-count'],
    [{ kind: 'add-service', label: 'VPN', heading: 'securisation', status: 'INC' }, 'catalogue.service-exists'],
    [{ kind: 'add-service', label: 'Neuf', heading: 'nulle-part', status: 'INC' }, 'catalogue.unknown-heading'],
    [{ kind: 'add-service', label: 'Neuf', heading: 'securisation', status: 'INC', packages: ['x'] }, 'catalogue.unknown-package'],
    [
      { kind: 'add-service', label: 'Neuf', heading: 'securisation', status: 'HM', offer: { regime: 'x', unit: 'an', cents: 1, rhythm: 'once' } },
      'catalogue.unknown-regime',
    ],
    [{ kind: 'remove-service', service: 'inconnu' }, 'catalogue.no-such-service'],
    [{ kind: 'autre chose' }, 'platform.invalid-input'],
  ];
  for (const [change, expected] of wrong) assert.equal(code(await draft.revise(change)), expected, JSON.stringify(change));
  assert.equal((await draft.page()).revision, 1);
});

test('refuses to revise what someone else has just revised, and what is voted', async () => {
  const draft = await openDraft();
  const change = { kind: 'percentage', bps: 100, roundTo: 'cent' };
  const both = await Promise.all([1, 2].map(() => call({ method: 'POST', url: `${draft.url}/revise`, payload: { revision: 1, change } })));
  assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [200, 409]);
  const voted = await call({
    method: 'POST',
    url: `/api/o/${body.slug}/catalogue/editions/gironde-numerique-2017/revise`,
    payload: { revision: 1, change },
  });
  assert.equal(code(voted), 'catalogue.not-a-draft');
});

test('compares a draft with the edition in force, and names its annex once it is voted', async () => {
  const draft = await openDraft();
  await draft.revise({ kind: 'percentage', bps: 300, roundTo: 'euro', offers: ['adhesion-mutualisee'] });
  await draft.revise({ kind: 'remove-service', service: 'alertes-sms' });
  const response = await call({ url: `/api/o/${body.slug}/catalogue/compare?from=gironde-numerique-courante&to=${draft.key}` });
  const compared = response.json();
  assert.equal(compared.prices.changed.length, 105);
  const cell = compared.prices.changed.find(({ where }: { where: string }) => where === '1 To · CDC + 10 EP');
  assert.deepEqual([cell.beforeCents, cell.cents, cell.differenceCents], [1_398_800, 1_441_000, 42_200]);
  assert.deepEqual(compared.services.removed, [{ key: 'alertes-sms', label: 'Alertes SMS', status: 'HM' }]);
  assert.equal(compared.prices.removed.length, 2);
  const act = { known: true, assembly: 'Comité syndical', number: '2026-30', votedOn: '2026-11-20' };
  const { revision } = await draft.page();
  assert.equal((await call({ method: 'POST', url: `${draft.url}/vote`, payload: { revision, act } })).statusCode, 200);
  const own = (await draft.content()).documents.find(({ key }) => key === 'D1');
  assert.deepEqual([own?.label.includes('délibération n° 2026-30'), own?.date], [true, '2026-11-20']);
});
