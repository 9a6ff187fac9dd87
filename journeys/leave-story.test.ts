// SPDX-License-Identifier: EUPL-1.2
/**
 * A year of leave in a small commune, from nothing to its closing report, each test going on where the one before stopped. The secretary sets
 * up, an agent asks on a telephone, the manager answers where the mail leads, and everybody acts on the screens that they have.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { needs } from '#platform/testing/peer.ts';
import leave from '#rooms/leave/room.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import { asOwner, lastMailTo, makeBody, makePerson, sessionOf, signedIn, type TestBody, type TestPerson } from '#rooms/people/testing.ts';
import { tryScreens, type Screens } from '#ui/testing/try-screens.ts';
import { faults, overflows } from '#ui/testing/try-shell.ts';

const january = '2027-01-11T09:00:00Z';

describe('a year of leave in a small commune', { timeout: 600_000, ...needs('chromium', 'chromium') }, () => {
  let screens: Screens;
  let it: TestHouse;
  let body: TestBody;
  let secretary: TestPerson;
  let manager: TestPerson;
  let agent: TestPerson;

  before(async () => {
    screens = await tryScreens((settings) => openTestHouse([organisations, people, leave], { settings }));
    ({ it } = screens);
    body = await makeBody(it);
    secretary = await makePerson(it, [{ in: body, roles: ['secretary'] }]);
    manager = await makePerson(it, [{ in: body, roles: ['agent'] }]);
    agent = await makePerson(it, [{ in: body, roles: ['agent'] }]);
    for (const person of [manager, agent]) {
      await asOwner(it, (client) => client.query('update people.mandate set email = $2 where person_id = $1', [person.id, person.email]));
      const as = await signedIn(screens.app, person);
      const answer = await as({ method: 'PUT', url: '/api/me/notices/mail', payload: { byMail: 'at-once' } });
      assert.equal(answer.statusCode, 200, answer.body);
    }
  });
  after(() => screens?.close());
  // Each test goes on where the one before stopped: after a failure there is nothing to go on from.
  let isBroken = false;
  const then = (says: string, act: () => Promise<void>): void =>
    void test(says, async (context) => {
      if (isBroken) return context.skip('the story stopped before');
      isBroken = true;
      await act();
      isBroken = false;
    });

  const at = (path = '') => `/o/${body.slug}/conges${path}`;
  /** One page for each person, signed in for the whole story: the secretary’s on a desk, the others’ on a telephone. */
  const pages = new Map<TestPerson, Page>();
  const openAs = async (person: TestPerson, path: string): Promise<Page> => {
    const page =
      pages.get(person) ?? (await screens.visit('/', { cookie: await sessionOf(screens.app, person), width: person === secretary ? 1440 : 390 }));
    pages.set(person, page);
    page.setDefaultTimeout(60_000);
    // The screens begin from the day of the house.
    await page.clock.setFixedTime(it.clock.now().toString());
    await page.goto(screens.url + path);
    return page;
  };

  then('the secretary starts from the template made for the commune', async () => {
    const page = await openAs(secretary, at());
    await page.getByRole('link', { name: 'Gérer les congés' }).click();
    await page.getByRole('link', { name: 'Mettre en place les congés' }).click();
    await page.getByRole('link', { name: 'Partez d’un modèle fait pour votre type de collectivité' }).click();
    await page.getByRole('button', { name: 'Choisir ce modèle : Commune de moins de dix agents' }).click();
    await page.getByRole('heading', { level: 1, name: 'Importer les agents et leurs soldes' }).waitFor();
  });

  then('the secretary imports agents and balances from a spreadsheet, and names who answers', async () => {
    const page = await openAs(secretary, at('/import'));
    await page.locator('input[type=file]').setInputFiles({ name: 'agents.csv', mimeType: 'text/csv', buffer: Buffer.from(file()) });
    await page
      .getByRole('region', { name: '3 lignes à importer' })
      .getByRole('row', { name: /Iris Chardon/ })
      .waitFor();
    await page.getByRole('button', { name: 'Importer 3 lignes' }).click();
    await page.getByRole('heading', { level: 1, name: /agents/i }).waitFor();
    await page.getByRole('row', { name: /Iris Chardon/ }).waitFor();

    await page.goto(screens.url + at('/services'));
    await page.getByRole('button', { name: 'Modifier Mairie' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Ajouter un responsable' }).click();
    await dialog.getByRole('combobox', { name: 'Agent' }).click();
    await page.getByRole('option', { name: 'Inès Sureau' }).click();
    await dialog.getByRole('button', { name: 'Enregistrer le service' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page
      .getByRole('row', { name: /^Mairie/ })
      .getByText('Inès Sureau')
      .waitFor();
  });

  then('an agent asks for a day in two taps on a telephone', async () => {
    const page = await openAs(agent, at());
    await counterOf(page, 'Congés annuels 2026').getByText('12,5 jours', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Demander une absence' }).first().click();
    await page.getByText('Il resterait', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Envoyer la demande' }).click();
    await page.getByText('En attente', { exact: true }).first().waitFor();
    await page.getByText('Iris Chardon, le 23 novembre 2026').waitFor();
  });

  then('the mail leads the manager to the page where one tap grants it', async () => {
    await it.settle();
    const mail = await lastMailTo(it, manager.email);
    assert.match(mail, /Iris Chardon demande : congé annuel le 23 novembre 2026\./);
    const [, path = ''] = /http:\/\/localhost:\d+(\/o\/\S+\/conges\/demandes\/[\w-]+)/.exec(mail) ?? assert.fail(mail);
    const page = await openAs(manager, path);
    await page.getByRole('button', { name: 'Accorder l’absence de Iris Chardon' }).waitFor();
    assert.deepEqual(await faults(page), []);
    assert.equal(await overflows(page), false);
    await page.getByRole('button', { name: 'Accorder l’absence de Iris Chardon' }).click();
    await page.getByText('Accordée', { exact: true }).first().waitFor();
  });

  then('the agent’s counter and the planning of all say it', async () => {
    await it.settle();
    assert.match(await lastMailTo(it, agent.email), /Congé annuel le 23 novembre 2026 : c’est accordé\./);
    const own = await openAs(agent, at());
    await counterOf(own, 'Congés annuels 2026').getByText('11,5 jours', { exact: true }).waitFor();
    const page = await openAs(secretary, at('/planning?mois=2026-11'));
    const line = page.getByRole('row', { name: /^Iris Chardon/ });
    await line.getByRole('link', { name: 'Congé annuel', exact: true }).waitFor();
  });

  then('in January the secretary closes the year, and its report stays', async () => {
    it.clock.set(january);
    pages.clear(); // sessions have ended since
    const page = await openAs(secretary, at('/cloture?an=2026'));
    await page
      .getByRole('row', { name: /Iris Chardon/ })
      .getByText('11,5 jours', { exact: true })
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Clore l’année 2026' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Clore l’année 2026' }).click();
    const report = page.getByRole('table', { name: 'Rapport de clôture de 2026' });
    await report
      .getByRole('row', { name: /Iris Chardon/ })
      .getByText('11,5 jours', { exact: true })
      .first()
      .waitFor();
    await page.reload();
    await report.getByRole('row', { name: /Basile Aubier/ }).waitFor();
    await page.getByText(/^Close le 11\/01\/2027/).waitFor();
  });

  /** Two agents who have an account, and one who has none. */
  function file(): string {
    return [
      'Matricule;Nom;Prénom;Adresse électronique;Service;Statut;Catégorie;Arrivée;Heures par semaine;Congés annuels',
      `A1;Sureau;Inès;${manager.email};Mairie;titulaire;B;01/02/2015;35;20`,
      `A2;Chardon;Iris;${agent.email};Mairie;titulaire;C;01/09/2019;35;12,5`,
      'A3;Aubier;Basile;;Services techniques;contractuel;C;01/09/2020;35;8',
    ].join('\n');
  }
});

function counterOf(page: Page, label: string): Locator {
  return page.getByRole('region', { name: 'Compteurs' }).getByRole('listitem').filter({ hasText: label });
}
