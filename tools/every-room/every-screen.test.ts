// SPDX-License-Identifier: EUPL-1.2
/** Every page of every room on the demonstration, light on a desk and dark on a phone: readable by all, whole, inside the content policy. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { buildServer } from '#platform/http/server.ts';
import { memberRoles, operatorRoles } from '#platform/room.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { needs } from '#platform/testing/peer.ts';
import { asOwner, makePerson, sessionOf, type TestBody, type TestPerson } from '#rooms/people/testing.ts';
import { rooms } from '#rooms.ts';
import { uiRooms } from '../../ui-rooms.ts';
import { builtScreens } from '#ui/testing/built-screens.ts';
import { openBrowser } from '#ui/testing/browser.ts';
import { faultsAtWidth } from '#ui/testing/try-screens.ts';
import { demonstrationKey, demonstrationSeed } from './demonstration-seed.ts';

const BODY = '/o/:organisation';
// What the shell says instead of a page, to someone who is signed in.
const CLOSED = /^(Accès refusé|Page introuvable|Complétez votre connexion|Connexion interrompue|L’écran n’a pas pu s’afficher|Se connecter)$/;
const chromium = needs('chromium', 'chromium');

type Width = 1440 | 390;
type Cookie = { name: string; value: string };
type Stand = { body: TestBody; person: TestPerson; cookie: Cookie; roles: readonly string[] };
type Stop = { address: string; cookie: Cookie | null; widths: readonly Width[] };

const BOTH = [1440, 390] as const;

let it: TestHouse;
let app: FastifyInstance;
let browser: Browser;
let url: string;

before(async () => {
  if (chromium.skip) return;
  it = await openTestHouse(rooms, { seed: demonstrationSeed, settings: { secretKey: demonstrationKey } });
  const screens = await builtScreens();
  app = await buildServer(it.house, { screens });
  url = await app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await app?.close();
  await it?.close();
});

test('every screen passes axe, fits its width, has a heading and keeps the content policy', chromium, async () => {
  const stops = await itinerary();
  const halves = [0, 1].map((half) => stops.filter((_, at) => at % 2 === half));
  const found = await Promise.all(halves.map(walk));
  assert.deepEqual(found.flat().sort(), []);
});

/** Every page that needs nothing but a body, in a body and with a session that open it. */
async function itinerary(): Promise<Stop[]> {
  const stands = [await standIn('gironde-numerique', operatorRoles), await standIn('cc-les-coteaux-bordelais', memberRoles)];
  const manifests = await Promise.all(uiRooms.map(({ load }) => load()));
  return manifests
    .flatMap((manifest) => [...manifest.default.pages])
    .filter(({ path }) => !path.replace(BODY, '').includes(':'))
    .flatMap(({ path, permission }): Stop[] => {
      if (permission === 'public') return [{ address: path, cookie: null, widths: BOTH }];
      const fitting = stands.filter(({ roles }) => permission === 'signed-in' || opens(permission, roles));
      assert.ok(fitting.length > 0, `no role opens ${path} (${permission})`);
      // What an operator sees of a page and what a member sees of it are often two screens: the first at a desk, the second on a phone.
      return fitting.map(({ body, cookie }, at) => ({
        address: path.replace(':organisation', body.slug),
        cookie,
        widths: fitting.length === 1 ? BOTH : BOTH.slice(at, at + 1),
      }));
    });
}

async function standIn(slug: string, roles: readonly string[]): Promise<Stand> {
  const { rows } = await asOwner(it, (client) =>
    client.query<TestBody>(`select id, slug, name from organisations.body where slug = $1 or slug like $1 || '-%' order by slug limit 1`, [slug]),
  );
  const [body] = rows;
  assert.ok(body, slug);
  const person = await makePerson(it, [{ in: body, roles }]);
  return { body, person, cookie: await sessionOf(app, person), roles };
}

function opens(permission: string, roles: readonly string[]): boolean {
  return rooms.some((room) => room.permissions?.[permission]?.roles.some((role) => roles.includes(role)));
}

/** Goes through these pages in one window, and tells the faults as « page, width: fault ». */
async function walk(stops: readonly Stop[]): Promise<string[]> {
  const context = await browser.newContext({ locale: 'fr-FR', reducedMotion: 'reduce', bypassCSP: false });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const told: string[] = [];
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) told.push(message.text());
  });
  page.on('pageerror', (error) => told.push(error.message));
  const found: string[] = [];
  for (const stop of stops) {
    told.length = 0;
    const here = await faultsAt(context, page, stop).catch((error: Error) => [`does not settle: ${error.message.split('\n')[0]}`]);
    found.push(...[...here, ...told].map((fault) => `${stop.address}, ${fault}`));
  }
  await context.close();
  return found;
}

async function faultsAt(context: BrowserContext, page: Page, { address, cookie, widths }: Stop): Promise<string[]> {
  await context.clearCookies();
  if (cookie) await context.addCookies([{ ...cookie, url }]);
  await page.setViewportSize({ width: widths[0] ?? 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(url + address);
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  const closed = cookie === null ? [] : await page.getByRole('heading', { level: 1, name: CLOSED }).allInnerTexts();
  const found = closed.map((heading) => `shows « ${heading} »`);
  // The same page, made narrow: what it read is not asked again.
  for (const width of widths) {
    const here = await faultsAtWidth(page, width, address.replaceAll('/', '_'));
    found.push(...here.map((fault) => `${width}: ${fault}`));
  }
  return found;
}
