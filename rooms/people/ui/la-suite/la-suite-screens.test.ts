// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { buildServer } from '#platform/http/server.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { uuidV7 } from '#platform/uuid.ts';
import { builtScreens } from '#ui/testing/built-screens.ts';
import { faults, overflows, tryHouse, type Trial } from '#ui/testing/try-shell.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '../../room.ts';
import { asOwner, makeBody, makePerson, type TestBody } from '../../testing.ts';

let it: TestHouse;
let app: FastifyInstance;
let trial: Trial;
let elsewhere: Server;
let operator: TestBody;
let commune: TestBody;
let url: string;
let cookie: { name: string; value: string };

before(async () => {
  const screens = await builtScreens();
  it = await openTestHouse([organisations, people]);
  app = await buildServer(it.house, { screens });
  operator = await makeBody(it, { name: 'Opérateur', kind: 'syndicat', siren: '200000008' });
  commune = await makeBody(it, { name: 'Salles-les-Tours', siren: '210000005' });
  await asOwner(it, async (client) => {
    await client.query(`insert into organisations.operator (body_id, since_on) values ($1, '2020-01-01')`, [operator.id]);
    await client.query(
      `insert into organisations.register_edition (edition, package_version, in_force_on, digest, communes, epci, imported_at)
       values (2026, '1', '2026-01-01', 'x', 1, 0, now())`,
    );
    await client.query(
      `insert into organisations.register_entry (body_id, edition, name, kind, siren, insee) values ($1, 2026, $2, 'commune', '210000005', null)`,
      [commune.id, commune.name],
    );
    await client.query(
      `insert into organisations.territory_part (organisation_id, id, body_id, since_on, added_by, added_at) values ($1, $2, $3, '2020-01-01', 'x', now())`,
      [operator.id, uuidV7(), commune.id],
    );
    await client.query(`select pg_notify('organisations.register', '')`);
  });
  url = await app.listen({ port: 0, host: '127.0.0.1' });
  const launcher = `${url}/api/v1.0/lagaufre/services/?operator=${operator.id}&siret=21000000500017`;
  while ((await fetch(launcher)).status !== 200) await setTimeout(250);
  trial = await tryHouse(url);
  const { email, password } = await makePerson(it, [{ in: operator, roles: ['administrator'] }]);
  const [found] = (await app.inject({ method: 'POST', url: '/api/session', payload: { email, password } })).cookies;
  assert.ok(found);
  cookie = { name: found.name, value: found.value };
  elsewhere = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="fr"><head><title>Mairie</title></head><body><main><h1>Site de la mairie</h1>
<script src="${url}/api/v1.0/lagaufre.js" data-operator="${operator.id}" data-siret="21000000500017" async></script></main></body></html>`);
  });
  await new Promise<void>((done) => elsewhere.listen(0, '127.0.0.1', done));
});
after(async () => {
  elsewhere?.close();
  await trial.close();
  await app.close();
  await it.close();
});

test('an application is added, opened to a commune, found there by the launcher of another site, and closed', async () => {
  const page = await trial.visit(`/o/${operator.slug}/la-suite`, { cookie });
  await page.getByText('Aucune application').waitFor();
  await page.getByRole('button', { name: 'Ajouter l’application' }).click();
  await page.getByText('Saisissez le nom de l’application.').first().waitFor();
  await page.getByLabel('Nom', { exact: false }).first().fill('Fichiers du territoire');
  await page.getByLabel('Adresse de l’application').fill('https://fichiers.exemple.fr');
  await page.getByRole('button', { name: 'Ajouter l’application' }).click();
  const shown = page.getByRole('status').filter({ hasText: 'Clé de l’application' });
  assert.match(await shown.locator('code').innerText(), /^[\w-]{43}$/);
  assert.deepEqual(await faults(page), []);
  assert.equal(await overflows(page), false);

  await page.getByRole('link', { name: 'Fichiers du territoire' }).click();
  await page.getByText('Ouverte à aucune collectivité').waitFor();
  await page.getByRole('combobox', { name: 'Collectivité du territoire' }).fill('210000005');
  await page.getByRole('option', { name: /Salles-les-Tours/ }).click();
  await page.getByRole('button', { name: 'Ouvrir', exact: true }).click();
  await page.getByRole('button', { name: 'Fermer à Salles-les-Tours' }).waitFor();
  await page.getByText('Pas encore mesurée').waitFor();
  assert.deepEqual(await faults(page), []);
  assert.equal(await overflows(page), false);
  const address = new URL(page.url()).pathname;
  const narrow = await trial.visit(address, { cookie, width: 390, scheme: 'dark' });
  await narrow.getByText('Pas encore mesurée').waitFor();
  assert.deepEqual(await faults(narrow), []);
  assert.equal(await overflows(narrow), false);

  const { port } = elsewhere.address() as AddressInfo; // listens on TCP
  await narrow.goto(`http://127.0.0.1:${port}/`);
  const button = narrow.getByRole('button', { name: 'Mes applications' });
  await button.focus();
  await narrow.keyboard.press('Enter');
  const link = narrow.getByRole('link', { name: /Fichiers du territoire/ });
  await link.waitFor();
  assert.equal(await link.getAttribute('href'), 'https://fichiers.exemple.fr');
  await narrow.keyboard.press('Tab');
  assert.equal(await link.evaluate((node) => (node.getRootNode() as ShadowRoot).activeElement === node), true); // the launcher lives in a shadow tree
  assert.deepEqual(await faults(narrow), []);
  assert.equal(await overflows(narrow), false);
  await narrow.keyboard.press('Escape');
  await link.waitFor({ state: 'hidden' });
  assert.equal(await button.getAttribute('aria-expanded'), 'false');
  await narrow.context().close();

  await page.getByRole('button', { name: 'Fermer à Salles-les-Tours' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Fermer l’accès' }).click();
  await page.getByText('Ouverte à aucune collectivité').waitFor();
  await page.context().close();
});
