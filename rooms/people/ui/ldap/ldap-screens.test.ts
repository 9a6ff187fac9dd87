// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { buildServer } from '#platform/http/server.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { builtScreens } from '#ui/testing/built-screens.ts';
import { faults, overflows, tryHouse, type Trial } from '#ui/testing/try-shell.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '../../room.ts';
import { makeBody, makePerson, type TestBody } from '../../testing.ts';

let it: TestHouse;
let app: FastifyInstance;
let trial: Trial;
let commune: TestBody;
let cookie: { name: string; value: string };

before(async () => {
  const screens = await builtScreens();
  const ldap = { host: '127.0.0.1', port: 10_389, tlsPort: null, tls: null, isTrial: false };
  it = await openTestHouse([organisations, people], { settings: { ldap } });
  app = await buildServer(it.house, { screens });
  trial = await tryHouse(await app.listen({ port: 0, host: '127.0.0.1' }));
  commune = await makeBody(it, { name: 'Salles-les-Tours' });
  const { email, password } = await makePerson(it, [{ in: commune, roles: ['body-administrator'] }]);
  const [found] = (await app.inject({ method: 'POST', url: '/api/session', payload: { email, password } })).cookies;
  assert.ok(found);
  cookie = { name: found.name, value: found.value };
});
after(async () => {
  await trial.close();
  await app.close();
  await it.close();
});

test('a reader is opened, tried and revoked; the page passes axe and fits, wide and narrow', async () => {
  const page = await trial.visit(`/o/${commune.slug}/annuaire-ldap`, { cookie });
  await page.getByText(`ou=people,o=${commune.slug},dc=beffroi`).first().waitFor();
  await page.getByLabel('À quoi il sert').fill('Serveur de fichiers');
  await page.getByLabel('Nom court').fill('nas');
  await page.getByRole('button', { name: 'Ouvrir le lecteur' }).click();
  const shown = page.getByRole('status').filter({ hasText: 'Mot de passe du lecteur' });
  const secret = await shown.locator('code').innerText();
  await page.getByLabel('Identifiant').fill(`cn=nas,ou=readers,o=${commune.slug},dc=beffroi`);
  await page.locator('input[type=password]').fill(secret);
  await page.getByRole('button', { name: 'Essayer' }).click();
  await page.getByText('L’annuaire accepte cette connexion').waitFor();
  assert.deepEqual(await faults(page), []);
  assert.equal(await overflows(page), false);
  await page.getByRole('button', { name: 'Révoquer Serveur de fichiers' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Révoquer' }).click();
  await page.getByText('Aucun lecteur').waitFor();
  await page.getByRole('button', { name: 'Essayer' }).click();
  await page.getByRole('alert').filter({ hasText: 'L’annuaire refuse cette connexion' }).waitFor();
  await page.context().close();
  const narrow = await trial.visit(`/o/${commune.slug}/annuaire-ldap`, { cookie, width: 390, scheme: 'dark' });
  assert.deepEqual(await faults(narrow), []);
  assert.equal(await overflows(narrow), false);
  await narrow.context().close();
});
