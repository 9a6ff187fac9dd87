// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { TestHouse } from '#platform/testing/house.ts';
import { needs } from '#platform/testing/peer.ts';
import { makePerson, sessionOf, type TestBody } from '#rooms/people/testing.ts';
import { makeOperator, type TestOperator } from '#rooms/quotes/testing.ts';
import { shot, tryScreens, type Screens } from '#ui/testing/try-screens.ts';
import { faults, overflows } from '#ui/testing/try-shell.ts';
import { acceptQuote, bodiesWhere, communesOf, COTEAUX, leadToSignature, openAdhesionHouse, post, sirenOf } from '../../testing.ts';

const chromium = needs('chromium', 'chromium');

let it: TestHouse;
let app: FastifyInstance;
let screens: Screens;
let gironde: TestOperator;
let epci: TestBody;
let commune: TestBody;

before(async () => {
  if (chromium.skip) return;
  screens = await tryScreens((settings) => openAdhesionHouse([], settings));
  ({ it, app } = screens);
  gironde = await makeOperator(it, 'gironde-numerique');
  epci = (await bodiesWhere(it, `siren = '${COTEAUX}'`))[0] ?? assert.fail();
  commune = (await communesOf(it, epci))[0] ?? assert.fail();
  const request = {
    edition: 'gironde-numerique-courante',
    for: { siren: COTEAUX },
    volume: { value: 1, unit: 'To' },
    items: [{ offer: 'adhesion-mutualisee' }, { offer: 'certificat-electronique', inputs: { certificats: 4 } }],
  };
  const quoteId = await acceptQuote(gironde, request);
  const started = (await post(gironde.manager, gironde.body, '/adhesions', { quoteId, startsOn: '2026-11-21', endsOn: '2029-12-31' })).json();
  await leadToSignature(gironde, started.dossierId, COTEAUX);
  const own = started.linked.find(({ body }: { body: string }) => body === commune.name);
  await leadToSignature(gironde, own.dossierId, await sirenOf(it, commune));
});
after(() => screens?.close());

test('a mayor reads in words what the commune has, who pays and what happens at the end, on a phone as on a desk', chromium, async () => {
  const cookie = await sessionOf(app, await makePerson(it, [{ in: commune, roles: ['president'] }]));
  for (const width of [1440, 390]) {
    const page = await screens.visit(`/o/${commune.slug}/mon-adhesion`, { width, cookie });
    await page.getByText(`${epci.name} paie pour vous`).waitFor();
    await page.getByText(/ne se renouvelle pas d’elle-même/).waitFor();
    await page.getByText(/^Ce qui est compris : \d+ services$/).click();
    await page.getByText('Parapheur électronique').first().waitFor();
    await shot(page, `commune-${width}`);
    assert.deepEqual([await overflows(page), await faults(page)], [false, []]);
    await page.context().close();
  }
});

test('the EPCI reads its territory, then its conventions, and one of them with its proofs and documents', chromium, async () => {
  const cookie = await sessionOf(app, await makePerson(it, [{ in: epci, roles: ['dgs'] }]));
  const page = await screens.visit(`/o/${epci.slug}/mon-adhesion`, { cookie });
  await page.getByRole('heading', { name: /^Votre territoire chez/ }).waitFor();
  await page.getByText(/^N’ont pas rejoint/).waitFor();
  await shot(page, 'epci-1440');
  assert.deepEqual(await faults(page), []);
  await page.getByRole('link', { name: 'Mes conventions' }).click();
  await page.getByRole('heading', { level: 1, name: 'Mes conventions' }).waitFor();
  await page.getByRole('link', { name: /^CC-2026-/ }).click();
  await page.getByRole('heading', { name: 'Documents à télécharger' }).waitFor();
  await page.getByText(`033-${COTEAUX}-20261121-D2026-37-DE`).waitFor();
  await shot(page, 'convention-1440');
  assert.deepEqual(await faults(page), []);
  await page.setViewportSize({ width: 390, height: 844 });
  assert.equal(await overflows(page), false);
  await page.context().close();
});
