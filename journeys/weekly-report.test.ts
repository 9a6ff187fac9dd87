// SPDX-License-Identifier: EUPL-1.2
/** The weekly report as a commune, its EPCI and their operator read it, on the demonstration: every page on a desk and on a telephone, and the PDF. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { needs } from '#platform/testing/peer.ts';
import { openBrowser } from '#ui/testing/browser.ts';
import { openDemonstration, type Demonstration } from './open-demonstration.ts';
import { signedInAs, wellMade } from './visitor.ts';

const chromium = needs('chromium', 'chromium');
const poppler = needs('pdftotext', 'poppler-utils');
const peers = chromium.skip ? chromium : poppler;

const TRESSES = '/o/tresses-33535/rapports';
const COTEAUX = '/o/cc-les-coteaux-bordelais-243301355/rapports';
const OPERATOR = '/o/gironde-numerique/rapports';

describe('the weekly report on its screens', { timeout: 600_000, ...peers }, () => {
  let house: Demonstration;
  let browser: Browser;
  let commune: Page;
  let operator: Page;

  before(async () => {
    [house, browser] = await Promise.all([openDemonstration(), openBrowser()]);
    commune = await signedInAs(browser, house.url, 'morgan@tresses.exemple');
    commune.setDefaultTimeout(60_000);
  });
  after(async () => {
    await browser?.close();
    await house?.close();
  });

  test('a commune reads its weeks, the last one, and the one that comes', async () => {
    await commune.goto(TRESSES);
    const rows = commune.getByRole('table', { name: 'Rapports' }).getByRole('link', { name: /^Semaine du/i });
    await rows.first().waitFor();
    assert.equal(await rows.count(), 3);
    await wellMade(commune, 'our reports');
    await rows.first().click();
    await commune.getByRole('heading', { level: 2, name: 'Ce qui est protégé' }).waitFor();
    // Two rooms speak: what is watched, and what is saved.
    await commune.getByText(/surveillés? jour et nuit/).waitFor();
    await commune
      .getByText(/sauvegardées?\.$/)
      .first()
      .waitFor();
    await wellMade(commune, 'a report');
    await commune.goto(`${TRESSES}/apercu`);
    await commune.getByText(/^Il part le lundi .* à sept heures/).waitFor();
    await wellMade(commune, 'preview');
  });

  test('its PDF is one page', async () => {
    await commune.goto(TRESSES);
    const href = await commune
      .getByRole('table', { name: 'Rapports' })
      .getByRole('link', { name: /^Semaine du/i })
      .first()
      .getAttribute('href');
    const week = href?.split('/').at(-1);
    const answer = await commune.request.get(`/api/o/tresses-33535/reports/weekly/${week}/pdf`);
    assert.equal(answer.status(), 200);
    const file = join(mkdtempSync(join(tmpdir(), 'beffroi-weekly-')), 'rapport.pdf');
    writeFileSync(file, await answer.body());
    assert.match(execFileSync('pdfinfo', [file], { encoding: 'utf8' }), /Pages:\s+1\n/);
    const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' });
    assert.match(text, /jour et nuit/);
    assert.match(text, /sauvegardée/);
  });

  test('it chooses who gets the report', async () => {
    await commune.goto(`${TRESSES}/reglages`);
    await commune.getByRole('combobox', { name: 'Autres adresses' }).fill('maire.deleguee@exemple.fr');
    await commune.keyboard.press('Enter');
    await wellMade(commune, 'recipients');
    await commune.getByRole('button', { name: 'Enregistrer' }).click();
    await commune.getByText('Les destinataires sont enregistrés.').waitFor();
    await commune.goto(`${TRESSES}/apercu`);
    await commune.getByText(/maire\.deleguee@exemple\.fr/).waitFor();
  });

  test('the operator sees the week of all, and opens that of one', async () => {
    operator = await signedInAs(browser, house.url, 'swann@gironde.exemple');
    operator.setDefaultTimeout(60_000);
    await operator.goto(`${OPERATOR}/territoire`);
    const tresses = operator.getByRole('table', { name: 'Collectivités' }).getByRole('link', { name: /Tresses/ });
    await tresses.waitFor();
    await wellMade(operator, 'territory');
    await tresses.click();
    await operator.getByRole('heading', { level: 2, name: 'Ce qui est protégé' }).waitFor();
    await wellMade(operator, 'the report of a commune');
  });

  test('the EPCI reads one sentence of each member, and opens none', async () => {
    const epci = await signedInAs(browser, house.url, 'camille@coteaux.exemple');
    epci.setDefaultTimeout(60_000);
    await epci.goto(`${COTEAUX}/territoire`);
    const table = epci.getByRole('table', { name: 'Collectivités' });
    await table
      .getByText(/Tresses/)
      .first()
      .waitFor();
    assert.equal(await table.getByRole('link', { name: /Tresses/ }).count(), 0);
    await wellMade(epci, 'members');
  });
});
