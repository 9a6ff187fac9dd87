// SPDX-License-Identifier: EUPL-1.2
/**
 * The screens of leave in a browser: the set-up, the story of a request, what is printed, followed and closed. Every page is looked at wide and
 * narrow by `tools/every-room/every-screen.test.ts`: here, what it does not come to – dialogs, obstacles, other views.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { buildServer } from '#platform/http/server.ts';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { needs } from '#platform/testing/peer.ts';
import { testStart } from '#platform/testing/test-clock.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import { makeBody, makePerson, type TestPerson } from '#rooms/people/testing.ts';
import { builtScreens } from '#ui/testing/built-screens.ts';
import { openBrowser } from '#ui/testing/browser.ts';
import { faults, overflows } from '#ui/testing/try-shell.ts';
import room from '../room.ts';
import { settleAgents } from '../counters/settle-year.ts';
import { fourDays, openLeave, type TestAgent, type TestLeave } from '../testing.ts';

const chromium = needs('chromium', 'chromium');

let it: TestHouse;
let app: FastifyInstance;
let browser: Browser;
let url: string;
let leave: TestLeave;
let teamId: string;
let secretary: TestAgent;
let agent: TestAgent;
let colleague: TestAgent;

before(async () => {
  if (chromium.skip) return;
  it = await openTestHouse([organisations, people, room]);
  leave = await openLeave(it);
  teamId = await leave.team('Services techniques', 2);
  secretary = await leave.agent({ teamId, roles: ['agent', 'secretary'], familyName: 'Sureau', givenName: 'Inès' });
  await leave.manages(secretary, teamId);
  agent = await leave.agent({ teamId, familyName: 'Chardon', givenName: 'Iris', number: 'M204' });
  colleague = await leave.agent({
    teamId,
    familyName: 'Aubier',
    givenName: 'Basile',
    workingTime: { terms: fourDays, percent: 80, fullTimeMinutes: 2340 },
  });
  const screens = await builtScreens();
  app = await buildServer(it.house, { screens });
  url = await app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser({ standingAt: testStart });
});
after(async () => {
  await browser?.close();
  await app?.close();
  await it?.close();
});

/** One page for each person, who signs in once: the browser keeps what it has loaded. */
const pages = new Map<string, Page>();
const at = (path = ''): string => `/o/${leave.body.slug}/conges${path}`;

async function openAs(person: TestPerson, path: string, width = 1440): Promise<Page> {
  const page = pages.get(person.id) ?? (await signIn(person));
  await page.setViewportSize({ width, height: 900 });
  await page.goto(url + path);
  await settled(page);
  return page;
}

async function signIn(person: TestPerson): Promise<Page> {
  const context = await browser.newContext({ locale: 'fr-FR', bypassCSP: true, reducedMotion: 'reduce' });
  // The clock of the house stands at 21 November 2026: the screens begin from the same day.
  await context.clock.setFixedTime('2026-11-21T12:00:00+01:00');
  const answer = await context.request.post(`${url}/api/session`, { data: { email: person.email, password: person.password } });
  assert.equal(answer.status(), 200);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  pages.set(person.id, page);
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

test('a secretary who begins from nothing sets leave up: rules, kinds, a team, an agent, their manager', chromium, async () => {
  const body = await makeBody(it);
  const person = await makePerson(it, [{ in: body, roles: ['secretary'] }]);
  const page = await openAs(person, `/o/${body.slug}/conges`);
  await page.getByRole('link', { name: 'Gérer les congés' }).click();
  await page.getByRole('link', { name: 'Mettre en place les congés' }).click();
  await page.getByLabel('Zone de vacances scolaires').selectOption('A');
  await page.getByRole('button', { name: 'Enregistrer et continuer' }).click();

  const blood = page.getByRole('checkbox', { name: 'Don du sang' });
  await blood.uncheck();
  assert.deepEqual(await faultsOf(page, 'start-kinds'), []);
  await page.getByRole('link', { name: 'Continuer' }).click();

  await page.getByRole('button', { name: 'Ajouter « Services administratifs »' }).click();
  await page.getByText('0 agent', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Continuer' }).click();

  await page.getByRole('combobox', { name: 'Compte relié' }).click();
  await page.getByRole('option', { name: /^Camille Essai/ }).click();
  await page.getByLabel('Service', { exact: true }).selectOption({ label: 'Services administratifs' });
  await page.getByLabel('Partir d’une semaine usuelle').selectOption({ label: '39 h sur 5 jours, avec RTT' });
  await page.getByRole('textbox', { name: 'Semaine de travail, Vendredi après-midi' }).fill('3:30');
  await page.getByText('Semaine de travail : 38 h 36').waitFor();
  assert.deepEqual(await faultsOf(page, 'start-agents'), []);
  await page.getByRole('button', { name: 'Inscrire cet agent' }).click();
  await page.getByText('1 agent inscrit').waitFor();
  await page.getByRole('link', { name: 'Continuer' }).click();

  await page.getByRole('button', { name: 'Modifier Services administratifs' }).click();
  await page.getByRole('button', { name: 'Ajouter un responsable' }).click();
  await page.getByRole('button', { name: 'Enregistrer le service' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Terminer la mise en place' }).click();
  await page.getByRole('heading', { level: 1, name: 'Gestion des congés' }).waitFor();
  await page.getByText('Rien : tout est en place.').waitFor();
});

test('a counter is corrected with its reason, and the agent reads it among the movements', chromium, async () => {
  const page = await openAs(secretary.person, at(`/agents/${agent.id}`));
  await page.getByRole('button', { name: 'Corriger un compteur' }).click();
  await page.getByLabel('Nombre de jours').fill('2,5');
  await page.getByLabel('Motif').fill('Reprise du carnet papier');
  assert.deepEqual(await faultsOf(page, 'adjust'), []);
  await page.getByRole('button', { name: 'Corriger le compteur' }).click();
  await page.getByText('27,5 jours').first().waitFor();
  await page.getByRole('rowheader', { name: 'Reprise du carnet papier' }).waitFor();

  const own = await openAs(agent.person, at('/compteurs'), 390);
  await own.getByRole('rowheader', { name: 'Reprise du carnet papier' }).waitFor();
});

test('the working time changes from a day on, and the one before ends on the eve', chromium, async () => {
  const page = await openAs(secretary.person, at(`/agents/${colleague.id}`));
  await page.getByRole('button', { name: 'Changer à partir d’un jour' }).click();
  await page.getByLabel('À partir du').fill('01/12/2026');
  await page.keyboard.press('Tab');
  await page.getByLabel('Partir d’une semaine usuelle').selectOption({ label: '39 h sur 5 jours, avec RTT' });
  assert.deepEqual(await faultsOf(page, 'working-time'), []);
  await page.getByRole('button', { name: 'Changer le temps de travail' }).click();
  await page.getByText('Depuis le 1er décembre 2026').waitFor();
  await page.getByText('Du 1er janvier 2020 au 30 novembre 2026').waitFor();
});

test('hours are declared by the agent on a phone, validated by the manager, and stand on the counter', chromium, async () => {
  const page = await openAs(agent.person, at('/heures'), 390);
  await page.getByRole('button', { name: 'Déclarer des heures' }).first().click();
  await page.getByLabel('Durée').fill('2 h 30');
  await page.getByLabel('Majoration').fill('125');
  await page.getByText('Au compteur : 3 h 08.').waitFor();
  await page.getByLabel('Motif').fill('Conseil municipal');
  assert.deepEqual(await faultsOf(page, 'declare-hours'), []);
  await page.getByRole('button', { name: 'Déclarer ces heures' }).click();
  await page.getByText('En attente', { exact: true }).waitFor();

  const answering = await openAs(secretary.person, at('/a-repondre'), 390);
  await answering.getByRole('link', { name: '1 déclaration d’heures attend votre validation' }).click();
  await answering.getByRole('button', { name: 'Valider 2 h 30 de Iris Chardon' }).click();
  await answering.getByText('Tout est à jour').waitFor();
  await page.reload();
  await page.getByText('Il vous reste 3 h 08 à récupérer.').waitFor();
});

test('a request goes from two taps on a phone to its answer, and the agent reads why', chromium, async () => {
  const page = await openAs(agent.person, at(), 390);
  await page.getByRole('link', { name: 'Demander une absence' }).first().click();
  await page.getByText('Il resterait', { exact: true }).waitFor();
  assert.deepEqual(await faultsOf(page, 'ask'), []);
  await page.getByRole('button', { name: 'Envoyer la demande' }).click();
  await page.getByText('En attente', { exact: true }).waitFor();
  await page.getByRole('heading', { level: 1, name: 'Congé annuel' }).waitFor();

  const answering = await openAs(secretary.person, at('/a-repondre'), 390);
  await answering.getByRole('button', { name: /^Refuser l’absence d/ }).click();
  await answering.getByText('Dites pourquoi en quelques mots.').waitFor();
  await answering.getByLabel('Votre message').fill('Conseil municipal ce jour-là');
  await answering.getByRole('button', { name: /^Refuser l’absence d/ }).click();
  await answering.getByText('Tout est à jour').waitFor();

  await page.reload();
  await page.getByText('« Conseil municipal ce jour-là »').waitFor();
  await page.getByText('Refusée', { exact: true }).first().waitFor();
});

test('says beside the day what stands in the way, before it is sent', chromium, async () => {
  const page = await openAs(colleague.person, `${at('/demande')}?du=2026-11-27`);
  // Friday is not worked.
  await page.getByText('Aucune demi-journée travaillée dans cette période : il n’y a rien à poser.').first().waitFor();
  assert.equal(await page.getByLabel('Quel jour ?').getAttribute('aria-invalid'), 'true');
  assert.deepEqual(await faultsOf(page, 'ask-obstacle'), []);
});

test('a medical proof is joined by the agent and read by human resources, not by a manager who is not', chromium, async () => {
  const boss = await leave.agent({ familyName: 'Fusain', givenName: 'Ludivine' });
  await leave.manages(boss, teamId);
  const id = await ask(secretary, 'maladie', '2026-11-23', '2026-11-24', { agentId: agent.id });
  const page = await openAs(agent.person, at(`/demandes/${id}`), 390);
  await page.locator('input[type=file]').setInputFiles({ name: 'arrêt.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 essai') });
  await page.getByRole('button', { name: 'Envoyer ce justificatif' }).click();
  await page.getByRole('link', { name: 'arrêt.pdf' }).waitFor();

  const reading = await openAs(secretary.person, at(`/demandes/${id}`));
  await reading.getByRole('link', { name: 'arrêt.pdf' }).waitFor();
  const managing = await openAs(boss.person, at(`/demandes/${id}`));
  await managing.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await managing.getByRole('link', { name: 'arrêt.pdf' }).count(), 0);
});

test('what is printed for the wall says that somebody is away, not that they are ill', chromium, async () => {
  const page = await openAs(secretary.person, `${at('/planning')}?mois=2026-11`);
  const line = page.getByRole('row', { name: /^Iris Chardon/ });
  assert.equal(await line.getByText('CMO', { exact: true }).first().isVisible(), true);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await line.getByText('CMO', { exact: true }).first().isVisible(), false);
  assert.equal(await line.getByText('ABS', { exact: true }).first().isVisible(), true);
  const legend = page.getByRole('region', { name: 'Légende' }).locator('li');
  assert.equal(await legend.filter({ hasText: 'Congé de maladie ordinaire' }).isVisible(), false);
  await page.emulateMedia({ media: null });
});

test('on a phone the planning begins with the days that come, and gives the whole month', chromium, async () => {
  const page = await openAs(secretary.person, at('/planning'), 390);
  const heads = page.getByRole('columnheader');
  // The clock stands at a Saturday: its week is over. Two weeks at least are shown, beyond the end of the month.
  await heads.filter({ hasText: 'samedi 21 novembre 2026, aujourd’hui' }).waitFor();
  assert.equal(await heads.filter({ hasText: 'vendredi 20 novembre 2026' }).count(), 0);
  assert.equal(await heads.filter({ hasText: 'vendredi 4 décembre 2026' }).count(), 1);
  assert.deepEqual(await faultsOf(page, 'planning-phone'), []);
  await page.getByRole('button', { name: 'Voir depuis le 1er' }).click();
  await heads.filter({ hasText: '1er novembre 2026' }).first().waitFor();
  await page.getByRole('button', { name: 'Aujourd’hui' }).click();
  await page.getByRole('button', { name: 'Voir depuis le 1er' }).waitFor();
});

test('a calendar is followed by an address shown once, and closed', chromium, async () => {
  const page = await openAs(agent.person, at('/abonnements'), 390);
  await page.getByRole('button', { name: /^S’abonner : Mes absences/ }).click();
  const address = await page.getByLabel('Adresse de l’agenda').inputValue();
  assert.match((await (await page.request.get(`${url}${new URL(address).pathname}`)).text()).slice(0, 15), /^BEGIN:VCALENDAR/);
  await page.getByRole('button', { name: /^Fermer l’abonnement/ }).click();
  await page.getByRole('button', { name: 'Fermer l’abonnement', exact: true }).click();
  await page.getByText('Vous ne suivez aucun agenda.').waitFor();
  assert.equal((await page.request.get(`${url}${new URL(address).pathname}`)).status(), 404);
});

test('a year is closed with the days that an agent saves, and its report keeps them', chromium, async () => {
  const saver = await leave.agent({ familyName: 'Tilleul', givenName: 'Thaïs' });
  await leave.within((ctx) => settleAgents(ctx, [saver.id], 2025));
  await ask(secretary, 'conge-annuel', '2025-10-06', '2025-10-31', { agentId: saver.id });
  const account = await secretary.as({ method: 'POST', url: leave.url(`/agents/${saver.id}/savings-account`) });
  assert.equal(account.statusCode, 204, account.body);
  const page = await openAs(secretary.person, at('/cloture?an=2025'));
  await page.getByLabel(/^Jours de congés que Thaïs Tilleul épargne/).fill('3');
  assert.deepEqual(await faultsOf(page, 'closing'), []);
  await page.getByRole('button', { name: 'Clore l’année 2025' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Clore l’année 2025' }).click();
  const line = page.getByRole('table', { name: 'Rapport de clôture de 2025' }).getByRole('row', { name: /^Thaïs Tilleul/ });
  await line.getByText('3 jours', { exact: true }).waitFor();
  await page.getByText(/^Close le 21\/11\/2026/).waitFor();
});

test('the other views of the planning and of a request are whole, wide and narrow', chromium, async () => {
  await scene();
  const screens: readonly (readonly [TestAgent, string, string])[] = [
    [agent, 'ask-days', '/demande?du=2026-12-21&au=2026-12-31'],
    [secretary, 'to-answer-two', '/a-repondre'],
    [secretary, 'planning-year', '/planning?vue=annee'],
  ];
  for (const [who, name, path] of screens) {
    const page = await openAs(who.person, at(path));
    assert.deepEqual(await faultsOf(page, name), [], path);
    await page.setViewportSize({ width: 390, height: 844 });
    assert.equal(await overflows(page), false, `${path} must be scrolled sideways`);
  }
  const page = await openAs(agent.person, '/mes-conges');
  await page.getByRole('link', { name: 'Congé annuel du 21 au 24 décembre 2026' }).waitFor();
});

test('tells a screen reader who is away and when, and that too few are left', chromium, async () => {
  const page = await openAs(secretary.person, `${at('/planning')}?mois=2026-12&service=${teamId}`);
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
});

/** Absences granted, waiting, of a half-day, and an illness. */
async function scene(): Promise<void> {
  const grant = async (id: string): Promise<void> => {
    const answer = await secretary.as({
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
  await ask(secretary, 'maladie', '2026-11-23', '2026-11-25', { agentId: colleague.id });
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
