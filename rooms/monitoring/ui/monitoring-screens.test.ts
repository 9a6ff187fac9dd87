// SPDX-License-Identifier: EUPL-1.2
/** The screens of monitoring in a browser: a machine is declared, approved, watched; an incident is taken in charge in two taps. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { buildServer } from '#platform/http/server.ts';
import { needs } from '#platform/testing/peer.ts';
import { lastMailTo, makePerson, type TestPerson } from '#rooms/people/testing.ts';
import { builtScreens } from '#ui/testing/built-screens.ts';
import { openBrowser } from '#ui/testing/browser.ts';
import { faults, overflows } from '#ui/testing/try-shell.ts';
import { addCheck, afterMinutes, approve, openSite, openWatchedHouse, type TestSite, type Watched } from '../testing.ts';

const chromium = needs('chromium', 'chromium');

let w: Watched;
let site: TestSite;
let app: FastifyInstance;
let browser: Browser;
let url: string;
let secretary: TestPerson;

before(async () => {
  if (chromium.skip) return;
  w = await openWatchedHouse();
  site = await openSite();
  secretary = await makePerson(w.it, [{ in: w.commune, roles: ['secretary'] }]);
  app = await buildServer(w.it.house, { screens: await builtScreens() });
  url = await app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await app?.close();
  await site?.close();
  await w?.it.close();
});

const cookies = new Map<string, Awaited<ReturnType<BrowserContext['cookies']>>>();

async function openAs(person: TestPerson, path: string, width = 1440): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'fr-FR', bypassCSP: true, reducedMotion: 'reduce' });
  const known = cookies.get(person.id);
  if (known) await context.addCookies(known);
  else {
    const answer = await context.request.post(`${url}/api/session`, { data: { email: person.email, password: person.password } });
    assert.equal(answer.status(), 200);
    cookies.set(person.id, await context.cookies());
  }
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(url + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

test('the secretary declares a machine, the technician approves it', chromium, async () => {
  const hers = await openAs(secretary, `/o/${w.commune.slug}/surveillance/machines`, 390);
  await hers.getByLabel('Nom ou adresse').fill('localhost');
  await hers.getByLabel('Ce que c’est').fill('Site de la commune');
  await hers.getByRole('button', { name: 'Déclarer' }).click();
  await hers.getByText('En attente', { exact: true }).last().waitFor();
  assert.equal(await overflows(hers), false);
  assert.deepEqual(await faults(hers), []);
  const his = await openAs(w.technicianPerson, `/o/${w.operator.slug}/surveillance/machines`);
  await his.getByRole('button', { name: 'Répondre : localhost' }).click();
  const dialog = his.getByRole('dialog');
  await dialog.getByLabel('Le site et son certificat').uncheck();
  await dialog.getByLabel('La fin du nom de domaine').uncheck();
  await dialog.getByRole('button', { name: 'Répondre' }).click();
  await his
    .getByRole('region', { name: /tableau/ })
    .getByText('Approuvée')
    .waitFor();
});

test('a technician who is told by mail takes the incident in charge in two taps', chromium, async () => {
  await approve(w, '127.0.0.1');
  await addCheck(w, { kind: 'http', settings: { url: site.url, word: '', certificateDays: 14, slowMs: 5_000 } }, { name: 'Site de la commune' });
  await afterMinutes(w, 5);
  site.status = 500;
  await afterMinutes(w, 1);
  const mail = await lastMailTo(w.it, w.technicianPerson.email);
  assert.match(mail, /Incident à Croignon-les-Essais : Site de la commune\. Le site répond par une erreur 500\./);
  const [, path] = /http:\/\/localhost:3000(\/o\/\S+\/incidents\/\S+)/.exec(mail) ?? [];
  assert.ok(path, mail);
  // The first tap is the link of the mail.
  const page = await openAs(w.technicianPerson, path, 390);
  assert.deepEqual(await faults(page), []);
  await page.getByRole('button', { name: 'Je m’en occupe' }).click();
  await page.getByText('Pris en charge', { exact: true }).first().waitFor();
  await page.getByText('Camille Essai s’en occupe.').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Je m’en occupe' }).count(), 0);
});
