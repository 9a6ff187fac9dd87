// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { Page } from 'playwright-core';
import { buildServer } from '#platform/http/server.ts';
import type { TestHouse } from '#platform/testing/house.ts';
import { needs } from '#platform/testing/peer.ts';
import { makePerson, type TestBody, type TestPerson } from '#rooms/people/testing.ts';
import { freePort } from '#ui/testing/free-port.ts';
import { builtScreens } from '#ui/testing/built-screens.ts';
import { faults, overflows, type Trial, tryHouse } from '#ui/testing/try-shell.ts';
import { chores, makeTerritory, openHomeHouse, type Territory } from '../testing.ts';

const chromium = needs('chromium', 'chromium');

let it: TestHouse;
let app: FastifyInstance;
let trial: Trial;
let url: string;
let territory: Territory;
let communes: TestBody[];

before(async () => {
  if (chromium.skip) return;
  const port = await freePort();
  url = `http://localhost:${port}`;
  it = await openHomeHouse([chores], { publicUrl: url });
  territory = await makeTerritory(it, 'syndicat-gironde', '243301355');
  communes = territory.communes.slice(0, 4);
  const screens = await builtScreens();
  app = await buildServer(it.house, { screens });
  await app.listen({ port, host: '127.0.0.1' });
  trial = await tryHouse(url);
});
after(async () => {
  await trial?.close();
  await app?.close();
  await it?.close();
});

const serving = (those: readonly TestBody[], roles: string[]): Promise<TestPerson> =>
  makePerson(it, those.map((body) => ({ in: body, roles }))); // prettier-ignore

async function visit(person: TestPerson, address: string, width = 1440): Promise<Page> {
  const signedIn = await app.inject({ method: 'POST', url: '/api/session', payload: { email: person.email, password: person.password } });
  const [cookie] = signedIn.cookies;
  assert.ok(cookie, signedIn.body);
  return trial.visit(address, { width, cookie: { name: cookie.name, value: cookie.value } });
}

test('a shared secretary sees all her communes in one list, each named, and filters it', chromium, async () => {
  const page = await visit(await serving(communes, ['secretary']), '/');
  const list = page.getByRole('status', { name: 'Liste à traiter' });
  for (const { name } of communes) await list.getByText(name, { exact: true }).first().waitFor();
  await list.getByRole('heading', { name: 'En retard' }).waitFor();
  assert.equal(await list.getByRole('link').count(), 8);
  await page.getByRole('combobox', { name: 'Filtrer par collectivité' }).selectOption({ label: communes[1]?.name ?? '' });
  await page.waitForFunction(() => document.querySelectorAll('[aria-label="Liste à traiter"] a').length === 2);
  assert.deepEqual(await faults(page), []);
  await page.getByRole('button', { name: /^Corvées/ }).press('Enter');
  await page
    .getByRole('group', { name: 'Corvées : choisir la collectivité' })
    .getByRole('link', { name: communes[0]?.name ?? '' })
    .waitFor();
  await page.context().close();
});

test('is whole on a phone too, without scrolling sideways', chromium, async () => {
  const secretary = await serving(communes, ['secretary', 'body-administrator']);
  for (const address of ['/', `/o/${communes[0]?.slug}`, `/o/${communes[0]?.slug}/services`, '/recherche?q=bonne']) {
    const page = await visit(secretary, address, 390);
    assert.deepEqual([await overflows(page), await faults(page)], [false, []], address);
    await page.context().close();
  }
});

test('an élu on a phone sees three things, in words and without a table', chromium, async () => {
  const [commune] = communes;
  assert.ok(commune);
  const page = await visit(await serving([commune], ['elected', 'president']), `/o/${commune.slug}`, 390);
  for (const name of ['Prochaine réunion', 'À signer', 'À lire']) await page.getByRole('heading', { level: 2, name }).waitFor();
  await page.getByText('Aucune réunion prévue').waitFor();
  const sign = page.getByRole('region', { name: 'À signer' }).getByRole('link');
  await sign.getByText('Arrêté').waitFor();
  const box = await sign.boundingBox();
  assert.ok(box && box.height >= 48, 'a thumb finds it');
  assert.equal(await page.locator('table').count(), 0);
  assert.equal(await page.getByRole('heading', { name: 'Vos services' }).isVisible(), false);
  assert.deepEqual([await overflows(page), await faults(page)], [false, []]);
  await page.context().close();
});

test('pins and orders favourites from the keyboard, and keeps them', chromium, async () => {
  const [commune] = communes;
  const person = await serving([commune ?? assert.fail()], ['secretary']);
  const page = await visit(person, `/o/${commune?.slug}`);
  await page.getByRole('button', { name: 'Personnaliser' }).press('Enter');
  for (const name of ['Tout public', 'Corvées']) {
    await page.getByRole('button', { name: `Mettre en favori : ${name}` }).press('Enter');
    await page.getByRole('button', { name: `Retirer des favoris : ${name}` }).waitFor();
  }
  await page.getByRole('button', { name: 'Avancer : Corvées' }).press('Enter');
  await page.getByText('Corvées : rang 1.').waitFor();
  assert.deepEqual(await faults(page), []);
  await page.reload();
  const tiles = page.getByRole('region', { name: 'Vos services' }).getByRole('listitem');
  await tiles
    .first()
    .getByText(/^Corvées/)
    .first()
    .waitFor();
  await tiles.nth(1).getByText('Tout public').waitFor();
  await page.context().close();
});

test('first steps tick themselves, and leave when they are put aside', chromium, async () => {
  const [commune] = communes;
  const page = await visit(await serving([commune ?? assert.fail()], ['agent']), `/o/${commune?.slug}`);
  const steps = page.getByRole('region', { name: 'Pour commencer' });
  await steps.getByRole('link', { name: 'Choisir vos courriels de notification' }).press('Enter');
  await page.getByRole('radio', { name: 'Chaque lundi' }).click();
  await page.getByText('Votre choix est enregistré.').waitFor();
  await page.goto(`${url}/o/${commune?.slug}`);
  await steps.getByText(/^Fait : /).first().waitFor({ state: 'attached' }); // prettier-ignore
  await steps.getByRole('button', { name: /Ne plus afficher/ }).press('Enter');
  await steps.waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('heading', { name: 'À traiter' }).waitFor();
  assert.equal(await steps.count(), 0);
  await page.context().close();
});

test('an incident appears on open pages at once, cannot be put aside, and goes when it ends', chromium, async () => {
  const [commune] = communes;
  const reader = await visit(await serving([commune ?? assert.fail()], ['agent']), `/o/${commune?.slug}`);
  await reader.getByRole('heading', { name: 'À traiter' }).waitFor();
  const page = await visit(await serving([territory.operator], ['technician']), `/o/${territory.operator.slug}/annonces`);
  await page.getByRole('link', { name: 'Nouvelle annonce' }).first().press('Enter');
  await page.getByRole('radio', { name: 'Incident' }).click();
  await page.getByRole('button', { name: 'Enregistrer le brouillon' }).press('Enter');
  await page.getByText('Le titre compte au moins 3 caractères.').first().waitFor();
  await page.getByLabel('Titre').fill('Messagerie indisponible');
  await page.getByLabel('Début').fill('2026-11-21T09:00');
  assert.deepEqual(await faults(page), []);
  await page.getByRole('button', { name: 'Enregistrer le brouillon' }).press('Enter');
  await page.getByRole('button', { name: 'Publier', exact: true }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Publier' }).press('Enter');
  await page.getByText('Annonce publiée.').waitFor();
  const banner = reader.getByRole('region', { name: /Incident.*Messagerie indisponible/ });
  await banner.waitFor();
  assert.equal(await banner.getByRole('button').count(), 0);
  assert.deepEqual(await faults(reader), []);
  await page.getByLabel('Donner des nouvelles').fill('Tout est rétabli.');
  await page.getByRole('button', { name: 'Terminer l’annonce' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Terminer' }).press('Enter');
  await banner.waitFor({ state: 'detached' });
  await reader.getByRole('region', { name: 'Annonces' }).getByText('Incident, terminé').waitFor();
  for (const one of [page, reader]) await one.context().close();
});

test('a service asked for on the home page is answered by the operator, and the answer shown', chromium, async () => {
  const [, commune] = communes;
  assert.ok(commune);
  const secretary = await serving([commune], ['secretary']);
  const page = await visit(secretary, `/o/${commune.slug}`);
  await page.getByRole('button', { name: 'Demander : VPN' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: /Demander : VPN/ });
  await dialog.getByLabel('Votre besoin').fill('Pour le télétravail.');
  assert.deepEqual(await faults(page), []);
  await dialog.getByRole('button', { name: 'Envoyer la demande' }).press('Enter');
  await page.getByText('En attente').waitFor();
  const manager = await visit(await serving([territory.operator], ['account-manager']), `/o/${territory.operator.slug}`);
  await manager.getByRole('link', { name: /Répondre à .*VPN/ }).press('Enter');
  await manager.getByRole('button', { name: `Répondre à ${commune.name} : VPN` }).press('Enter');
  const answer = manager.getByRole('dialog');
  await answer.getByRole('radio', { name: 'Je refuse' }).click();
  await answer.getByRole('button', { name: 'Envoyer la réponse' }).press('Enter');
  await answer.getByText('Dites pourquoi vous refusez').first().waitFor();
  await answer.getByLabel('Votre message').fill('Prévu en mars.');
  assert.deepEqual(await faults(manager), []);
  await answer.getByRole('button', { name: 'Envoyer la réponse' }).press('Enter');
  await manager.getByRole('cell', { name: 'Refusée' }).waitFor();
  await page.reload();
  await page.getByText('Prévu en mars.').waitFor();
  for (const one of [page, manager]) await one.context().close();
});
