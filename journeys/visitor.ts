// SPDX-License-Identifier: EUPL-1.2
/** Who walks through a journey, and what every page that they see must be. */
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { dress, faults, overflows } from '#ui/testing/try-shell.ts';

const PASSWORD = 'beffroi-demonstration';

/** Somebody without account; `script: false` for a browser that runs none. */
export async function visitor(browser: Browser, url: string, { script = true } = {}): Promise<Page> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    reducedMotion: 'reduce',
    javaScriptEnabled: script,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  return page;
}

/** An account of the demonstration, signed in through the page. */
export async function signedInAs(browser: Browser, url: string, email: string): Promise<Page> {
  const page = await visitor(browser, url);
  await page.goto('/connexion');
  await page.getByLabel('Adresse électronique').fill(email);
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.waitForURL((address) => address.pathname !== '/connexion');
  return page;
}

/** Holds the page to what all pages owe, on a desk and on a telephone: axe finds nothing, nothing is cut at the side. */
export async function wellMade(page: Page, what: string): Promise<void> {
  for (const width of [1440, 390]) {
    await dress(page, { width });
    assert.deepEqual(await faults(page), [], `${what}, ${width} px`);
    assert.equal(await overflows(page), false, `${what}, ${width} px`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** The same for a page that runs no script: axe needs some, so it looks at the same HTML where scripts may run. */
export async function wellMadeWithoutScript(page: Page, browser: Browser, what: string): Promise<void> {
  const twin = await visitor(browser, page.url());
  const body = await page.content();
  await twin.route(page.url(), (route) => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }));
  await twin.goto(page.url());
  await wellMade(twin, what);
  await twin.context().close();
}
