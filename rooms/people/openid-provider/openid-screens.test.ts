// SPDX-License-Identifier: EUPL-1.2
/** The screens of the OpenID Provider, in a real browser. */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import * as openid from 'openid-client';
import type { Page } from 'playwright-core';
import { buildServer } from '#platform/http/server.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { builtScreens } from '#ui/testing/built-screens.ts';
import { look } from '#ui/testing/try-screens.ts';
import { tryHouse, type Trial, type Visit } from '#ui/testing/try-shell.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '../room.ts';
import { asOwner, makeBody, makePerson, type TestBody, type TestPerson } from '../testing.ts';
import { freePort, makeApplication } from './testing.ts';
import { discover, finish, start } from './try-client.ts';

let it: TestHouse;
let app: FastifyInstance;
let trial: Trial;
let operator: TestBody;
let commune: TestBody;
let person: TestPerson;
let elsewhere: Server;
let elsewhereUrl: string;
const here = () => ({ ...it, origin: trial.url, issuer: `${trial.url}/oidc` });

before(async () => {
  const screens = await builtScreens();
  const port = await freePort();
  it = await openTestHouse([organisations, people], { settings: { publicUrl: `http://localhost:${port}`, port } });
  it.clock.set(new Date().toISOString());
  app = await buildServer(it.house, { screens });
  await app.listen({ port, host: 'localhost' });
  trial = await tryHouse(`http://localhost:${port}`);
  [operator, commune] = [await makeBody(it, { name: 'Syndicat mixte d’Essai' }), await makeBody(it, { name: 'Salles-les-Tours' })];
  await asOwner(it, async (client) => {
    await client.query(`insert into organisations.operator (body_id, since_on) values ($1, '2020-01-01')`, [operator.id]);
    await client.query(
      `insert into organisations.territory_part (organisation_id, id, body_id, since_on, added_by, added_at)
       values ($1, gen_random_uuid(), $2, '2020-01-01', 'essai', now())`,
      [operator.id, commune.id],
    );
  });
  elsewhere = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<h1>Dedans</h1>')).listen(0, '127.0.0.1');
  await new Promise((resolve) => elsewhere.once('listening', resolve));
  const address = elsewhere.address();
  elsewhereUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/retour`;
});
after(async () => {
  elsewhere.close();
  await trial.close();
  await app.close();
  await it.close();
});

let cookie: { name: string; value: string };
// One sign-in for each test, not for each page: the door slows down who knocks too often.
beforeEach(async () => {
  person = await makePerson(it, [
    { in: operator, roles: ['administrator'] },
    { in: commune, roles: ['secretary'] },
  ]);
  const response = await app.inject({ method: 'POST', url: '/api/session', payload: { email: person.email, password: person.password } });
  const [given] = response.cookies;
  assert.ok(given);
  cookie = { name: given.name, value: given.value };
});

const visit = (address: string, how: Visit = {}): Promise<Page> => trial.visit(address, { cookie, ...how });

const demo = (options: object = {}) =>
  makeApplication(here(), operator, {
    name: 'Nuage partagé',
    isForTerritory: true,
    asksConsent: true,
    usesDevice: true,
    redirectUris: [elsewhereUrl],
    postLogoutUris: [elsewhereUrl],
    ...options,
  });

test('an application and the doors of others pass axe and fit, light and dark, wide and narrow', async () => {
  const application = await demo();
  await makeApplication(here(), operator, { name: 'Visio', roles: ['elected'] });
  const config = await discover(here(), application);
  const entered = await visit('/compte');
  await entered.goto(String((await start(config, { redirect_uri: elsewhereUrl })).url));
  await entered.getByRole('radio', { name: /Salles-les-Tours/ }).check();
  await entered.getByRole('button', { name: 'Accepter et entrer' }).click();
  await entered.getByRole('heading', { name: 'Dedans' }).waitFor();
  await entered.context().close();
  const device = await openid.initiateDeviceAuthorization(config, { scope: 'openid' });
  const registry = `/o/${operator.slug}/applications`;
  const question = async (): Promise<string> =>
    new URL(String((await start(config, { redirect_uri: elsewhereUrl, prompt: 'consent select_account' })).url)).href.slice(trial.url.length);
  const addresses = [
    `${registry}/${application.id}`,
    `${registry}/${application.id}/modifier`,
    '/compte/applications',
    await question(),
    `/appareil?user_code=${device.user_code}`,
    '/oidc/session/end',
    '/oidc/auth?client_id=x',
  ];
  for (const address of addresses) {
    const page = await visit(address);
    await look(page, address.slice(1).replaceAll(/[^a-z]+/g, '-'));
    await page.context().close();
  }
});

test('registers an application: a refusal beside its field, the secret once, then its page', async () => {
  const page = await visit(`/o/${operator.slug}/applications/nouvelle`);
  await page.getByRole('textbox', { name: 'Nom' }).fill('Agenda');
  await page.getByLabel('Adresses de retour').fill('https://agenda.exemple.fr/*');
  await page.getByRole('button', { name: 'Déclarer l’application' }).click();
  await page
    .getByText(/ni « \* », ni chemin/)
    .first()
    .waitFor();
  assert.equal(await page.getByLabel('Adresses de retour').getAttribute('aria-invalid'), 'true');
  await page.getByLabel('Adresses de retour').fill('https://agenda.exemple.fr/retour');
  await page.getByRole('button', { name: 'Déclarer l’application' }).click();
  await page.getByText('Notez ce secret').waitFor();
  await page.getByRole('link', { name: 'J’ai noté le secret' }).click();
  await page.getByRole('heading', { name: 'Agenda' }).waitFor();
  await page.getByRole('button', { name: 'Tirer un nouveau secret' }).click();
  await page.getByText('sert encore trois jours').waitFor();
  await page.context().close();
});

test('goes into an application and out of it, past the policy that holds forms', async () => {
  const application = await demo();
  const config = await discover(here(), application);
  const started = await start(config, { redirect_uri: elsewhereUrl });
  const page = await visit('/compte');
  await page.goto(started.url.href);
  await page.getByRole('radio', { name: /Salles-les-Tours/ }).check();
  await page.getByRole('button', { name: 'Accepter et entrer' }).click();
  await page.getByRole('heading', { name: 'Dedans' }).waitFor();
  const tokens = await finish(config, started, page.url());
  await page.goto(openid.buildEndSessionUrl(config, { id_token_hint: tokens.id_token ?? '', post_logout_redirect_uri: elsewhereUrl }).href);
  await page.getByRole('button', { name: 'Me déconnecter de tout' }).click();
  await page.getByRole('heading', { name: 'Dedans' }).waitFor();
  await page.goto(`${trial.url}/compte`);
  await page.waitForURL(/\/connexion/);
  await page.context().close();
});

test('signs in at the door and goes on into the application', async () => {
  const config = await discover(here(), await demo({ asksConsent: false }));
  const page = await trial.visit('/connexion');
  await page.goto((await start(config, { redirect_uri: elsewhereUrl, organisation: commune.slug })).url.href);
  await page.waitForURL(/\/connexion\?retour=/);
  await page.getByLabel('Adresse électronique').fill(person.email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.getByRole('heading', { name: 'Dedans' }).waitFor();
  await page.context().close();
});

test('connects a device, and takes back what an application was given', async () => {
  const application = await demo({ name: 'Afficheur' });
  const config = await discover(here(), application);
  const device = await openid.initiateDeviceAuthorization(config, { scope: 'openid' });
  const page = await visit('/compte');
  await page.goto(`${trial.url}/appareil`);
  await page.getByLabel('Code').fill(device.user_code);
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByRole('heading', { name: /Connecter Afficheur/ }).waitFor();
  await page.getByRole('button', { name: 'Connecter l’appareil' }).click();
  await page.getByRole('button', { name: 'Accepter et entrer' }).click();
  await page.getByRole('heading', { name: 'L’appareil est connecté' }).waitFor();
  await page.goto(`${trial.url}/compte/applications`);
  await page.getByRole('button', { name: 'Retirer l’accès de Afficheur' }).click();
  await page.getByRole('button', { name: 'Retirer l’accès', exact: true }).click();
  await page.getByRole('button', { name: 'Retirer l’accès de Afficheur' }).waitFor({ state: 'detached' });
  await page.context().close();
});
