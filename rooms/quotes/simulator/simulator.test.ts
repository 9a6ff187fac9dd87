// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { TestHouse } from '#platform/testing/house.ts';
import { asOwner } from '#rooms/people/testing.ts';
import { makeOperator, openQuoteHouse, type TestOperator } from '../testing.ts';
import { stylePath } from '../pages/style.ts';

let it: TestHouse;
let gironde: TestOperator;
let cdg: TestOperator;
before(async () => {
  it = await openQuoteHouse();
  gironde = await makeOperator(it, 'gironde-numerique');
  cdg = await makeOperator(it, 'cdg-47');
});
after(() => it.close());

const get = (url: string) => it.app.inject({ url });
const page = async (operator: TestOperator, path: string) => {
  const response = await get(`/o/${operator.body.slug}/simulateur${path}`);
  return { status: response.statusCode, location: response.headers.location, body: response.body, text: plain(response.body) };
};
const plain = (markup: string) =>
  markup
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, '’')
    .replace(/&#160;/g, ' ')
    .replace(/[\s\u00a0\u202f]+/g, ' ');
const form = (fields: readonly (readonly [string, string])[]) =>
  `?${new URLSearchParams([['forme', '1'], ...fields.map(([name, value]) => [name, value])])}`;

test('begins with the operators that have a catalogue in force', async () => {
  const { body, statusCode } = await get('/simulateur');
  assert.equal(statusCode, 200);
  assert.match(body, new RegExp(`/o/${gironde.body.slug}/simulateur`));
  assert.match(body, new RegExp(`/o/${cdg.body.slug}/simulateur`));
});

test('finds a body by name, whatever the accents', async () => {
  const { body } = await page(gironde, '?q=creonnais');
  assert.match(body, /simulateur\/243301215">CC du Créonnais</);
  assert.match((await page(gironde, '?q=zzzzxq')).text, /Aucune collectivité du territoire/);
});

test('prices the whole territory at once, with who counts and why', async () => {
  const { text, status } = await page(gironde, '/243301355');
  assert.equal(status, 200);
  assert.match(text, /13 988 € par an, exonéré de TVA/);
  assert.match(text, /Bonnetan 1 067 Compte Compte : commune, 1 067 habitants \(population totale 2022\)/);
  assert.match(text, /Une collectivité comptée de plus : \+0 € par an ; palier suivant à 11/);
  assert.match(text, /S0 , ligne 119 : « 1 To » 13 988/);
  assert.match(text, /À la carte, pour 9 collectivités/);
});

test('answers a form by an address that says the same, shortest first', async () => {
  const kept = ['33535', '33099', '33165', '33330', '33496', '33061', '33083'].map((code) => ['garde', code] as const);
  const { status, location } = await page(
    gironde,
    `/243301355${form([...kept, ['ccas', '33535'], ['volume', '1,5'], ['unite', 'To'], ['offre', 'adhesion-mutualisee'], ['antivirus.postes', '3']])}`,
  );
  assert.equal(status, 303);
  assert.equal(
    decodeURIComponent(String(location)),
    `/o/${gironde.body.slug}/simulateur/243301355?sans=33141&ccas=33535&volume=1,5To&offres=adhesion-mutualisee#resultat`,
  );
  const again = await page(gironde, '/243301355?sans=33141&ccas=33535&volume=1%2C5To&offres=adhesion-mutualisee');
  assert.match(again.text, /16 786 € par an/);
  assert.match(again.text, /Croignon 742 non retenue/);
});

test('adds an establishment and says whether it counts', async () => {
  const { location } = await page(
    gironde,
    `/243301355${form([
      ['garde', '33535'],
      ['autre-genre', 'sirp'],
      ['autre-nom', 'SIRP des Coteaux'],
      ['autre-habitants', '1450'],
      ['volume', '1'],
      ['offre', 'adhesion-mutualisee'],
    ])}`,
  );
  const { text } = await page(gironde, String(location).split('/simulateur')[1] ?? '');
  assert.match(text, /SIRP des Coteaux, 1450 habitants Ne compte pas/);
  assert.match(text, /8 393 € par an/);
});

test('prices what is asked beside the adhesion, with its tax', async () => {
  const { text } = await page(gironde, '/33063?offres=antivirus&antivirus.solution=edr&antivirus.postes=12');
  assert.match(text, /477,65 € la première année, TTC/);
  assert.match(text, /TVA 79,61 €/);
  assert.match(text, /Subvention possible Subvention ANSSI : jusqu’à 278,63 €/);
});

test('says what to correct, beside the field, and prices nothing', async () => {
  const { status, body, text } = await page(gironde, '/33063?offres=antivirus&antivirus.solution=edr&antivirus.postes=douze');
  assert.equal(status, 422);
  assert.match(body, /<a href="#saisie-antivirus-postes">/);
  assert.match(body, /id="saisie-antivirus-postes"[^>]*aria-invalid="true"/);
  assert.match(text, /Prix non calculé/);
  const half = await page(gironde, '/33063?offres=antivirus&antivirus.solution=edr&antivirus.postes=1,5');
  assert.match(half.text, /ne se divise pas/);
  const missing = await page(gironde, '/33063?offres=antivirus&antivirus.solution=edr');
  assert.match(missing.body, /<a href="#saisie-antivirus-postes">Il manque/);
});

test('leads a commune to the adhesion of its EPCI', async () => {
  const { body } = await page(gironde, '/33165');
  assert.match(body, new RegExp(`/o/${gironde.body.slug}/simulateur/243301355">Simuler l’adhésion`));
});

test('offers a commune the packages of its stratum, and each commune of an EPCI its own', async () => {
  const commune = await page(cdg, '/47001');
  assert.match(commune.text, /Que voulez-vous chiffrer/);
  assert.match(commune.text, /FORFAIT METIERS 7 574 € par an Agen compte 32 988 habitants/);
  const chosen = await page(cdg, '/200068930?offres=forfait-technologie');
  assert.match(chosen.text, /32 861 € par an, taxe à préciser/);
  assert.match(chosen.text, /et 19 autres, chacune selon sa strate/);
});

test('writes only what differs from what is known of the body', async () => {
  const plainForm = await page(cdg, `/47079${form([['offre', 'forfait-metiers']])}`);
  assert.equal(decodeURIComponent(String(plainForm.location)), `/o/${cdg.body.slug}/simulateur/47079?offres=forfait-metiers#resultat`);
  const apart = await page(
    cdg,
    `/47079${form([
      ['offre', 'forfait-metiers'],
      ['affiliee', 'non'],
    ])}`,
  );
  assert.match(String(apart.location), /affiliee=non/);
  assert.match((await page(cdg, '/47079?offres=forfait-metiers&affiliee=non')).text, /7 574 € par an/);
});

test('says that a volume above the grid is sur devis', async () => {
  assert.match((await page(gironde, '/243301355?volume=6To&offres=adhesion-mutualisee')).text, /Le prix Sur devis Sur devis Une partie/);
});

test('refuses with a page a body that nobody knows, and an operator that sells nothing', async () => {
  const unknown = await page(gironde, '/999999999');
  assert.equal(unknown.status, 404);
  assert.match(unknown.text, /Aucune collectivité du registre ne porte le numéro « 999999999 »/);
  const [commune] = (await asOwner(it, (client) => client.query(`select slug from organisations.body where insee = '33165'`))).rows;
  assert.equal((await get(`/o/${commune.slug}/simulateur`)).statusCode, 404);
});

test('weighs less than 60 kB with its styles, without script', async () => {
  const { body } = await page(gironde, '/200070092');
  assert.doesNotMatch(body, /<script/);
  const { gzipSync } = await import('node:zlib');
  const style = await get(stylePath);
  assert.equal(style.statusCode, 200);
  // The house's own sheet and its font, which browsers keep, weigh 39 kB.
  assert.ok(gzipSync(body).length + gzipSync(style.body).length < 21_000, `${gzipSync(body).length} + ${gzipSync(style.body).length}`);
});

test('asks the database nothing', async () => {
  await page(gironde, '/243301355');
  assert.deepEqual(await it.queriesOf(() => page(gironde, '/243301355')), []);
});

test('shows whatever is typed as text', async () => {
  const { body } = await page(
    gironde,
    `/243301355?offres=adhesion-mutualisee&autre=${encodeURIComponent('sirp~12~~<img src=x onerror=alert(1)>')}&volume=1To`,
  );
  assert.doesNotMatch(body, /<img/);
  assert.match(body, /&lt;img/);
});
