// SPDX-License-Identifier: EUPL-1.2
/** The whole way in a browser: asked, quoted in one click, accepted in the platform, open. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { TestHouse } from '#platform/testing/house.ts';
import { needs } from '#platform/testing/peer.ts';
import {
  acceptQuote,
  bodiesWhere,
  communesOf,
  COTEAUX,
  leadToSignature,
  makeServing,
  openAdhesionHouse,
  post,
  read,
  sirenOf,
} from '#rooms/adhesions/testing.ts';
import home from '#rooms/home/room.ts';
import { makePerson, sessionOf, type TestBody } from '#rooms/people/testing.ts';
import type { TestOperator } from '#rooms/quotes/testing.ts';
import { shot, tryScreens, type Screens } from '#ui/testing/try-screens.ts';
import { faults, overflows } from '#ui/testing/try-shell.ts';
import room from '../room.ts';

const chromium = needs('chromium', 'chromium');

let it: TestHouse;
let app: FastifyInstance;
let screens: Screens;
let gironde: TestOperator;
let commune: TestBody;

before(async () => {
  if (chromium.skip) return;
  screens = await tryScreens((settings) => openAdhesionHouse([home, room], settings));
  ({ it, app } = screens);
  gironde = await makeServing(
    it,
    { slug: 'gironde-numerique', name: 'Gironde Numérique', kind: 'syndicat' },
    { sirens: [COTEAUX], riderCeilingCents: 50_000, legalNote: 'Délégation du conseil au maire' },
  );
  const [epci] = await bodiesWhere(it, `siren = '${COTEAUX}'`);
  commune = (await communesOf(it, epci ?? assert.fail()))[0] ?? assert.fail();
  const items = [{ offer: 'adhesion-mutualisee' }];
  const quoteId = await acceptQuote(gironde, {
    edition: 'gironde-numerique-courante',
    for: { siren: COTEAUX },
    volume: { value: 1, unit: 'To' },
    items,
  });
  const started = (await post(gironde.manager, gironde.body, '/adhesions', { quoteId, startsOn: '2026-11-21' })).json();
  await leadToSignature(gironde, started.dossierId, COTEAUX);
  const own = started.linked.find(({ body }: { body: string }) => body === commune.name);
  await leadToSignature(gironde, own.dossierId, await sirenOf(it, commune));
  await it.settle();
});
after(() => screens?.close());

test('a secretary asks for a certificate, the operator quotes it, she accepts and reads that it is open', chromium, async () => {
  const secretary = await sessionOf(app, await makePerson(it, [{ in: commune, roles: ['secretary'] }]));
  const manager = await sessionOf(app, gironde.managerPerson);
  const page = await screens.visit(`/o/${commune.slug}/services`, { cookie: secretary });
  page.setDefaultTimeout(60_000);
  await page.getByRole('button', { name: 'Demander : Certificat électronique', exact: true }).click();
  await page.getByRole('button', { name: 'Envoyer la demande' }).click();
  await page.getByText('Demande envoyée').first().waitFor();

  const desk = await screens.visit(`/o/${gironde.body.slug}/demandes-de-services`, { cookie: manager });
  desk.setDefaultTimeout(60_000);
  await desk.getByRole('button', { name: `Répondre à ${commune.name} : Certificat électronique` }).click();
  await desk.getByLabel(/^Certificats souhaités en tout/).fill('3');
  assert.deepEqual(await faults(desk), []);
  await desk.getByRole('button', { name: 'Préparer le devis' }).click();
  await desk.waitForURL(/\/devis\/[0-9a-f-]+$/);
  await desk.context().close();
  const { rows } = await read<{ rows: { id: string; status: string }[] }>(gironde.manager, gironde.body, '/quotes');
  const quote = rows.find(({ status }) => status === 'draft') ?? assert.fail();
  const { documentId } = (await post(gironde.manager, gironde.body, `/quotes/${quote.id}/sending`, { revision: 1 })).json();

  await page.goto(`${screens.url}/o/${commune.slug}/devis-recus/${documentId}`);
  await page.getByLabel('Vous répondez en qualité de').fill('Secrétaire de mairie');
  assert.deepEqual(await faults(page), []);
  await page.getByRole('button', { name: 'Accepter le devis' }).click();
  await page
    .getByText(/^Devis D-2026-\d+ accepté\.$/)
    .first()
    .waitFor();
  await it.settle();
  await page.goto(`${screens.url}/o/${commune.slug}/mes-demandes`);
  await page.getByText(/^Ouvert depuis le 21 novembre 2026/).waitFor();
  await shot(page, 'requests');
  assert.deepEqual(await faults(page), []);
  await page.setViewportSize({ width: 390, height: 844 });
  assert.equal(await overflows(page), false);
  await page.context().close();
});
