// SPDX-License-Identifier: EUPL-1.2
/** `npm run screenshots [name…]`: takes the pictures of the README and of the user guide from the demonstration, as it stands today. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { openDemonstration } from '../journeys/open-demonstration.ts';
import { openBrowser } from '../ui/testing/browser.ts';
import { asWebp } from './screenshots/as-webp.ts';
import type { Shot } from './screenshots/shot.ts';
import { shots } from './screenshots/shots.ts';

const root = join(import.meta.dirname, '..');
const PASSWORD = 'beffroi-demonstration';

const wanted = process.argv.slice(2);
const demonstration = await openDemonstration();
const browser = await openBrowser({ forPictures: true });
try {
  const visitors = new Map<string, BrowserContext>();
  const notes = new Map<string, string>();
  for (const shot of shots) {
    // What only shows changes nothing for the pictures after it.
    if (!shot.prepare && !isWanted(shot)) continue;
    const page = await pageFor(visitors, shot);
    await page.goto(demonstration.url + (typeof shot.at === 'string' ? shot.at : shot.at(notes)));
    await settled(page);
    await shot.prepare?.(page, notes);
    await settled(page);
    const { file } = shot;
    if (file !== null && isWanted(shot)) await take(page, file);
    await page.close();
  }
} finally {
  await browser.close();
  await demonstration.close();
}

function isWanted({ file }: Shot): boolean {
  return wanted.length === 0 || (file !== null && wanted.some((name) => file.includes(name)));
}

// One context per person, width and script: whoever signed in stays so for the next picture.
async function pageFor(
  visitors: Map<string, BrowserContext>,
  { as, width = 1440, height = width < 600 ? 844 : 900, script = true }: Shot,
): Promise<Page> {
  const key = `${as} ${width} ${script}`;
  const known = visitors.get(key);
  const context =
    known ??
    (await browser.newContext({
      viewport: { width, height },
      locale: 'fr-FR',
      timezoneId: 'Europe/Paris',
      reducedMotion: 'reduce',
      javaScriptEnabled: script,
    }));
  visitors.set(key, context);
  const page = await context.newPage();
  await page.setViewportSize({ width, height });
  if (as && !known) await signIn(page, as);
  return page;
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto(`${demonstration.url}/connexion`);
  await page.getByLabel('Adresse électronique').fill(email);
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/connexion'));
}

async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('h1').first().waitFor();
  await page.locator('[aria-busy=true], .mantine-Skeleton-root').first().waitFor({ state: 'detached' });
}

async function take(page: Page, path: string): Promise<void> {
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  const picture = await asWebp(browser, png);
  const file = join(root, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, picture);
  console.log(`${path} ${Math.round(picture.length / 1000)} kB`);
}
