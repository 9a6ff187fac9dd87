// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { buildServer } from '#platform/http/server.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { needs } from '#platform/testing/peer.ts';
import { testStart } from '#platform/testing/test-clock.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import { makeBody, makePerson, type TestBody, type TestPerson } from '#rooms/people/testing.ts';
import { freePort } from '#ui/testing/free-port.ts';
import { builtScreens } from '#ui/testing/built-screens.ts';
import { openBrowser } from '#ui/testing/browser.ts';
import { look } from '#ui/testing/try-screens.ts';
import { readEditions } from '../price/read-editions.ts';
import catalogue from '../room.ts';
import { loadTestEditions } from '../testing.ts';

const chromium = needs('chromium', 'chromium');

let it: TestHouse;
let app: FastifyInstance;
let browser: Browser;
let url: string;
let body: TestBody;
let manager: TestPerson;
let head: TestPerson;

before(async () => {
  if (chromium.skip) return;
  const port = await freePort();
  url = `http://localhost:${port}`;
  it = await openTestHouse([organisations, people, catalogue], { settings: { publicUrl: url } });
  body = await makeBody(it, { name: 'Gironde Numérique', kind: 'syndicat' });
  manager = await makePerson(it, [{ in: body, roles: ['account-manager'] }]);
  head = await makePerson(it, [{ in: body, roles: ['administrator'] }]);
  const editions = [...readEditions().values()].filter(({ operator }) => operator.key === 'gironde-numerique');
  await loadTestEditions(it, body, editions, { proposer: manager, second: head });
  const screens = await builtScreens();
  app = await buildServer(it.house, { screens });
  await app.listen({ port, host: '127.0.0.1' });
  browser = await openBrowser({ standingAt: testStart });
});
after(async () => {
  await browser?.close();
  await app?.close();
  await it?.close();
});

async function openAs(person: TestPerson, path: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR', bypassCSP: true, reducedMotion: 'reduce' });
  await context.request.post(`${url}/api/session`, { data: { email: person.email, password: person.password } });
  const page = await context.newPage();
  await page.goto(`${url}/o/${body.slug}${path}`, { waitUntil: 'networkidle' });
  return page;
}

test('prepares, revises, simulates, votes and puts in force an edition, from the keyboard', chromium, async () => {
  const page = await openAs(manager, '/catalogue/nouveau');
  await page.getByLabel('Nom du projet').fill('Catalogue 2027');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Catalogue 2027' }).waitFor();

  const grid = page.getByRole('region', { name: 'Adhésion mutualisée : Adhésion mutualisée pour le territoire de l’EPCI' });
  await grid.getByRole('button').first().focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
  const panel = page.getByRole('dialog');
  await panel.getByText('S0, ligne 119').waitFor();
  assert.match(await panel.innerText(), /13\s988\s€[\s\S]*« 13 988 »[\s\S]*A-01/);
  await panel.getByLabel('Nouveau prix').fill('14000');
  await panel.getByLabel('Motif').fill('Arrondi demandé');
  await page.keyboard.press('Enter');
  await grid.getByRole('button', { name: /14\s000\s€/ }).waitFor();

  await page.getByRole('link', { name: 'Réviser' }).press('Enter');
  await page.getByLabel('Évolution').fill('2,5');
  await page.keyboard.press('Enter');
  await page.getByText('+2,5\u00a0% sur tous les prix, arrondi à l’euro.').waitFor();

  await page.goto(`${url}/o/${body.slug}/catalogue/catalogue-2027/vote`, { waitUntil: 'networkidle' });
  await page.getByLabel('Numéro de l’acte').fill('2026-40');
  await page.getByRole('textbox', { name: 'Jour du vote' }).fill('22/11/2026');
  await page.getByRole('button', { name: 'Enregistrer le vote' }).press('Enter');
  await page.getByRole('alert').getByText('Le vote ne peut pas être daté dans l’avenir').first().waitFor();
  await page.getByRole('textbox', { name: 'Jour du vote' }).fill('20/11/2026');
  await page.getByRole('button', { name: 'Enregistrer le vote' }).press('Enter');
  await page.getByText('délibération n° 2026-40').waitFor();
  assert.equal(await page.getByRole('link', { name: 'Mettre en vigueur' }).count(), 0);

  const second = await openAs(head, '/catalogue/catalogue-2027');
  await second.getByRole('link', { name: 'Mettre en vigueur' }).press('Enter');
  await second.getByRole('textbox', { name: 'Premier jour' }).fill('01/01/2027');
  await second.getByRole('button', { name: 'Mettre en vigueur' }).press('Enter');
  await second.getByText('En vigueur à venir').waitFor();
  await second.getByText('depuis le 1er janvier 2027').waitFor();
});

test('shows each screen without fault for axe, and without scrolling sideways, wide and narrow', chromium, async () => {
  const draft = await openAs(manager, '/catalogue/nouveau');
  await draft.getByLabel('Nom du projet').fill('Projet regardé');
  await draft.keyboard.press('Enter');
  await draft.getByRole('heading', { level: 1, name: 'Projet regardé' }).waitFor();
  const key = 'projet-regarde';
  const paths = [`/comparer?apres=${key}`, `/${key}`, `/${key}/vote`, `/${key}/simuler?scope=france`];
  const tabs = ['pourcentage', 'unite', 'paliers', 'ajouter', 'retirer', 'nom'].map((tab) => `/${key}/reviser?par=${tab}`);
  const page = await openAs(manager, '/catalogue');
  for (const path of [...paths, ...tabs]) {
    await page.goto(`${url}/o/${body.slug}/catalogue${path}`);
    await look(page, `catalogue${path.replaceAll(/[^a-z0-9-]/g, '_')}`);
  }
  await page.goto(`${url}/o/${body.slug}/tarifs`);
  await look(page, 'tarifs');
  await page.context().close();
});
