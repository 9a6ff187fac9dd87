// SPDX-License-Identifier: EUPL-1.2
/** From a file to the register and the territory, as an account manager does it, on a desk and on a phone. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { TestHouse } from '#platform/testing/house.ts';
import { needs } from '#platform/testing/peer.ts';
import { asOwner, makePerson, sessionOf, type TestBody } from '#rooms/people/testing.ts';
import { makeOperator, type TestOperator } from '#rooms/quotes/testing.ts';
import { look, tryScreens, type Screens } from '#ui/testing/try-screens.ts';
import { bodiesWhere, COTEAUX, openAdhesionHouse } from '../../testing.ts';
import { takeOverFile, territoryLines } from '../../take-over/testing.ts';

const chromium = needs('chromium', 'chromium');

let it: TestHouse;
let app: FastifyInstance;
let screens: Screens;
let gironde: TestOperator;
let epci: TestBody;
let file: Buffer;

before(async () => {
  if (chromium.skip) return;
  screens = await tryScreens((settings) => openAdhesionHouse([], settings));
  ({ it, app } = screens);
  gironde = await makeOperator(it, 'gironde-numerique');
  epci = (await bodiesWhere(it, `siren = '${COTEAUX}'`))[0] ?? assert.fail();
  const { rows } = await asOwner(it, (client) =>
    client.query<{ insee: string }>(
      `select b.insee from organisations.membership m join organisations.body b on b.id = m.member_id where m.epci_id = $1 and m.until_on is null order by b.name`,
      [epci.id],
    ),
  );
  const lines = territoryLines(rows.map(({ insee }) => insee));
  const altered = lines.map((line, at) => {
    if (at === 0) return { ...line, amount: '18 500,00', uses: 'volume-du-territoire = 910' };
    if (at === 1) return { ...line, certificates: 'Secrétaire de mairie = 10/12/2026' };
    return at === 8 ? { ...line, begins: '01/06/2027' } : line;
  });
  file = Buffer.from(
    takeOverFile([...altered, { number: 'CT-X', kind: 'tripartite', body: '47157', payer: COTEAUX, begins: '31/02/2020' }]).content,
    'base64',
  );
});
after(() => screens?.close());

test('a file becomes conventions, found in the register, then a territory that says what presses', chromium, async () => {
  const at = `/o/${gironde.body.slug}/adhesions`;
  const cookie = await sessionOf(app, gironde.managerPerson);
  const page = await screens.visit(`${at}/reprises/nouvelle`, { cookie });
  await page.getByRole('heading', { name: 'Ce que le fichier contient' }).waitFor();
  await look(page, 'reprise-fichier');
  await page.locator('input[type=file]').setInputFiles({ name: 'conventions.csv', mimeType: 'text/csv', buffer: file });
  await page.getByRole('heading', { name: 'Conventions à reprendre' }).waitFor();
  await page.getByText(/^Colonne\s«\sDébut\s», «\s31\/02\/2020\s»\s: ce n’est pas une date/).waitFor();
  await page.getByText(/le prix imprimé l’emporte, le montant signé est gardé en preuve/).waitFor();
  await look(page, 'reprise-choix');
  await page.getByRole('button', { name: 'Reprendre 9 conventions' }).click();
  await page.getByRole('heading', { name: 'La reprise est terminée' }).waitFor();
  await page.getByRole('link', { name: 'Voir les conventions reprises' }).click();
  await page.getByRole('heading', { level: 1, name: 'Conventions' }).waitFor();
  await page.getByText('9 résultats').waitFor();
  await page.getByLabel(/^Numéro, collectivité/).fill('D2017-37');
  await page.getByText('1 résultat', { exact: true }).waitFor();
  await look(page, 'registre');
  await page.getByRole('link', { name: 'CC-2017-001' }).click();
  await page.getByRole('heading', { level: 1, name: 'Convention CC-2017-001' }).waitFor();
  await page.getByText('La ligne du document qui le prouve').click();
  await page
    .getByText(/^Document S4, ligne \d+/)
    .first()
    .waitFor();
  await look(page, 'convention');
  await page.goto(`${screens.url}${at}/reprises`);
  await page.getByRole('link', { name: 'conventions.csv' }).click();
  await page.getByRole('button', { name: 'Annuler la reprise' }).waitFor();
  await look(page, 'reprise');
  await page.goto(`${screens.url}${at}/territoires`);
  await page.getByRole('link', { name: epci.name }).waitFor();
  await look(page, 'territoires');
  await page.getByRole('link', { name: epci.name }).click();
  await page.getByRole('heading', { level: 1, name: epci.name }).waitFor();
  await page.getByRole('heading', { name: 'La case de la grille' }).waitFor();
  await look(page, 'territoire');
  await page.context().close();
});

test('the EPCI reads its territory without the operator’s list', chromium, async () => {
  const cookie = await sessionOf(app, await makePerson(it, [{ in: epci, roles: ['dgs'] }]));
  const page = await screens.visit(`/o/${epci.slug}/adhesions/territoires/${epci.id}`, { cookie });
  await page.getByRole('heading', { level: 1, name: epci.name }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Territoires adhérents' }).count(), 0);
  await page.context().close();
});
