// SPDX-License-Identifier: EUPL-1.2
/** In a browser: the pages without script, and the screen where the operator writes them. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { buildServer } from '#platform/http/server.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { needs } from '#platform/testing/peer.ts';
import { testStart } from '#platform/testing/test-clock.ts';
import people from '#rooms/people/room.ts';
import { makePerson, type TestPerson } from '#rooms/people/testing.ts';
import { freePort } from '#ui/testing/free-port.ts';
import { builtScreens } from '#ui/testing/built-screens.ts';
import { openBrowser } from '#ui/testing/browser.ts';
import { faults, overflows } from '#ui/testing/try-shell.ts';
import { demonstrateLegal } from '../../legal/demonstrate-legal.ts';
import { openOperator } from '../../operators/open-operator.ts';
import room from '../../room.ts';

const chromium = needs('chromium', 'chromium');
const pages = ['accessibilite', 'mentions-legales', 'donnees-personnelles'];

let it: TestHouse;
let app: FastifyInstance;
let browser: Browser;
let url: string;
let alix: TestPerson;

before(async () => {
  if (chromium.skip) return;
  const port = await freePort();
  url = `http://localhost:${port}`;
  it = await openTestHouse([room, people], { settings: { publicUrl: url } });
  const id = await openOperator(it.house, { slug: 'syndicat-essai', name: 'Syndicat d’essai', kind: 'syndicat' });
  await openOperator(it.house, { slug: 'cdg-essai', name: 'Centre d’essai', kind: 'etablissement' });
  await demonstrateLegal(it.house, id, { name: 'Syndicat d’essai', legalForm: 'Syndicat mixte', directorRole: 'Présidence du syndicat' });
  alix = await makePerson(it, [{ in: { id, slug: 'syndicat-essai', name: 'Syndicat d’essai' }, roles: ['administrator'] }]);
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

test(
  'the pages that the law wants are whole without script, wide, narrow, light and dark, in the operator’s colours',
  { ...chromium, timeout: 600_000 },
  async () => {
    const dressed = await signIn(await browser.newContext());
    const look = { name: 'Syndicat d’essai', colours: { accent: '#ffd400', tower: '#5b2a86' }, logo: null };
    await dressed.request.put(`${url}/api/o/syndicat-essai/appearance`, { data: look });
    for (const how of [{ width: 1440 }, { width: 390 }, { width: 1440, colorScheme: 'dark' }] as const) {
      const { width, ...scheme } = how;
      const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'fr-FR', ...scheme });
      for (const address of [...pages.map((path) => `/o/syndicat-essai/${path}`), ...pages.map((path) => `/${path}`)]) {
        const page = await context.newPage();
        await page.goto(url + address);
        assert.equal(await page.locator('script').count(), 0, 'the page brings no script: what axe sees is what a browser without it shows');
        assert.deepEqual(await faults(page), [], `${address} ${JSON.stringify(how)}`);
        assert.equal(await overflows(page), false, `${address} ${JSON.stringify(how)}`);
        if (process.env['PICTURES']) await page.screenshot({ path: join(process.env['PICTURES'], pictureName(address, how)), fullPage: true });
        await page.close();
      }
      await context.close();
    }
  },
);

test('an administrator publishes the audit’s result, told beside the field what does not agree', { ...chromium, timeout: 600_000 }, async () => {
  for (const width of [1440, 390]) {
    const context = await signIn(await browser.newContext({ viewport: { width, height: 900 }, locale: 'fr-FR', reducedMotion: 'reduce' }));
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(`${url}/o/syndicat-essai/mentions`);
    await page.getByRole('heading', { level: 1, name: 'Mentions légales' }).waitFor();
    await page.getByRole('radio', { name: /^Partiellement conforme/ }).check();
    await page.getByLabel('Jour de l’audit').fill('12/10/2026');
    await page.getByRole('textbox', { name: 'Critères respectés' }).fill('42');
    await page.getByLabel('Auteur de l’audit').fill(`Cabinet d’essai ${width}`);
    await page.getByRole('button', { name: 'Enregistrer et publier' }).click();
    await page.getByText('Avec ce taux, le service est non conforme').first().waitFor();
    assert.deepEqual(await faults(page), []);
    assert.equal(await overflows(page), false);
    if (process.env['PICTURES']) await page.screenshot({ path: join(process.env['PICTURES'], `screen-refused-${width}.png`), fullPage: true });
    await page.getByRole('textbox', { name: 'Critères respectés' }).fill('71,43');
    await page.getByRole('button', { name: 'Enregistrer et publier' }).click();
    await page.getByText(`Auteur de l’audit : Cabinet d’essai ${width}`).waitFor();
    assert.deepEqual(await faults(page), []);
    assert.equal(await overflows(page), false);
    if (process.env['PICTURES']) await page.screenshot({ path: join(process.env['PICTURES'], `screen-${width}.png`), fullPage: true });
    await page.getByRole('contentinfo').getByRole('link', { name: 'Accessibilité : partiellement conforme' }).click();
    await page.getByText(`par Cabinet d’essai ${width} a constaté que 71,43 %`).waitFor();
    await context.close();
  }
});

async function signIn<Context extends Awaited<ReturnType<Browser['newContext']>>>(context: Context): Promise<Context> {
  await context.request.post(`${url}/api/session`, { data: { email: alix.email, password: alix.password } });
  return context;
}

function pictureName(address: string, how: object): string {
  return `${address.slice(1).replaceAll('/', '-')}-${Object.values(how).join('-')}.png`;
}
