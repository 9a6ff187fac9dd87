// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Trial, faults, focused, tryShell } from '../testing/try-shell.ts';

describe('a form in a browser', { timeout: 600_000 }, () => {
  let trial: Trial;
  before(async () => {
    trial = await tryShell();
  });
  after(() => trial.close());

  test('shows each refusal at its field, and the summary takes the focus and leads there', async () => {
    const page = await trial.visit('/o/bouliac/conges');
    await page.getByLabel('Heures par jour').fill('12,5');
    await page.getByRole('button', { name: 'Envoyer la demande' }).click();
    await page.getByRole('alert').getByText('La demande comporte des erreurs.').waitFor();
    assert.match(await focused(page), /La demande comporte des erreurs/);
    const day = page.getByLabel('Premier jour');
    assert.equal(await day.getAttribute('aria-invalid'), 'true');
    assert.deepEqual(await faults(page), []);
    await page.getByRole('button', { name: 'Une journée compte au plus 8 heures.' }).click();
    assert.equal(await page.getByLabel('Heures par jour').evaluate((node) => node === document.activeElement), true);
    await page.context().close();
  });

  test('takes French days, numbers and amounts, and sends days, numbers and cents', async () => {
    const page = await trial.visit('/o/bouliac/conges');
    await page.getByLabel('Premier jour').fill('1er mars 2027');
    await page.keyboard.press('Tab');
    assert.equal(await page.getByLabel('Premier jour').inputValue(), '01/03/2027');
    await page.getByLabel('Heures par jour').fill('7,5');
    await page.getByLabel('Frais à rembourser').pressSequentially('1234,56');
    assert.equal(await page.getByLabel('Frais à rembourser').inputValue(), '1\u202f234,56\u00a0€');
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await page.getByRole('button', { name: 'Envoyer la demande' }).click();
    assert.deepEqual((await sent).postDataJSON(), { from: '2027-03-01', hours: 7.5, cents: 123_456, reason: '', kind: 'Congé annuel' });
    await page.waitForURL(`${trial.url}/o/bouliac`);
    await page.getByText('Demande envoyée.').waitFor();
    assert.deepEqual(await faults(page), []);
    await page.context().close();
  });

  test('asks before what was typed is lost, and not once it is sent', async () => {
    const page = await trial.visit('/o/bouliac/conges');
    await page.getByLabel('Motif').fill('x');
    await page.getByRole('link', { name: 'Catalogue' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Quitter sans enregistrer ?' });
    await dialog.waitFor();
    assert.deepEqual(await faults(page), []);
    await dialog.getByRole('button', { name: 'Annuler' }).click();
    assert.equal(new URL(page.url()).pathname, '/o/bouliac/conges');
    await page.getByRole('link', { name: 'Catalogue' }).first().click();
    await dialog.getByRole('button', { name: 'Quitter la page' }).click();
    await page.waitForURL(`${trial.url}/o/bouliac/catalogue`);
    await page.context().close();
  });

  test('looks inside a table that is dropped, and refuses what is no table', async () => {
    const page = await trial.visit('/o/bouliac/devis');
    await page.getByRole('tab', { name: 'Fichiers' }).click();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'agents.csv', mimeType: 'text/csv', buffer: Buffer.from('nom;grade\r\nUn agent;rédacteur\r\n') });
    await page.getByRole('cell', { name: 'rédacteur' }).waitFor();
    assert.deepEqual(await faults(page), []);
    await page.locator('input[type=file]').setInputFiles({ name: 'agents.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') });
    await page.getByText(/« agents.exe » n’est pas d’un type accepté/).waitFor();
    await page.context().close();
  });
});
