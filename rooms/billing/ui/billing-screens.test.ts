// SPDX-License-Identifier: EUPL-1.2
/** The screens of billing in a browser: one person prepares, looks at what changed, locks; another issues; the payer reads. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { buildServer } from '#platform/http/server.ts';
import type { TestHouse } from '#platform/testing/house.ts';
import { needs } from '#platform/testing/peer.ts';
import { testStart } from '#platform/testing/test-clock.ts';
import { asOwner, makePerson, type TestBody, type TestPerson } from '#rooms/people/testing.ts';
import { builtScreens } from '#ui/testing/built-screens.ts';
import { openBrowser } from '#ui/testing/browser.ts';
import { faults, overflows } from '#ui/testing/try-shell.ts';
import { siretOf } from '../payers/siret.ts';
import { billYear, makeBillingOperator, makeConvention, makePayer, openBillingHouse, type BillingOperator } from '../testing.ts';

const chromium = needs('chromium', 'chromium');

let it: TestHouse;
let operator: BillingOperator;
let epci: TestBody & { siren: string };
let app: FastifyInstance;
let browser: Browser;
let url: string;
let accountant: Page;
let second: Page;
let payer: Page;
let packageId: string;

before(async () => {
  if (chromium.skip) return;
  it = await openBillingHouse();
  operator = await makeBillingOperator(it);
  epci = await makePayer(it, operator, { name: 'CC des Coteaux', kind: 'cc', hasSiret: false });
  const commune = await makePayer(it, operator, { name: 'Croignon-les-Essais' });
  packageId = await makeConvention(it, operator, {
    payer: commune,
    kind: 'package',
    lines: [{ offer: 'newapp', cents: 21_334, treatment: 'taxed', vatBps: 2000 }],
  });
  await billYear(operator, 2026);
  await makeConvention(it, operator, { payer: epci, beginsOn: '2027-01-01', lines: [{ cents: 1_398_800 }] });
  app = await buildServer(it.house, { screens: await builtScreens() });
  url = await app.listen({ port: 0, host: '127.0.0.1' });
  browser = await openBrowser({ standingAt: testStart });
  accountant = await pageOf(await makePerson(it, [{ in: operator.body, roles: ['accountant'] }]));
  second = await pageOf(await makePerson(it, [{ in: operator.body, roles: ['accountant'] }]));
});
after(async () => {
  await browser?.close();
  await app?.close();
  await it?.close();
});

async function pageOf(person: TestPerson): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR', bypassCSP: true, reducedMotion: 'reduce' });
  const answer = await context.request.post(`${url}/api/session`, { data: { email: person.email, password: person.password } });
  assert.equal(answer.status(), 200);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  return page;
}

async function open(page: Page, path: string, body: TestBody = operator.body): Promise<void> {
  await page.goto(`${url}/o/${body.slug}${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

test('a run is prepared, and says what it changes and what keeps it from being issued', chromium, async () => {
  await open(accountant, '/facturation/campagnes/nouvelle');
  await accountant.getByRole('textbox', { name: 'Objet' }).fill('Appels et factures 2027');
  await accountant.getByRole('textbox', { name: 'Année facturée' }).fill('2027');
  await accountant.getByRole('button', { name: 'Calculer la campagne' }).click();
  await accountant.getByRole('heading', { level: 1, name: /^Campagne CF-2027-/ }).waitFor();
  await accountant.getByText('Un document ne peut pas être émis').or(accountant.getByText('1 document ne peut pas être émis')).waitFor();
  await accountant.getByRole('link', { name: 'Les voir' }).click();
  await accountant.getByText(/Le SIRET du payeur manque/).waitFor();
  assert.deepEqual(await faults(accountant), []);
  await accountant.getByRole('link', { name: epci.name }).click();
  await accountant.getByRole('heading', { level: 1, name: epci.name }).waitFor();
  const changes = accountant.getByRole('table', { name: 'Différences avec l’an passé' });
  await changes.getByText('nouveau').waitFor();
  await changes.getByText(/\+13\s988,00/).waitFor();
  assert.deepEqual(await faults(accountant), []);
});

test('a SIRET of another, and a negative order, are refused beside their field', chromium, async () => {
  await accountant.getByRole('link', { name: 'Le payeur' }).click();
  await accountant.getByRole('textbox', { name: 'SIRET' }).fill('123 456 789 00012');
  await accountant.getByRole('button', { name: 'Enregistrer' }).click();
  await accountant
    .getByText(/Le SIRET « 12345678900012 » n’est pas valide/)
    .first()
    .waitFor();
  await accountant.getByRole('textbox', { name: 'SIRET' }).fill(siretOf(epci.siren, '0001'));
  await accountant.getByRole('button', { name: 'Enregistrer' }).click();
  await accountant.getByText('Payeur enregistré.').waitFor();
  assert.deepEqual(await faults(accountant), []);
  await open(accountant, '/facturation/a-facturer/nouvelle');
  await accountant.getByRole('textbox', { name: 'Libellé' }).fill('Antivirus');
  await accountant.getByRole('textbox', { name: 'Quantité' }).fill('-3');
  await accountant.getByRole('textbox', { name: 'Prix d’une unité, HT' }).fill('33,17');
  await accountant.getByRole('button', { name: 'Enregistrer la ligne' }).click();
  await accountant.getByText('Une quantité est positive.').first().waitFor();
  await accountant.getByText('Choisissez le payeur.').first().waitFor();
});

test('complete, it is computed again and locked; who prepared it cannot issue it', chromium, async () => {
  await open(accountant, '/facturation/campagnes');
  await accountant.getByRole('link', { name: /^CF-2027-/ }).click();
  await accountant.getByRole('button', { name: 'Recalculer' }).click();
  await accountant.getByText(/ne peut pas être émis/).waitFor({ state: 'detached' });
  await accountant.getByRole('button', { name: 'Verrouiller' }).click();
  await accountant.getByRole('dialog').getByRole('button', { name: 'Verrouiller' }).click();
  await accountant.getByText('En attente d’une autre personne').waitFor();
  assert.equal(await accountant.getByRole('button', { name: 'Émettre les documents' }).count(), 0);
  assert.deepEqual(await faults(accountant), []);
});

test('another person issues: the documents are there, with their titre and payment to come', chromium, async () => {
  await open(second, '/facturation/campagnes?status=locked');
  await second.getByRole('link', { name: /^CF-2027-/ }).click();
  await second.getByRole('button', { name: 'Émettre les documents' }).click();
  await second.getByRole('dialog').getByRole('button', { name: 'Émettre' }).click();
  await second.getByText('émise', { exact: true }).first().waitFor();
  await open(second, '/facturation/documents?kind=appel');
  await second.getByRole('link', { name: /^AP-/ }).click();
  await second.getByRole('heading', { level: 1, name: /^Appel de participation AP-/ }).waitFor();
  await second.getByText(/Total : 13\s988,00\s€, sans TVA/).waitFor();
  await second.getByRole('button', { name: 'Enregistrer un versement' }).click();
  await second.getByRole('textbox', { name: 'Montant' }).fill('20000');
  await second.getByRole('textbox', { name: 'Référence' }).fill('P503-1');
  await second.getByRole('button', { name: 'Enregistrer le versement' }).click();
  await second
    .getByText(/Il reste 13\s988,00\s€ à payer : le versement de 20\s000,00\s€ le dépasse/)
    .first()
    .waitFor();
});

test('the payer reads what it owes, why, and how to pay, on a telephone', chromium, async () => {
  payer = await pageOf(await makePerson(it, [{ in: epci, roles: ['dgs'] }]));
  await payer.setViewportSize({ width: 390, height: 844 });
  await open(payer, '/factures-recues', epci);
  await payer.getByRole('link', { name: /^AP-/ }).click();
  await payer.getByRole('heading', { level: 2, name: 'Comment payer' }).waitFor();
  await payer.getByText(/n’est pas un titre exécutoire/).waitFor();
  assert.deepEqual(await faults(payer), []);
  assert.equal(await overflows(payer), false);
  const href = await payer.getByRole('link', { name: 'PDF' }).getAttribute('href');
  const pdf = await payer.request.get(new URL(href ?? '', url).href);
  assert.equal(pdf.headers()['content-type'], 'application/pdf');
});

test('the payer contests it there; the accountant answers that it is right, and is led to the avoir', chromium, async () => {
  await payer.getByRole('button', { name: 'Contester' }).click();
  await payer.getByRole('button', { name: 'Envoyer la contestation' }).click();
  await payer.getByText('Dites ce qui est contesté.').first().waitFor();
  await payer.getByRole('textbox', { name: 'Ce que vous contestez' }).fill('Une commune est comptée deux fois');
  await payer.getByRole('button', { name: 'Envoyer la contestation' }).click();
  await payer.getByText(/^Contesté le .* doit répondre$/).waitFor();
  await payer.getByRole('button', { name: 'Retirer la contestation' }).waitFor();
  assert.deepEqual(await faults(payer), []);
  assert.equal(await overflows(payer), false);

  await open(accountant, '/facturation/documents?state=contested');
  await accountant.getByRole('link', { name: /^AP-/ }).click();
  await accountant.getByText(/^Contesté le .* sans réponse à ce jour$/).waitFor();
  await accountant.getByRole('button', { name: 'Répondre', exact: true }).click();
  await accountant.getByRole('radio', { name: 'Fondée' }).check();
  await accountant.getByRole('textbox', { name: 'Motif' }).fill('Compte refait avec vous');
  assert.deepEqual(await faults(accountant), []);
  await accountant.getByRole('button', { name: 'Répondre au payeur' }).click();
  await accountant.getByText('Contestation reconnue fondée : l’avoir reste à préparer').waitFor();
  await accountant
    .getByRole('textbox', { name: /^À rendre sur/ })
    .first()
    .waitFor();
  assert.equal(await accountant.getByRole('textbox', { name: 'Motif' }).inputValue(), 'Contestation du payeur : Une commune est comptée deux fois');
  assert.deepEqual(await faults(accountant), []);

  await payer.reload();
  await payer.getByText('Votre contestation est reconnue fondée').waitFor();
  assert.equal(await payer.getByRole('button', { name: 'Retirer la contestation' }).count(), 0);
});

test(
  'a billed year that no longer says what is owed is decided line by line, with a reason, and the decision can be taken back',
  chromium,
  async () => {
    await asOwner(it, (client) => client.query('update adhesions.line set yearly_cents = 10000 where convention_id = $1', [packageId]));
    await open(accountant, '/facturation/corrections?year=2026');
    const table = accountant.getByRole('table', { name: 'Corrections à décider' });
    const row = table.getByRole('row', { name: /Croignon-les-Essais/ });
    await row.getByText('Avoir à décider').waitFor();
    await row.getByText(/−113,34/).waitFor();
    assert.deepEqual(await faults(accountant), []);
    const none = accountant.getByRole('button', { name: 'Sans suite' });
    assert.equal(await none.isDisabled(), true, 'nothing is ticked');
    await row.getByRole('checkbox').check();
    await accountant.getByText('1 ligne cochée').waitFor();
    await none.click();
    const dialog = accountant.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Laisser sans suite' }).click();
    await dialog
      .getByText(/Dites pourquoi ces différences restent sans suite/)
      .first()
      .waitFor();
    await dialog.getByRole('textbox', { name: 'Motif' }).fill('Accord écrit du payeur');
    assert.deepEqual(await faults(accountant), []);
    await dialog.getByRole('button', { name: 'Laisser sans suite' }).click();
    await accountant.getByText('Rien à corriger').first().waitFor();

    await accountant.getByRole('link', { name: 'Décisions prises' }).click();
    await accountant.getByRole('heading', { level: 1, name: 'Décisions prises' }).waitFor();
    await accountant.getByText('Accord écrit du payeur').waitFor();
    assert.deepEqual(await faults(accountant), []);
    await accountant.getByRole('button', { name: /^Reprendre la décision sur/ }).click();
    await accountant.getByRole('dialog').getByRole('button', { name: 'Reprendre' }).click();
    await accountant.getByRole('table', { name: 'Décisions sur les corrections' }).getByText('reprise', { exact: true }).waitFor();
    await open(accountant, '/facturation/corrections?year=2026');
    await row.getByText('Avoir à décider').waitFor();
  },
);
