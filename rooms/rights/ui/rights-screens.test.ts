// SPDX-License-Identifier: EUPL-1.2
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openTestHouse, type TestHouse } from '#platform/testing/house.ts';
import { needs } from '#platform/testing/peer.ts';
import catalogue from '#rooms/catalogue/room.ts';
import organisations from '#rooms/organisations/room.ts';
import people from '#rooms/people/room.ts';
import { asOwner, makePerson, sessionOf, type TestBody } from '#rooms/people/testing.ts';
import { look, tryScreens, type Screens } from '#ui/testing/try-screens.ts';
import { consume, report } from '../api.ts';
import room from '../room.ts';
import { allowance, evidence, openedTo, testOperator, within } from '../testing.ts';

const chromium = needs('chromium', 'chromium');
type Cookie = { name: string; value: string };

let it: TestHouse;
let screens: Screens;
let operator: TestBody;
let body: TestBody;
let rightId: string;
let secretary: Cookie;
let manager: Cookie;

before(async () => {
  if (chromium.skip) return;
  screens = await tryScreens((settings) => openTestHouse([organisations, people, catalogue, room], { settings }));
  ({ it } = screens);
  operator = await testOperator(it);
  body = await usedBody();
  secretary = await sessionOf(screens.app, await makePerson(it, [{ in: body, roles: ['secretary'] }]));
  manager = await sessionOf(screens.app, await makePerson(it, [{ in: operator, roles: ['administrator', 'account-manager'] }]));
});
after(() => screens?.close());

async function usedBody(): Promise<TestBody> {
  const overage = {
    block: 1_000,
    cents: 1_000,
    source: { edition: 'essai', citation: { document: 'S3', line: 39, label: 'Par Go supplémentaire' } },
  };
  const made = await openedTo(
    it,
    operator,
    [
      allowance({ service: 'stockage', key: 'stockage-go', label: 'Stockage', unit: 'Go', kind: 'level', amount: 15_000, isHard: false, overage }),
      allowance({ key: 'lettres', label: 'Lettres', per: 'civil-year' }),
    ],
    { name: 'Commune d’essai' },
  );
  for (const [month, go] of [
    [5, 8],
    [7, 10],
    [9, 12],
    [11, 14],
  ] as const)
    await within(it, made, (ctx) =>
      report(ctx, {
        allowance: 'stockage-go',
        amount: go * 1_000,
        key: `mois ${month}`,
        evidence,
        measuredAt: Temporal.Instant.from(`2026-${String(month).padStart(2, '0')}-20T08:00:00Z`),
      }),
    );
  await within(it, made, (ctx) => consume(ctx, { allowance: 'lettres', amount: 10_000, key: 'toutes', evidence }));
  const { rows } = await asOwner(it, (client) => client.query<{ id: string }>(`select id from rights.allowance where key = 'stockage-go'`));
  rightId = rows[0]?.id ?? '';
  return made;
}

async function open(cookie: Cookie, path: string, width = 1440): Promise<Page> {
  const page = await screens.visit(path, { width, cookie });
  page.setDefaultTimeout(60_000);
  await page.waitForLoadState('networkidle');
  return page;
}

test('a right, a body and a service are accessible, wide and narrow', chromium, async () => {
  const granted = `/o/${operator.slug}/droits-des-collectivites`;
  const pages: readonly (readonly [Cookie, string])[] = [
    [secretary, `/o/${body.slug}/droits/${rightId}`],
    [manager, `${granted}/${body.id}`],
    [manager, `${granted}/${body.id}/${rightId}`],
    [manager, `/o/${operator.slug}/services-ouverts/stockage`],
  ];
  for (const [cookie, path] of pages) {
    const page = await open(cookie, path);
    await look(page, path.replaceAll('/', '_'));
    await page.context().close();
  }
});

test('a secretary reads what is left, what next year would cost, and chooses the threshold', chromium, async () => {
  const page = await open(secretary, `/o/${body.slug}/droits`);
  await page.getByText('10 envois sur 10 envois').waitFor();
  await page.getByText('De nouveau disponible le 01/01/2027.').waitFor();
  await page.getByText(/En 2027, cet usage coûterait .* de plus par an/).waitFor();
  await page.getByLabel('Quand un droit approche de sa limite').selectOption('100');
  await page.getByText('Votre choix est enregistré.').waitFor();
  await page.getByRole('link', { name: 'Stockage' }).click();
  await page.getByRole('heading', { level: 1, name: 'Stockage' }).waitFor();
  await page.getByText('Niveau relevé, depuis treize mois').first().waitFor();
  await page
    .getByRole('row', { name: /Relevé/ })
    .nth(3)
    .waitFor();
  await page.context().close();
});

test('an account manager finds the fullest right, adds to it, lets another be exceeded, and says why', chromium, async () => {
  const page = await open(manager, `/o/${operator.slug}/consommations`);
  await page
    .getByRole('row', { name: /Lettres.*Épuisé/ })
    .getByRole('link', { name: 'Commune d’essai' })
    .click();
  await page.getByRole('heading', { level: 1, name: 'Commune d’essai' }).waitFor();
  await page.getByRole('button', { name: 'Agir sur conges' }).click();
  await page.getByRole('menuitem', { name: 'Accorder un complément' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Quantité en plus (envoi)').fill('5');
  await dialog.getByRole('button', { name: 'Accorder' }).click();
  await dialog.getByText('Dites pourquoi en quelques mots.').first().waitFor();
  await dialog.getByLabel('Motif').fill('Lettres des élections');
  await dialog.getByRole('button', { name: 'Accorder' }).click();
  await page.getByText('10 envois sur 15 envois').waitFor();
  await page.getByText('Lettres des élections').waitFor();
  await page.getByRole('button', { name: 'Agir sur stockage' }).click();
  await page.getByRole('menuitem', { name: 'Arrêter à la limite' }).click();
  await dialog.getByLabel('Motif').fill('Disques à vider avant d’en ajouter');
  await dialog.getByRole('button', { name: 'Changer la limite' }).click();
  await page.getByText('Stockage – arrêté à la limite').waitFor();
  await page.context().close();
});
