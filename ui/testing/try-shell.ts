// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { testStart } from '#platform/testing/test-clock.ts';
import { buildUi } from '../build.ts';
import { openBrowser } from './browser.ts';
import { openFixtureServer } from './fixture-server.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export type Visit = {
  width?: number;
  scheme?: 'light' | 'dark';
  /** Session of the fixture server. */
  who?: 'all' | 'one' | null;
  /** Session of a real house. */
  cookie?: { name: string; value: string };
  zoomedText?: boolean;
};

export type Trial = {
  url: string;
  visit: (address: string, how?: Visit) => Promise<Page>;
  close: () => Promise<void>;
};

/** The built shell with the fixture rooms, behind the strict policy, in a real browser. Close it when done. */
export async function tryShell(): Promise<Trial> {
  const folder = join(import.meta.dirname, '../../.test/ui');
  await buildUi({ outDir: folder, roomList: join(import.meta.dirname, 'fixture-rooms.ts') });
  const server = await openFixtureServer(folder);
  const browser = await openBrowser();
  return {
    url: server.url,
    visit: (address, how = {}) => visit(browser, server.url, address, how),
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

/** The screens that a real house serves at this address, in a real browser. Close it when done; the house is its caller's. */
export async function tryHouse(url: string): Promise<Trial> {
  const browser = await openBrowser({ standingAt: testStart });
  return { url, visit: (address, how = {}) => visit(browser, url, address, { who: null, ...how }), close: () => browser.close() };
}

async function visit(
  browser: Browser,
  url: string,
  address: string,
  { width = 1440, scheme = 'light', who = 'all', cookie, zoomedText = false }: Visit,
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 900 },
    colorScheme: scheme,
    locale: 'fr-FR',
    reducedMotion: 'reduce',
    bypassCSP: false,
  });
  if (who) await context.addCookies([{ name: 'who', value: who, url }]);
  if (cookie) await context.addCookies([{ ...cookie, url }]);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) violations.push(message.text());
  });
  page.on('pageerror', (error) => violations.push(error.message));
  page.on('close', () => assert.deepEqual(violations, []));
  if (zoomedText)
    await page.addInitScript(() => document.addEventListener('DOMContentLoaded', () => (document.documentElement.style.fontSize = '200%')));
  await page.goto(url + address);
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy=true], .mantine-Skeleton-root') === null);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return page;
}

/** The same page in another width and another light, once it is painted so: what it read already is not asked again. */
export async function dress(page: Page, { width, scheme = 'light' }: { width: number; scheme?: 'light' | 'dark' }): Promise<void> {
  await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
  await page.emulateMedia({ colorScheme: scheme });
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy=true], .mantine-Skeleton-root') === null);
  // The shell follows the scheme by an attribute, and paints at the frame after; the pages that the server writes have none.
  await page.waitForFunction((wanted) => (document.documentElement.dataset['mantineColorScheme'] ?? wanted) === wanted, scheme);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.evaluate(coloursStand);
}

/** Under reduced motion a change still lasts one frame, and one more for each level that inherits it: until then the old colour is read. */
async function coloursStand(): Promise<void> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const isChanging = () => document.getAnimations().some((animation) => animation instanceof CSSTransition);
  for (let still = 0, frames = 0; still < 4 && frames < 120; frames += 1) {
    await frame();
    still = isChanging() ? 0 : still + 1;
  }
}

/** What axe finds, as a list to compare with none. The script is evaluated by the debugger, which the content policy leaves alone. */
export async function faults(page: Page): Promise<string[]> {
  // A page whose code is still under way has no heading yet.
  await page.locator('h1').first().waitFor();
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  return page.evaluate(async () => {
    type Found = { violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[] };
    const { axe } = globalThis as unknown as { axe: { run: (options: unknown) => Promise<Found> } }; // put there by the line above
    const { violations } = await axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'], // what passes is not described: half of the time
    });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 160)} ${node.failureSummary?.slice(0, 200)}`),
    );
  });
}

/** Whether the page must be scrolled sideways. */
export function overflows(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}

/** The accessible name of what holds the focus. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
  });
}
