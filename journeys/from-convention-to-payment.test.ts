// SPDX-License-Identifier: EUPL-1.2
/**
 * From a convention in force to « payé », on the demonstration: the accountant locks next year's run, the director issues it, the call is read
 * in its PDF, a liquidation file goes to a finance software (a simulator), titres and a payment come back, the accountant and the payer see it.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { needs } from '#platform/testing/peer.ts';
import { takeIn, tellPayments, type FinanceSoftware } from '#simulators/finance-software/answer-liquidation.ts';
import { openBrowser } from '#ui/testing/browser.ts';
import { openDemonstration, type Demonstration } from './open-demonstration.ts';
import { signedInAs, wellMade } from './visitor.ts';

const chromium = needs('chromium', 'chromium');
const poppler = needs('pdftotext', 'poppler-utils');
const peers = chromium.skip ? chromium : poppler;

const BILLING = '/o/gironde-numerique/facturation';
const COTEAUX = '/o/cc-les-coteaux-bordelais-243301355';

describe('from a convention in force to « payé »', { timeout: 600_000, ...peers }, () => {
  let house: Demonstration;
  let browser: Browser;
  let accountant: Page;
  let payer: Page;
  let run: string;
  let call: { number: string; path: string };
  const software: FinanceSoftware = {
    exercice: Temporal.Now.plainDateISO('Europe/Paris').year,
    nextTitre: 2_001,
    nextBordereau: 150,
    titres: new Map(),
  };
  const today = Temporal.Now.plainDateISO('Europe/Paris').toString();

  before(async () => {
    [house, browser] = await Promise.all([openDemonstration(), openBrowser()]);
    accountant = await signedInAs(browser, house.url, 'charlie@gironde.exemple');
    accountant.setDefaultTimeout(60_000);
  });
  after(async () => {
    await browser?.close();
    await house?.close();
  });
  // Each test goes on where the one before stopped: after a failure there is nothing to go on from.
  let isBroken = false;
  const then = (says: string, act: () => Promise<void>): void =>
    void test(says, async (context) => {
      if (isBroken) return context.skip('the story stopped before');
      isBroken = true;
      await act();
      isBroken = false;
    });

  then('the accountant looks at next year’s run, drawn from the conventions in force, and locks it', async () => {
    await accountant.goto(`${BILLING}/campagnes?status=prepared`);
    await accountant.getByRole('link', { name: /^CF-/ }).first().click();
    await accountant.getByRole('heading', { level: 1, name: /^Campagne CF-/ }).waitFor();
    run = new URL(accountant.url()).pathname;
    await accountant.getByRole('link', { name: /Coteaux Bordelais/ }).waitFor();
    await wellMade(accountant, 'the run');
    await accountant.getByRole('button', { name: 'Verrouiller' }).click();
    await accountant.getByRole('dialog').getByRole('button', { name: 'Verrouiller' }).click();
    await accountant.getByText('En attente d’une autre personne').waitFor();
  });

  then('the director issues it', async () => {
    const director = await signedInAs(browser, house.url, 'alix@gironde.exemple');
    director.setDefaultTimeout(60_000);
    await director.goto(run);
    await director.getByRole('button', { name: 'Émettre les documents' }).click();
    await director.getByRole('dialog').getByRole('button', { name: 'Émettre' }).click();
    await director.getByText('émise', { exact: true }).first().waitFor();
    await director.context().close();
  });

  then('the EPCI reads its call in the PDF: how much, under which convention, for whom', async () => {
    payer = await signedInAs(browser, house.url, 'camille@coteaux.exemple');
    payer.setDefaultTimeout(60_000);
    await payer.goto(`${COTEAUX}/factures-recues?kind=appel&sort=number&order=desc`);
    const link = payer.getByRole('link', { name: /^AP-/ }).first();
    call = { number: (await link.textContent()) ?? '', path: (await link.getAttribute('href')) ?? '' };
    await link.click();
    await payer.getByRole('heading', { level: 2, name: 'Comment payer' }).waitFor();
    const pdf = await payer.request.get((await payer.getByRole('link', { name: 'PDF' }).getAttribute('href')) ?? '');
    const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: await pdf.body(), encoding: 'utf8' });
    assert.match(text, new RegExp(call.number));
    assert.match(text, /17\s938,00\s€/);
    assert.match(text, /article 261 B du code général des impôts/);
    assert.match(text, /Convention CC-/);
    assert.match(text, /9 collectivités, dont 8 comptées/);
    assert.match(text, /n’est pas un titre exécutoire/);
  });

  then('a liquidation file goes to the finance software, whose titres come back', async () => {
    await accountant.goto(`${BILLING}/tresorerie`);
    await accountant.getByRole('link', { name: call.number }).waitFor();
    await accountant.getByRole('button', { name: 'Vérifier' }).click();
    await accountant.getByText('Rien ne s’oppose à ce fichier').waitFor();
    await accountant.getByRole('button', { name: 'Créer le fichier de liquidation' }).click();
    await accountant.getByRole('link', { name: call.number }).waitFor({ state: 'detached' });
    const link = accountant.getByRole('link', { name: /^Télécharger liquidation-/ }).first();
    const file = await accountant.request.get((await link.getAttribute('href')) ?? '');
    await bring('titres.csv', takeIn(await file.body(), software, today));
    await accountant
      .getByText(`Titre ${software.titres.get(call.number)?.titre}`)
      .first()
      .waitFor();
    await wellMade(accountant, 'the return');
  });

  then('the payment comes back, and both sides read « payé »', async () => {
    const paid = tellPayments([{ reference: call.number, cents: software.titres.get(call.number)?.cents ?? 0, on: today }], software);
    await bring('encaissements.csv', paid);
    await accountant.goto(`${BILLING}/documents?q=${call.number}`);
    await accountant.getByRole('link', { name: call.number }).click();
    await accountant.getByText('payé', { exact: true }).waitFor();
    await accountant.getByText(/Versement de 17\s938,00/).waitFor();
    await payer.goto(call.path);
    await payer.getByText('tout est réglé').waitFor();
    await payer.getByText('payé', { exact: true }).waitFor();
    await wellMade(payer, 'the call, paid');
  });

  async function bring(name: string, content: Uint8Array): Promise<void> {
    await accountant.goto(`${BILLING}/tresorerie/retours/nouveau`);
    await accountant.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
    await accountant
      .getByText(/ser(a|ont) enregistrée/)
      .first()
      .waitFor();
    await accountant.getByRole('button', { name: 'Enregistrer le retour' }).click();
    await accountant.getByRole('heading', { level: 1, name }).waitFor();
  }
});
