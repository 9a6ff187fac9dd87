// SPDX-License-Identifier: EUPL-1.2
/** The screens of the directory, of movements, of support and of linked accounts, in a real browser. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { Page } from 'playwright-core';
import { buildServer } from '#platform/http/server.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { uuidV7 } from '#platform/uuid.ts';
import { builtScreens } from '#ui/testing/built-screens.ts';
import { look } from '#ui/testing/try-screens.ts';
import { faults, overflows, tryHouse, type Trial, type Visit } from '#ui/testing/try-shell.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '../room.ts';
import { asOwner, makeBody, makePerson, signedIn, type Caller, type TestBody, type TestPerson } from '../testing.ts';

let it: TestHouse;
let app: FastifyInstance;
let trial: Trial;
let commune: TestBody;
let operator: TestBody;
let administrator: TestPerson;
let technician: TestPerson;
let call: Caller;
let entryId: string;
let movementId: string;

before(async () => {
  const screens = await builtScreens();
  it = await openTestHouse([organisations, people]);
  app = await buildServer(it.house, { screens });
  trial = await tryHouse(await app.listen({ port: 0, host: '127.0.0.1' }));
  [commune, operator] = [await makeBody(it, { name: 'Salles-les-Tours' }), await makeBody(it, { name: 'Syndicat numérique' })];
  await asOwner(it, async (client) => {
    await client.query(`insert into organisations.operator values ($1, '2020-01-01')`, [operator.id]);
    await client.query(
      `insert into organisations.territory_part (organisation_id, id, body_id, since_on, added_by, added_at) values ($1, $2, $3, '2020-01-01', 'test', now())`,
      [operator.id, uuidV7(), commune.id],
    );
  });
  administrator = await makePerson(it, [{ in: commune, roles: ['body-administrator', 'dgs', 'president', 'elected', 'agent', 'secretary'] }]);
  technician = await makePerson(it, [{ in: operator, roles: ['technician', 'administrator'] }]);
  call = await signedIn(app, administrator);
  await fill();
});
after(async () => {
  await trial.close();
  await app.close();
  await it.close();
});

const post = async (path: string, payload: object): Promise<{ id: string }> => {
  const response = await call({ method: 'POST', url: `/api/o/${commune.slug}${path}`, payload });
  assert.equal(response.statusCode, 200, `${path} ${response.body}`);
  return response.json();
};

async function fill(): Promise<void> {
  const file = [
    'Nom;Prénom;Fonction;Nature;Courriel;Téléphone;Bureau;Service;Délégations;Début;Fin',
    'Tillac;Alix;Directrice générale des services;agent;alix@exemple.fr;05 56 00 00 01;Bureau 1;Direction générale;;2020-01-01;',
    'Brune;Sacha;Comptable;agent;sacha@exemple.fr;05 56 00 00 02;Bureau 12;Direction générale > Finances;;2021-03-01;',
    'Carrelet;Noa;Agent d’accueil;agent;noa@exemple.fr;05 56 00 00 03;Accueil;Direction générale > Accueil et état civil;;2022-09-01;',
    'Estey;Charlie;2e adjoint;élu;charlie@exemple.fr;;;;Voirie et bâtiments;2020-05-25;2027-03-31',
  ].join('\n');
  const content = Buffer.from(file).toString('base64');
  const loaded = await call({
    method: 'POST',
    url: `/api/o/${commune.slug}/directory/imports`,
    payload: { fileName: 'a.csv', content, lines: [2, 3, 4, 5] },
  });
  assert.equal(loaded.statusCode, 200, loaded.body);
  const { rows } = (await call({ url: `/api/o/${commune.slug}/directory?q=brune` })).json();
  entryId = rows[0].id;
  const { units } = (await call({ url: `/api/o/${commune.slug}/directory/units` })).json();
  for (const unit of units)
    await call({
      method: 'PUT',
      url: `/api/o/${commune.slug}/directory/units/${unit.id}`,
      payload: { name: unit.name, parentId: unit.parentId, headId: unit.members[0]?.id ?? null },
    });
  movementId = (
    await post('/movements/departures', {
      mandateId: entryId,
      lastDay: '2026-12-31',
      reason: 'mutation',
      handOver: {},
      forward: null,
      steps: ['Rendre l’ordinateur', 'Rendre le badge et les clés'],
    })
  ).id;
  await post('/movements/arrivals', {
    givenName: 'Lise',
    familyName: 'Gabare',
    email: 'lise@exemple.fr',
    kind: 'agent',
    title: 'Comptable',
    roles: ['agent'],
    beginsOn: '2026-12-15',
    endsOn: null,
    unitId: null,
    groups: [],
    genericAccounts: [],
    welcomeBy: 'Alix Tillac',
    steps: ['Préparer le poste de travail'],
  });
}

// One session a person: sign-ins are slowed down after some.
const cookies = new Map<string, { name: string; value: string }>();

async function visit(address: string, person: TestPerson, how: Visit = {}): Promise<Page> {
  const cookie = cookies.get(person.id) ?? (await signIn(person));
  cookies.set(person.id, cookie);
  return trial.visit(address, { cookie, ...how });
}

async function signIn(person: TestPerson): Promise<{ name: string; value: string }> {
  const response = await app.inject({ method: 'POST', url: '/api/session', payload: { email: person.email, password: person.password } });
  const [cookie] = response.cookies;
  assert.ok(cookie);
  return { name: cookie.name, value: cookie.value };
}

/** `SHOTS=/tmp/shots` keeps a picture of each screen, to be looked at. */
async function keep(page: Page, name: string): Promise<void> {
  const folder = process.env['SHOTS'];
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

test('a card, a movement and what is asked elsewhere pass axe and fit, light and dark, wide and narrow', async () => {
  const own = `/o/${commune.slug}`;
  const screens: [name: string, address: string][] = [
    ['fiche', `${own}/annuaire/${entryId}`],
    ['ailleurs', `${own}/annuaire/ailleurs?q=brune`],
    ['mouvement', `${own}/mouvements/${movementId}`],
    ['depart', `${own}/mouvements/depart?mandat=${entryId}`],
  ];
  for (const [name, address] of screens) {
    const page = await visit(address, administrator);
    await look(page, name);
    await page.context().close();
  }
});

test('a technician sees on every screen in whose name they act, and leaves by one button', async () => {
  const page = await visit(`/o/${operator.slug}/support`, technician);
  const status = await page.evaluate(
    async ({ url, payload }) =>
      (await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(payload) })).status,
    {
      url: `/api/o/${operator.slug}/support`,
      payload: { body: commune.id, person: administrator.id, reason: 'Appel n° 42 : la messagerie ne s’ouvre plus', minutes: 60 },
    },
  );
  assert.equal(status, 200);
  await page.goto(`${trial.url}/o/${commune.slug}`);
  const banner = page.getByRole('complementary', { name: 'Assistance en cours' });
  await banner.getByText('agit au nom de').waitFor();
  await page.goto(`${trial.url}/o/${commune.slug}/annuaire`);
  await banner.getByText('Il reste 1 h 00.').waitFor();
  assert.deepEqual(await faults(page), []);
  await keep(page, 'banniere-1440');
  await page.setViewportSize({ width: 390, height: 844 });
  await keep(page, 'banniere-390');
  assert.equal(await overflows(page), false);
  await page.setViewportSize({ width: 1440, height: 900 });
  await banner.getByRole('button', { name: 'Terminer' }).click();
  await banner.waitFor({ state: 'detached' });
  const me = await page.evaluate(async () => (await fetch('/api/me')).json());
  assert.equal(me.person.id, technician.id);
  await page.context().close();
});
