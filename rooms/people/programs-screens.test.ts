// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { buildServer } from '#platform/http/server.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { builtScreens } from '#ui/testing/built-screens.ts';
import { look } from '#ui/testing/try-screens.ts';
import { faults, tryHouse, type Trial } from '#ui/testing/try-shell.ts';
import organisations from '#rooms/organisations/room.ts';
import people from './room.ts';
import { makeBody, makePerson, signedIn, type TestBody } from './testing.ts';

let it: TestHouse;
let app: FastifyInstance;
let trial: Trial;
let commune: TestBody;
let cookie: { name: string; value: string };
let webhook: string;

before(async () => {
  const screens = await builtScreens();
  // The room of LDAP offers a device where a port is set.
  it = await openTestHouse([organisations, people]);
  Object.assign(it.house.settings.ldap, { tlsPort: 636 });
  app = await buildServer(it.house, { screens });
  trial = await tryHouse(await app.listen({ port: 0, host: '127.0.0.1' }));
  commune = await makeBody(it, { name: 'Salles-les-Tours' });
  const person = await makePerson(it, [{ in: commune, roles: ['body-administrator'] }]);
  const response = await app.inject({ method: 'POST', url: '/api/session', payload: { email: person.email, password: person.password } });
  const [found] = response.cookies;
  assert.ok(found);
  cookie = { name: found.name, value: found.value };
  const caller = await signedIn(app, person);
  const at = (path: string): string => `/api/o/${commune.slug}/people/${path}`;
  await caller({ method: 'POST', url: '/api/me/app-passwords', payload: { label: 'Serveur de fichiers', kinds: ['people.ldap'] } });
  await caller({ method: 'POST', url: at('api-tokens'), payload: { label: 'Logiciel de paie', permissions: ['people.read'] } });
  const added = await caller({
    method: 'POST',
    url: at('webhooks'),
    payload: { label: 'Parapheur', url: 'http://127.0.0.1:9/recevoir', events: ['people.group-changed', 'people.mandate-ended'] },
  });
  webhook = added.json<{ id: string }>().id;
  await caller({ method: 'POST', url: at(`webhooks/${webhook}/trial`), payload: {} });
  await it.settle();
});
after(async () => {
  await trial.close();
  await app.close();
  await it.close();
});

test('tokens and a webhook pass axe and fit, light and dark, wide and narrow', async () => {
  for (const address of [`/o/${commune.slug}/jetons`, `/o/${commune.slug}/webhooks/${webhook}`]) {
    const page = await trial.visit(address, { cookie });
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    await look(page, address.split('/').slice(-2).join('-'));
    await page.context().close();
  }
});

test('a device is connected, its secret is shown once, and it is disconnected', async () => {
  const page = await trial.visit('/compte/appareils', { cookie });
  await page.getByLabel('Nom de l’appareil').fill('Téléphone');
  await page.getByRole('button', { name: 'Créer le mot de passe d’application' }).click();
  await page.getByText(/^([a-z2-9]{4}-){6}[a-z2-9]{4}$/).waitFor();
  await page.getByRole('button', { name: 'Lire avec le téléphone (code QR)' }).click();
  await page.getByRole('img', { name: 'Code QR' }).waitFor();
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/made.png`, fullPage: true });
  assert.deepEqual(await faults(page), []);
  await page.getByRole('button', { name: 'Déconnecter Téléphone' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Déconnecter' }).click();
  await page.getByRole('button', { name: 'Déconnecter Téléphone' }).waitFor({ state: 'detached' });
  await page.context().close();
});
