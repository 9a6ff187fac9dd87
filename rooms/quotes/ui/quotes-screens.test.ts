// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { buildServer } from '#platform/http/server.ts';
import type { TestHouse } from '#platform/testing/house.ts';
import { needs } from '#platform/testing/peer.ts';
import { testStart } from '#platform/testing/test-clock.ts';
import { asOwner, makePerson, type TestPerson } from '#rooms/people/testing.ts';
import { freePort } from '#ui/testing/free-port.ts';
import { builtScreens } from '#ui/testing/built-screens.ts';
import { openBrowser } from '#ui/testing/browser.ts';
import { look } from '#ui/testing/try-screens.ts';
import { makeOperator, openQuoteHouse, type TestOperator } from '../testing.ts';

const chromium = needs('chromium', 'chromium');

let it: TestHouse;
let app: FastifyInstance;
let browser: Browser;
let url: string;
let operator: TestOperator;
let quote: { id: string };
let received: { slug: string; person: TestPerson; documentId: string };

before(async () => {
  if (chromium.skip) return;
  const port = await freePort();
  url = `http://localhost:${port}`;
  it = await openQuoteHouse({ publicUrl: url });
  operator = await makeOperator(it, 'gironde-numerique');
  quote = await draftTwice();
  received = await sendAnother();
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

const at = (path = '') => `/api/o/${operator.body.slug}/quotes${path}`;
const post = async (path: string, payload: object) => {
  const response = await operator.manager({ method: 'POST', url: at(path), payload });
  assert.ok(response.statusCode < 300, response.body);
  return response.body === '' ? null : response.json();
};
const adhesion = (value: number) => ({
  edition: 'gironde-numerique-courante',
  for: { siren: '243301355' },
  volume: { value, unit: 'To' },
  items: [{ offer: 'adhesion-mutualisee' }],
});

async function draftTwice(): Promise<{ id: string }> {
  const { id } = await post('', { request: adhesion(1) });
  await post(`/${id}/versions`, { revision: 1, comment: 'Volume revu', request: adhesion(1.2) });
  return { id };
}

async function sendAnother() {
  const { id } = await post('', { request: adhesion(1) });
  const { documentId } = await post(`/${id}/sending`, { revision: 1 });
  const [body] = (await asOwner(it, (client) => client.query(`select id, slug, name from organisations.body where siren = '243301355'`))).rows;
  return { slug: body.slug, documentId, person: await makePerson(it, [{ in: body, roles: ['dgs'] }]) };
}

const cookies = new Map<string, Awaited<ReturnType<BrowserContext['cookies']>>>();

async function openAs(person: TestPerson, path: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR', bypassCSP: true, reducedMotion: 'reduce' });
  // One sign-in a person: the door asks more of whoever comes ten times from a new browser.
  const known = cookies.get(person.id);
  if (known) await context.addCookies(known);
  else {
    const answer = await context.request.post(`${url}/api/session`, { data: { email: person.email, password: person.password } });
    assert.equal(answer.status(), 200);
    cookies.set(person.id, await context.cookies());
  }
  const page = await context.newPage();
  await page.goto(`${url}${path}`, { waitUntil: 'networkidle' });
  await page.locator('h1').waitFor();
  await page.waitForFunction(() => document.querySelector('.mantine-Skeleton-root') === null);
  return page;
}

test('a quote, given and received, is accessible, wide and narrow', chromium, async () => {
  const own = `/o/${operator.body.slug}/devis`;
  const screens: readonly (readonly [TestPerson, string])[] = [
    [operator.managerPerson, `${own}/${quote.id}`],
    [operator.managerPerson, `${own}/${quote.id}/modifier`],
    [operator.managerPerson, `${own}/${quote.id}/versions`],
    [received.person, `/o/${received.slug}/devis-recus/${received.documentId}`],
  ];
  for (const [person, path] of screens) {
    const page = await openAs(person, path);
    await look(page, path.replaceAll('/', '_'));
    await page.context().close();
  }
});

test('tells who changed a quote meanwhile, keeps what was typed, and saves it as one version more', chromium, async () => {
  const page = await openAs(operator.managerPerson, `/o/${operator.body.slug}/devis/${quote.id}/modifier`);
  await page.getByLabel('Note interne').fill('Rappeler le DGS');
  await post(`/${quote.id}/versions`, { revision: 2, request: adhesion(2) });
  await page.getByRole('button', { name: 'Enregistrer la version' }).click();
  await page.getByText('Camille Essai a modifié ce devis entre-temps').waitFor();
  assert.equal(await page.getByLabel('Note interne').inputValue(), 'Rappeler le DGS');
  await page.getByRole('button', { name: 'Garder ma saisie : elle fera une version de plus' }).click();
  await page.getByText('Camille Essai a modifié ce devis entre-temps').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Enregistrer la version' }).click();
  await page.getByText('Version 4 enregistrée.').waitFor();
  const { versions, note } = (await operator.manager({ url: at(`/${quote.id}`) })).json();
  assert.deepEqual([versions.length, note], [4, 'Rappeler le DGS']);
  await page.context().close();
});

test('shows two versions side by side', chromium, async () => {
  const page = await openAs(operator.managerPerson, `/o/${operator.body.slug}/devis/${quote.id}/versions?de=1&a=2`);
  const row = page.getByRole('row', { name: /^Volume/ });
  assert.match((await row.innerText()).replaceAll(/\s+/g, ' '), /1 000 Go 1 200 Go/);
  await page.context().close();
});

test('opens to a body what it received and nothing of the drafts', chromium, async () => {
  const page = await openAs(received.person, `/o/${received.slug}/devis-recus`);
  assert.equal(await page.getByRole('row').count(), 2);
  await page.getByRole('link', { name: /^D-2026/ }).click();
  await page.getByText('Votre collectivité le paierait.').waitFor();
  assert.equal(await page.getByText('Historique').count(), 0);
  await page.context().close();
});
