// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { buildServer } from '#platform/http/server.ts';
import type { TestHouse } from '#platform/testing/house.ts';
import { needs } from '#platform/testing/peer.ts';
import { makePerson, sessionOf, type TestBody } from '#rooms/people/testing.ts';
import { makeOperator, type TestOperator } from '#rooms/quotes/testing.ts';
import { builtScreens } from '#ui/testing/built-screens.ts';
import { faults, overflows, type Trial, tryHouse } from '#ui/testing/try-shell.ts';
import { acceptQuote, bodiesWhere, communesOf, COTEAUX, leadToSignature, openAdhesionHouse, post, sirenOf } from '../../testing.ts';

const chromium = needs('chromium', 'chromium');

let it: TestHouse;
let app: FastifyInstance;
let trial: Trial;
let gironde: TestOperator;
let epci: TestBody;
let commune: TestBody;

before(async () => {
  if (chromium.skip) return;
  const port = await freePort();
  const url = `http://localhost:${port}`;
  it = await openAdhesionHouse([], { publicUrl: url });
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
  const screens = await builtScreens();
  app = await buildServer(it.house, { screens });
  await app.listen({ port, host: '127.0.0.1' });
  trial = await tryHouse(url);
});
after(async () => {
  await trial?.close();
  await app?.close();
  await it?.close();
});

test('a mayor reads in words what the commune has, who pays and what happens at the end, on a phone as on a desk', chromium, async () => {
  const cookie = await sessionOf(app, await makePerson(it, [{ in: commune, roles: ['president'] }]));
  for (const width of [1440, 390]) {
    const page = await trial.visit(`/o/${commune.slug}/mon-adhesion`, { width, cookie });
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
  const page = await trial.visit(`/o/${epci.slug}/mon-adhesion`, { cookie });
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

/** For whoever looks at the screens: `SHOTS=folder`. */
async function shot(page: Awaited<ReturnType<Trial['visit']>>, name: string): Promise<void> {
  const folder = process.env['SHOTS'];
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
