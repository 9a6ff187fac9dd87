// SPDX-License-Identifier: EUPL-1.2
/** From a mayor's question to an accepted quote, on the platform as `npm start` serves it. Each test goes on where the one before stopped. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '#ui/testing/browser.ts';
import { openDemonstration, type Demonstration } from './open-demonstration.ts';
import { signedInAs, visitor, wellMade, wellMadeWithoutScript } from './visitor.ts';

describe('from a simulation to an accepted quote', { timeout: 600_000 }, () => {
  let house: Demonstration;
  let browser: Browser;
  let mayor: Page;
  let manager: Page;
  let number: string;
  let link: string;

  before(async () => {
    [house, browser] = await Promise.all([openDemonstration(), openBrowser()]);
    mayor = await visitor(browser, house.url, { script: false });
  });
  after(async () => {
    await browser?.close();
    await house?.close();
  });

  test('a mayor finds what the territory would pay, without account or script', async () => {
    await mayor.goto('/simulateur');
    await wellMadeWithoutScript(mayor, browser, 'operators');
    await mayor.getByRole('link', { name: 'Gironde Numérique' }).click();
    await mayor.getByRole('searchbox').fill('coteaux bordelais');
    await mayor.getByRole('button', { name: 'Chercher' }).click();
    await wellMadeWithoutScript(mayor, browser, 'search');
    await mayor.getByRole('region', { name: 'Résultats' }).getByRole('link').click();
    assert.equal(await said(price(mayor)), '13 988 €');
    await wellMadeWithoutScript(mayor, browser, 'simulation');
  });

  test('two communes less change nothing, a third one does', async () => {
    for (const commune of ['Bonnetan', 'Croignon']) await mayor.getByRole('checkbox', { name: commune, exact: true }).uncheck();
    await mayor.getByRole('button', { name: 'Recalculer le prix' }).click();
    assert.equal(await said(price(mayor)), '13 988 €');
    await mayor.getByRole('checkbox', { name: 'Pompignac', exact: true }).uncheck();
    await mayor.getByRole('button', { name: 'Recalculer le prix' }).click();
    assert.equal(await said(price(mayor)), '11 190 €');
  });

  test('the deliberation of 2017 gives its own figure, down to the printed line', async () => {
    await mayor.goto('/o/gironde-numerique/simulateur/243301355?edition=gironde-numerique-2017');
    assert.equal(await said(price(mayor)), '17 938 €');
    await mayor.locator('summary', { hasText: 'Pourquoi ?' }).click();
    assert.match(await said(mayor.locator('.why')), /8 collectivités comptées.*S4, ligne 119 : « 1 To » 17 938/);
    await wellMadeWithoutScript(mayor, browser, 'reasons');
  });

  test('the account manager signs in and makes the quote of the same territory', async () => {
    manager = await signedInAs(browser, house.url, 'noa@gironde.exemple');
    await manager.getByRole('navigation').getByRole('link', { name: 'Devis', exact: true }).click();
    await wellMade(manager, 'quotes');
    await manager.getByRole('link', { name: 'Nouveau devis' }).first().click();
    await manager.getByRole('combobox', { name: 'Collectivité' }).fill('coteaux bordelais');
    await manager.getByRole('option', { name: /coteaux bordelais/i }).click();
    const figure = manager.getByRole('region', { name: 'Prix' }).getByRole('status');
    await figure.waitFor();
    assert.equal(await said(figure), '13 988 €');
    await wellMade(manager, 'new quote');
    await manager.getByRole('button', { name: 'Enregistrer le devis' }).click();
    await manager.getByRole('heading', { level: 1, name: /^Devis D/ }).waitFor();
    number = (await said(manager.getByRole('heading', { level: 1 }))).replace('Devis ', '');
    await wellMade(manager, 'draft');
  });

  test('sends it, and opens a link for its recipient', async () => {
    await manager.getByRole('button', { name: 'Envoyer' }).click();
    await manager.getByRole('dialog').getByRole('button', { name: 'Envoyer' }).click();
    await manager.getByLabel('Pour qui ?').fill('Le président');
    await manager.getByRole('button', { name: 'Ouvrir un lien' }).click();
    link = await manager.getByText(new RegExp(`${house.url}/devis/`)).innerText();
    await wellMade(manager, 'sent quote');
  });

  test('the recipient reads it by the link and accepts, without account or script', async () => {
    await mayor.goto(link);
    assert.equal(await said(price(mayor)), '13 988 €');
    await wellMadeWithoutScript(mayor, browser, 'received quote');
    await mayor.getByRole('radio', { name: 'J’accepte ce devis' }).check();
    await mayor.getByLabel('Nom et prénom').fill('Dominique Essai');
    await mayor.getByRole('textbox', { name: 'Qualité' }).fill('Président');
    await mayor.getByRole('button', { name: 'Enregistrer ma réponse' }).click();
    await mayor.getByRole('link', { name: /qualité pour engager/ }).waitFor();
    await wellMadeWithoutScript(mayor, browser, 'answer to complete');
    await mayor.getByRole('checkbox', { name: /qualité pour engager/ }).check();
    await mayor.getByRole('button', { name: 'Enregistrer ma réponse' }).click();
    await mayor.getByText('Ce devis a été accepté.').waitFor();
    await wellMadeWithoutScript(mayor, browser, 'answered quote');
  });

  test('the account manager sees it accepted, and by whom', async () => {
    await manager.reload();
    await manager.getByRole('region', { name: 'Réponse' }).getByText('Dominique Essai').waitFor();
    await wellMade(manager, 'accepted quote');
    await manager.getByRole('navigation').getByRole('link', { name: 'Devis', exact: true }).first().click();
    await manager.getByRole('row', { name: new RegExp(`${number}.*Coteaux Bordelais.*Accepté`) }).waitFor();
    await wellMade(manager, 'list of quotes');
  });
});

const price = (page: Page) => page.locator('.price-figure');

/** The text, whatever spaces French typography puts in it. */
async function said(place: ReturnType<Page['locator']>): Promise<string> {
  return (await place.innerText()).replaceAll(/\s+/g, ' ').trim();
}
