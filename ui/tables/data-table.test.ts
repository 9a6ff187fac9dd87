// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { type Trial, faults, tryShell } from '../testing/try-shell.ts';

describe('a list in a browser', { timeout: 600_000 }, () => {
  let trial: Trial;
  before(async () => {
    trial = await tryShell();
  });
  after(() => trial.close());

  test('sorts, filters and pages on the server, and the address finds it again', async () => {
    const page = await trial.visit('/o/bouliac/catalogue');
    await page.getByRole('button', { name: 'Prix HT' }).click();
    await page.getByRole('button', { name: 'Prix HT' }).click();
    await page.getByRole('columnheader', { name: 'Prix HT' }).and(page.locator('[aria-sort=descending]')).waitFor();
    await page.getByRole('button', { name: 'Page 2' }).click();
    await page.waitForURL(/sort=cents&order=desc&page=2/);
    await page.getByRole('row', { name: /Sauvegarde externalisée.*125,00/ }).waitFor();
    await page.goBack();
    await page.getByRole('row', { name: /géographique.*4.002,45/ }).waitFor();
    await page.getByLabel('Strate').selectOption('moins de 500 habitants');
    await page.getByText('8 résultats').waitFor();
    await page.getByLabel('Chercher un service').fill('messagerie');
    await page.getByText('1 résultat', { exact: true }).waitFor();
    await page.reload();
    await page.getByText('1 résultat', { exact: true }).waitFor();
    assert.equal(await page.getByLabel('Chercher un service').inputValue(), 'messagerie');
    await page.context().close();
  });

  test('says what to do when nothing matches', async () => {
    const page = await trial.visit('/o/bouliac/catalogue?q=introuvable');
    await page.getByRole('heading', { name: 'Aucun résultat' }).waitFor();
    assert.deepEqual(await faults(page), []);
    await page.getByRole('button', { name: 'Effacer la recherche et les filtres' }).click();
    await page.getByText('32 résultats').waitFor();
    assert.equal(await page.getByLabel('Chercher un service').inputValue(), '');
    await page.context().close();
  });

  test('exports every page of what is filtered, in the columns on screen', async () => {
    const page = await trial.visit('/o/bouliac/catalogue?columns=name,cents');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Exporter (CSV)' }).click();
    const text = await readFile(await (await download).path(), 'utf8');
    assert.equal(text.split('\r\n').length, 34);
    assert.equal(text.split('\r\n')[0], '\uFEFFService;Prix HT');
    await page.context().close();
  });

  test('a column is added from the keyboard', async () => {
    const page = await trial.visit('/o/bouliac/catalogue');
    await page.getByRole('button', { name: 'Colonnes' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('checkbox', { name: 'Unité' }).press('Space');
    await page.getByRole('columnheader', { name: 'Unité' }).waitFor();
    assert.deepEqual(await faults(page), []);
    await page.context().close();
  });

  test('keeps rows and cells for screen readers when it is laid out as cards', async () => {
    const page = await trial.visit('/o/bouliac/catalogue', { width: 390 });
    assert.equal(await page.getByRole('rowheader').count(), 25);
    await page.context().close();
  });
});
