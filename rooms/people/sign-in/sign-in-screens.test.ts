// SPDX-License-Identifier: EUPL-1.2
/** The doors in a real browser, with the authenticator that Chromium simulates. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { Page } from 'playwright-core';
import { buildServer } from '#platform/http/server.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import organisations from '#rooms/organisations/room.ts';
import { builtScreens } from '#ui/testing/built-screens.ts';
import { faults, overflows, tryHouse, type Trial } from '#ui/testing/try-shell.ts';
import people from '../room.ts';
import { lastMailTo, makeBody, makePerson, secretIn, sessionOf, signedIn, type TestBody } from '../testing.ts';

const PORT = 34_517;

let it: TestHouse;
let app: FastifyInstance;
let trial: Trial;
let commune: TestBody;

before(async () => {
  const screens = await builtScreens();
  // Passkeys are bound to the public address: the browser must be there.
  it = await openTestHouse([organisations, people], { settings: { publicUrl: `http://localhost:${PORT}` } });
  app = await buildServer(it.house, { screens });
  await app.listen({ port: PORT, host: '127.0.0.1' });
  trial = await tryHouse(`http://localhost:${PORT}`);
  commune = await makeBody(it, { name: 'Salles-les-Tours' });
});
after(async () => {
  await trial.close();
  await app.close();
  await it.close();
});

async function withAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

const look = (page: Page, name: string) =>
  process.env['SHOTS'] ? page.screenshot({ path: join(process.env['SHOTS'], `${name}.png`), fullPage: true }) : Promise.resolve(null);

async function isWell(page: Page, name: string): Promise<void> {
  await look(page, name);
  assert.deepEqual(await faults(page), [], name);
  assert.equal(await overflows(page), false, name);
}

test('a person invited is in after two gestures on a phone: the link, and a passkey', async () => {
  const admin = await signedIn(it.app, await makePerson(it, [{ in: commune, roles: ['body-administrator', 'agent'] }]));
  const email = 'jo.phone@exemple.fr';
  const mandate = {
    givenName: 'Jo',
    familyName: 'Essai',
    email,
    kind: 'agent',
    title: 'Agent',
    roles: ['agent'],
    beginsOn: '2026-01-01',
    endsOn: null,
  };
  await admin({ method: 'POST', url: `/api/o/${commune.slug}/people/mandates`, payload: mandate });
  await it.settle();
  const secret = secretIn(await lastMailTo(it, email), '/invitation');
  const page = await trial.visit('/connexion', { width: 390 });
  await withAuthenticator(page);
  await page.goto(`${trial.url}/invitation#${secret}`);
  const gesture = page.getByRole('button', { name: 'Créer une clé d’accès' });
  await gesture.waitFor();
  assert.equal(page.url().includes(secret), false, 'the secret leaves the address');
  await isWell(page, 'invitation-390');
  await gesture.click();
  await page.waitForURL(`${trial.url}/o/${commune.slug}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  // The same phone comes back without an address or a password.
  await page.context().clearCookies();
  await page.goto(`${trial.url}/connexion`);
  const isIn = page.waitForURL((url) => url.pathname !== '/connexion');
  // The door offers the passkey by itself too, and this authenticator may accept it before the button is pressed.
  const pressed = page.getByRole('button', { name: 'Avec une clé d’accès' }).click();
  await Promise.race([isIn, pressed.catch(() => isIn)]);
  await isIn;
  await page.context().close();
});

test('the doors pass axe and fit, wide and narrow', async () => {
  for (const width of [1440, 390]) {
    const page = await trial.visit('/connexion', { width });
    await isWell(page, `door-${width}`);
    await page.getByRole('button', { name: 'Mot de passe oublié' }).click();
    await page.getByRole('heading', { name: 'Choisir un nouveau mot de passe' }).waitFor();
    await isWell(page, `forgotten-${width}`);
    await page.context().close();
    for (const address of ['/lien#abcdefghijklmnopqrstuvwxyz', '/mot-de-passe#abcdefghijklmnopqrstuvwxyz']) {
      const door = await trial.visit(address, { width });
      await isWell(door, `${address.slice(1, 5)}-${width}`);
      await door.context().close();
    }
  }
});

test('a passkey added in the account shows its recovery codes once', async () => {
  const person = await makePerson(it, [{ in: commune, roles: ['agent'] }]);
  const page = await trial.visit('/compte', { width: 390, cookie: await sessionOf(app, person) });
  await withAuthenticator(page);
  await page.getByRole('button', { name: 'Ajouter une clé d’accès' }).click();
  await page.getByText('Gardez ces codes de secours').waitFor();
  await isWell(page, 'codes-390');
  await page.getByRole('button', { name: 'Je les ai gardés' }).click();
  await page.getByRole('button', { name: 'Ajouter une application' }).click();
  await page.getByRole('img', { name: 'Code QR de la clé' }).waitFor();
  await isWell(page, 'totp-390');
  await page.context().close();
});
