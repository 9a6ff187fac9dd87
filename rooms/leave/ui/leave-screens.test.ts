// SPDX-License-Identifier: EUPL-1.2
/** The screens of leave in a browser: the whole story of a request, and every page wide and narrow. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { buildServer } from '#platform/http/server.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { needs } from '#platform/testing/peer.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import type { TestPerson } from '#rooms/people/testing.ts';
import { builtScreens } from '#ui/testing/built-screens.ts';
import { openBrowser } from '#ui/testing/browser.ts';
import { faults, overflows } from '#ui/testing/try-shell.ts';
import room from '../room.ts';
import { fourDays, openLeave, type TestAgent, type TestLeave } from '../testing.ts';

const chromium = needs('chromium', 'chromium');

let it: TestHouse;
let app: FastifyInstance;
let browser: Browser;
let url: string;
let leave: TestLeave;
let teamId: string;
let manager: TestAgent;
let agent: TestAgent;
let colleague: TestAgent;

before(async () => {
  if (chromium.skip) return;
  it = await openTestHouse([organisations, people, room]);
  leave = await openLeave(it);
  teamId = await leave.team('Services techniques', 2);
  manager = await leave.agent({ teamId, roles: ['agent', 'secretary'], familyName: 'Sureau', givenName: 'Inès' });
  await leave.manages(manager, teamId);
  agent = await leave.agent({ teamId, familyName: 'Chardon', givenName: 'Iris' });
  colleague = await leave.agent({
    teamId,
    familyName: 'Aubier',
    givenName: 'Basile',
    workingTime: { terms: fourDays, percent: 80, fullTimeMinutes: 2100 },
  });
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

const cookies = new Map<string, Awaited<ReturnType<BrowserContext['cookies']>>>();
const at = (path = ''): string => `/o/${leave.body.slug}/conges${path}`;

async function openAs(person: TestPerson, path: string, width = 1440): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'fr-FR', bypassCSP: true, reducedMotion: 'reduce' });
  // The clock of the house stands at 21 November 2026: the screens begin from the same day.
  await context.clock.setFixedTime('2026-11-21T12:00:00+01:00');
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
  await settled(page);
  return page;
}

async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => document.querySelector('[aria-busy=true], .mantine-Skeleton-root') === null);
}

/** Faults of the page, and its picture where `SHOTS` names a folder. */
async function faultsOf(page: Page, name: string): Promise<string[]> {
  await settled(page);
  const shots = process.env['SHOTS'];
  if (shots) await page.screenshot({ path: join(shots, `${name}-${page.viewportSize()?.width}.png`), fullPage: true });
  return [...(await faults(page)), ...((await overflows(page)) ? ['must be scrolled sideways'] : [])];
}

test('a request goes from two taps on a phone to its answer, and the agent reads why', chromium, async () => {
  const page = await openAs(agent.person, at(), 390);
  assert.deepEqual(await faultsOf(page, 'mine-empty'), []);
  await page.getByRole('link', { name: 'Demander une absence' }).first().click();
  await page.getByText('Il resterait', { exact: true }).waitFor();
  assert.deepEqual(await faultsOf(page, 'ask'), []);
  await page.getByRole('button', { name: 'Envoyer la demande' }).click();
  await page.getByText('En attente', { exact: true }).waitFor();
  await page.getByRole('heading', { level: 1, name: 'Congé annuel' }).waitFor();
  assert.deepEqual(await faultsOf(page, 'request'), []);

  const answering = await openAs(manager.person, at('/a-repondre'), 390);
  assert.deepEqual(await faultsOf(answering, 'to-answer'), []);
  await answering.getByRole('button', { name: /^Refuser l’absence d/ }).click();
  await answering.getByText('Dites pourquoi en quelques mots.').waitFor();
  await answering.getByLabel('Votre message').fill('Conseil municipal ce jour-là');
  await answering.getByRole('button', { name: /^Refuser l’absence d/ }).click();
  await answering.getByText('Tout est à jour').waitFor();

  await page.reload();
  await page.getByText('« Conseil municipal ce jour-là »').waitFor();
  await page.getByText('Refusée', { exact: true }).first().waitFor();
  await page.context().close();
  await answering.context().close();
});

test('says beside the day what stands in the way, before it is sent', chromium, async () => {
  const page = await openAs(colleague.person, `${at('/demande')}?du=2026-11-27`);
  // Friday is not worked.
  await page.getByText('Aucune demi-journée travaillée dans cette période : il n’y a rien à poser.').first().waitFor();
  assert.equal(await page.getByLabel('Quel jour ?').getAttribute('aria-invalid'), 'true');
  assert.deepEqual(await faultsOf(page, 'ask-obstacle'), []);
  await page.context().close();
});

test('every screen is accessible and whole, wide and narrow', chromium, async () => {
  await scene();
  const screens: readonly (readonly [TestAgent, string, string])[] = [
    [agent, 'mine', ''],
    [agent, 'ask-days', '/demande?du=2026-12-21&au=2026-12-31'],
    [manager, 'to-answer-two', '/a-repondre'],
    [manager, 'planning', `/planning?mois=2026-12&service=${teamId}`],
    [agent, 'planning-november', '/planning'],
    [manager, 'planning-year', '/planning?vue=annee'],
    [agent, 'my-year', '/annee'],
  ];
  for (const [who, name, path] of screens)
    for (const width of [1440, 390]) {
      const page = await openAs(who.person, at(path), width);
      assert.deepEqual(await faultsOf(page, name), [], `${path} at ${width}`);
      await page.context().close();
    }
  for (const width of [1440, 390]) {
    const page = await openAs(agent.person, '/mes-conges', width);
    await page.getByRole('link', { name: 'Congé annuel du 21 au 24 décembre 2026' }).waitFor();
    assert.deepEqual(await faultsOf(page, 'employers'), []);
    await page.context().close();
  }
});

test('tells a screen reader who is away and when, and that too few are left', chromium, async () => {
  const page = await openAs(manager.person, `${at('/planning')}?mois=2026-12&service=${teamId}`);
  const line = page.getByRole('row', { name: /^Iris Chardon/ });
  assert.equal(await line.getByRole('link', { name: 'Congé annuel' }).count(), 4);
  assert.equal(
    await page
      .getByRole('row', { name: /^Basile Aubier/ })
      .getByRole('link', { name: 'Congé annuel, en attente' })
      .count(),
    3,
  );
  assert.match(await page.getByRole('row', { name: /^Présents/ }).innerText(), /1\s*: sous le minimum/);
  assert.equal(await page.getByRole('columnheader', { name: 'vendredi 25 décembre 2026, Noël' }).count(), 1);
  await page.emulateMedia({ media: 'print' });
  const shots = process.env['SHOTS'];
  if (shots) await page.pdf({ path: join(shots, 'planning.pdf'), preferCSSPageSize: true, printBackground: true });
  await page.context().close();
});

/** Absences granted, waiting, of a half-day, and an illness. */
async function scene(): Promise<void> {
  const grant = async (id: string): Promise<void> => {
    const answer = await manager.as({
      method: 'POST',
      url: leave.url(`/requests/${id}/answer`),
      payload: { outcome: 'approve', reason: '', version: 1 },
    });
    assert.equal(answer.statusCode, 200, answer.body);
  };
  await grant(await ask(agent, 'conge-annuel', '2026-12-21', '2026-12-24'));
  await grant(await ask(agent, 'teletravail', '2026-11-26', '2026-11-26'));
  await ask(agent, 'conge-annuel', '2026-11-27', '2026-11-27', { fromHalf: 'pm', comment: 'Rendez-vous à la banque' });
  await ask(colleague, 'conge-annuel', '2026-12-21', '2026-12-23', { replacementId: agent.id });
  await ask(manager, 'maladie', '2026-11-23', '2026-11-25', { agentId: colleague.id });
}

async function ask(who: TestAgent, kind: string, fromOn: string, untilOn: string, more: object = {}): Promise<string> {
  const answer = await who.as({
    method: 'POST',
    url: leave.url('/requests'),
    payload: { kindId: await leave.kind(kind), fromOn, untilOn, ...more },
  });
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json().id;
}
