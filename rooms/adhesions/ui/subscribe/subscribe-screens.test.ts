// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { TestHouse } from '#platform/testing/house.ts';
import { needs } from '#platform/testing/peer.ts';
import { makePerson, sessionOf, type TestBody } from '#rooms/people/testing.ts';
import type { TestOperator } from '#rooms/quotes/testing.ts';
import { shot, tryScreens, type Screens } from '#ui/testing/try-screens.ts';
import { faults, overflows } from '#ui/testing/try-shell.ts';
import { bodiesWhere, makeCdg, openAdhesionHouse, post } from '../../testing.ts';

const chromium = needs('chromium', 'chromium');

let it: TestHouse;
let app: FastifyInstance;
let screens: Screens;
let cdg: TestOperator;
let duras: TestBody;

before(async () => {
  if (chromium.skip) return;
  screens = await tryScreens((settings) => openAdhesionHouse([], settings));
  ({ it, app } = screens);
  cdg = await makeCdg(it, { sirens: ['244700449'] });
  duras = (await bodiesWhere(it, `insee = '47086'`))[0] ?? assert.fail();
  const camping = { name: 'Budget annexe camping de Duras', kind: 'budget-annexe', facts: { parent: duras.id, agents: 2 } };
  await post(cdg.head, cdg.body, '/organisations/bodies', camping);
});
after(() => screens?.close());

test('a mayor compares, chooses, reads the exact price with its proof, and confirms; the council’s dossier opens', chromium, async () => {
  const cookie = await sessionOf(app, await makePerson(it, [{ in: duras, roles: ['president'] }]));
  const page = await screens.visit(`/o/${duras.slug}/mon-adhesion/comparer`, { cookie });
  await page.getByRole('columnheader', { name: /À la carte/ }).waitFor();
  await shot(page, 'compare-1440');
  assert.deepEqual(await faults(page), []);
  await page.getByRole('link', { name: 'Choisir' }).click();
  await page.getByRole('heading', { level: 1, name: 'Souscrire un forfait' }).waitFor();
  await page.getByRole('checkbox', { name: 'FORFAIT TECHNOLOGIE', exact: true }).check();
  await page.getByRole('checkbox', { name: /FORFAIT TECHNOLOGIE pour Budget annexe camping/ }).check();
  const price = page.getByRole('region', { name: 'Prix' });
  await price
    .getByRole('status')
    .filter({ hasText: /^2\s273\s€$/ })
    .waitFor();
  await price.getByText('Ce qui le prouve').first().click();
  await price
    .getByText(/^S3, ligne 7/)
    .first()
    .waitFor();
  await shot(page, 'subscribe-1440');
  assert.deepEqual(await faults(page), []);
  await page.setViewportSize({ width: 390, height: 844 });
  assert.equal(await overflows(page), false);
  await shot(page, 'subscribe-390');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: 'Relire avant de confirmer' }).click();
  await page.getByRole('heading', { name: 'Et ensuite' }).waitFor();
  // An empty box is refused in words, beside it.
  await page.getByRole('button', { name: 'Confirmer la souscription' }).click();
  await page.getByText('Cochez la case pour confirmer.').first().waitFor();
  await page.getByLabel('Vous confirmez en qualité de').fill('Maire');
  await page.getByRole('checkbox', { name: /^Je confirme/ }).check();
  await shot(page, 'review-1440');
  assert.deepEqual(await faults(page), []);
  await page.getByRole('button', { name: 'Confirmer la souscription' }).click();
  await page.waitForURL(/\/dossiers\//);
  await page.getByRole('heading', { level: 1 }).filter({ hasText: 'FOR-2026-0001' }).waitFor();
  await page.context().close();
});

test('the operator opens the online subscription, and says which act spares a council', chromium, async () => {
  const cookie = await sessionOf(app, cdg.headPerson);
  const page = await screens.visit(`/o/${cdg.body.slug}/adhesions/souscriptions`, { cookie });
  await page.getByLabel('Avenant sans délibération jusqu’à').fill('500');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText('Dites quel acte permet de se passer du conseil').first().waitFor();
  await page.getByLabel('Ce qui le permet').fill('Délégation du conseil au maire (CGCT, art. L. 2122-22, 4°)');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText('Réglages enregistrés.').waitFor();
  await shot(page, 'settings-1440');
  assert.deepEqual(await faults(page), []);
  await page.context().close();
});
