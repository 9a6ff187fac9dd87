// SPDX-License-Identifier: EUPL-1.2
/** The screens of monitoring in a browser: a machine is declared, approved, watched; an incident is taken in charge in two taps; a citizen follows by mail. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { buildServer } from '#platform/http/server.ts';
import { needs } from '#platform/testing/peer.ts';
import { lastMailTo, makePerson, type TestPerson } from '#rooms/people/testing.ts';
import { builtScreens } from '#ui/testing/built-screens.ts';
import { openBrowser } from '#ui/testing/browser.ts';
import { dress, faults, overflows } from '#ui/testing/try-shell.ts';
import type { KindAndSettings } from '../contract/checks.ts';
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
  await approve(w, '127.0.0.1');
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

const watched = (): KindAndSettings => ({ kind: 'http', settings: { url: site.url, word: '', certificateDays: 14, slowMs: 5_000 } });

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
  await addCheck(w, watched(), { name: 'Site de la commune' });
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

test('a citizen without script subscribes to the public page, confirms, is told of a failure, and leaves', chromium, async () => {
  const address = 'habitante@exemple.fr';
  const at = `/o/${w.operator.slug}/disponibilite`;
  site.status = 200;
  await addCheck(w, watched(), { name: 'Serveur interne', publicName: 'Portail des démarches' });
  await afterMinutes(w, 1);
  await w.administrator({ method: 'PUT', url: `/api/o/${w.operator.slug}/monitoring/settings`, payload: { steps: [], isOpen: true, intro: '' } });
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'fr-FR', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const protocol = await context.newCDPSession(page);
  const withScript = (is: boolean) => protocol.send('Emulation.setScriptExecutionDisabled', { value: !is });
  await withScript(false);
  const reads = async (title: string): Promise<void> => {
    await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
    // axe is a script.
    await withScript(true);
    await isSound(page);
    await withScript(false);
  };
  const press = (name: string): Promise<void> => page.getByRole('button', { name }).click();

  await page.goto(url + at);
  await page.getByRole('link', { name: 'Abonnement par courriel' }).click();
  await reads('S’abonner par courriel');
  // An old browser lets it pass: the house refuses.
  await withScript(true);
  await page.locator('form').evaluate((form: HTMLFormElement) => (form.noValidate = true));
  await withScript(false);
  await page.getByLabel('Votre adresse électronique').fill('habitante chez exemple');
  await press('S’abonner');
  await page.getByText('Saisissez une adresse électronique complète').waitFor();
  await reads('S’abonner par courriel');
  await page.getByLabel('Votre adresse électronique').fill(address);
  await press('S’abonner');
  await reads('Regardez votre messagerie');
  await w.it.settle();
  const link = new RegExp(`${at}/abonnement/[0-9a-f-]+/[0-9a-f]+`);
  const [path] = link.exec(await lastMailTo(w.it, address)) ?? [];
  assert.ok(path);
  await page.goto(url + path);
  await reads('Confirmer l’abonnement');
  await press('Confirmer l’abonnement');
  await reads('Votre abonnement');

  site.status = 500;
  await afterMinutes(w, 2);
  const notice = await lastMailTo(w.it, address);
  assert.match(notice, /Portail des démarches : en panne depuis le/);
  assert.equal(link.exec(notice)?.[0], path, 'the way out is in every message');
  await page.goto(url + path);
  await press('Arrêter l’abonnement');
  await reads('Abonnement arrêté');
  await page.goto(url + path);
  await reads('Lien périmé');
  await context.close();
});

async function isSound(page: Page): Promise<void> {
  for (const width of [1440, 390]) {
    await dress(page, { width });
    assert.deepEqual(await faults(page), [], `${page.url()} at ${width}`);
    assert.equal(await overflows(page), false, `${page.url()} at ${width}`);
  }
}
