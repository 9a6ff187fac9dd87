// SPDX-License-Identifier: EUPL-1.2
/** A real house with its screens, in a real browser: what every test of a room's screens begins with. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Page } from 'playwright-core';
import { buildServer } from '#platform/http/server.ts';
import type { TestHouse } from '#platform/testing/house.ts';
import { builtScreens } from './built-screens.ts';
import { freePort } from './free-port.ts';
import { dress, faults, overflows, tryHouse, type Trial } from './try-shell.ts';

export type Screens = Trial & { it: TestHouse; app: FastifyInstance };

/** Opens the house at an address of its own, with the built screens. Closing it closes the house too. */
export async function tryScreens(open: (settings: { publicUrl: string }) => Promise<TestHouse>): Promise<Screens> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const it = await open({ publicUrl: url });
  const app = await buildServer(it.house, { screens: await builtScreens() });
  await app.listen({ port, host: '127.0.0.1' });
  const trial = await tryHouse(url);
  const close = async (): Promise<void> => {
    await trial.close();
    await app.close();
    await it.close();
  };
  return { ...trial, it, app, close };
}

/** Keeps a picture of the page as it is, for whoever looks at the screens: `SHOTS=folder`. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['SHOTS'];
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** Axe finds nothing and nothing is cut at the side, in light on a desk and in the dark on a telephone; `SHOTS=folder` keeps the pictures. */
export async function look(page: Page, name: string): Promise<void> {
  for (const width of [1440, 390] as const) assert.deepEqual(await faultsAtWidth(page, width, name), [], `${name}, ${width} px`);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
}

/** What axe finds and what is cut, light on a desk and dark on a telephone: what the page read already is not asked again. */
export async function faultsAtWidth(page: Page, width: 1440 | 390, name: string): Promise<string[]> {
  await dress(page, { width, scheme: width === 390 ? 'dark' : 'light' });
  await shot(page, `${name}-${width}`);
  return [...(await faults(page)), ...((await overflows(page)) ? ['must be scrolled sideways'] : [])];
}
