// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Trial, dress, faults, focused, overflows, tryShell } from '../testing/try-shell.ts';

describe('the shell in a browser', { timeout: 600_000 }, () => {
  let trial: Trial;
  before(async () => {
    trial = await tryShell();
  });
  after(() => trial.close());

  const screens = [
    '/',
    '/o/bouliac',
    '/o/bouliac/catalogue',
    '/o/bouliac/devis',
    '/o/bouliac/conges',
    '/o/bouliac/nulle-part',
    '/o/inconnue',
    '/connexion',
    '/guide-de-style',
  ];
  for (const address of screens) {
    test(`${address} has no accessibility fault that axe finds, nor any sideways scroll, wide or narrow, light or dark`, async () => {
      const page = await trial.visit(address, { who: address === '/connexion' ? null : 'all' });
      for (const how of [{ width: 1440 }, { width: 1440, scheme: 'dark' }, { width: 390 }] as const) {
        await dress(page, how);
        assert.deepEqual(await faults(page), [], JSON.stringify(how));
        assert.equal(await overflows(page), false, JSON.stringify(how));
      }
      await page.context().close();
    });
  }

  test('text at 200 % stays on the page', async () => {
    for (const address of ['/o/bouliac', '/o/bouliac/catalogue', '/o/bouliac/conges', '/connexion', '/guide-de-style']) {
      const page = await trial.visit(address, { width: 1280, zoomedText: true, who: address === '/connexion' ? null : 'all' });
      assert.equal(await overflows(page), false, address);
      await page.context().close();
    }
  });

  test('the keyboard goes from the skip link to the content, the house, the body and the rooms', async () => {
    const page = await trial.visit('/o/bouliac');
    const stops: string[] = [];
    for (let step = 0; step < 5; step += 1) {
      await page.keyboard.press('Tab');
      stops.push(await focused(page));
    }
    assert.deepEqual(stops, ['Aller au contenu', 'Beffroi, accueil', 'CommuneBouliac : changer de collectivité', 'Catalogue', 'Devis']);
    await page.context().close();
  });

  test('the skip link leads to the content', async () => {
    const page = await trial.visit('/o/bouliac');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'contenu');
    await page.context().close();
  });

  test('a new page takes the focus to its heading and names the tab', async () => {
    const page = await trial.visit('/o/bouliac');
    await page.getByRole('link', { name: 'Catalogue' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Catalogue' }).waitFor();
    assert.equal(await focused(page), 'Catalogue');
    assert.equal(await page.title(), 'Catalogue – Bouliac – Beffroi');
    await page.context().close();
  });

  test('a body is switched without signing in, on the same list', async () => {
    const page = await trial.visit('/o/bouliac/catalogue');
    await page.getByRole('button', { name: /changer de collectivité/ }).click();
    await page.getByRole('searchbox', { name: 'Filtrer les collectivités' }).fill('cenac');
    assert.deepEqual(await faults(page), []);
    await page.getByRole('link', { name: /Cénac/ }).click();
    await page.waitForURL(`${trial.url}/o/cenac/catalogue`);
    await page.getByRole('button', { name: /Cénac.*changer/ }).waitFor();
    await page.context().close();
  });

  test('the foot of a page leads to what the operator of the body publishes, else to the site’s', async () => {
    const page = await trial.visit('/o/bouliac');
    const link = page.getByRole('contentinfo').getByRole('link', { name: 'Accessibilité : partiellement conforme' });
    assert.equal(await link.getAttribute('href'), '/o/syndicat-numerique/accessibilite');
    await page.goto(`${trial.url}/o/cenac`);
    const own = page.getByRole('contentinfo').getByRole('link', { name: 'Accessibilité', exact: true });
    assert.equal(await own.getAttribute('href'), '/accessibilite');
    await page.context().close();
  });

  test('two tabs hold two bodies', async () => {
    const page = await trial.visit('/o/bouliac/catalogue');
    const other = await page.context().newPage();
    await other.goto(`${trial.url}/o/latresne/catalogue`);
    await other.getByRole('button', { name: /Latresne.*changer/ }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: /Bouliac.*changer/ }).waitFor();
    await page.context().close();
  });

  test('a person with one body lands in it', async () => {
    const page = await trial.visit('/', { who: 'one' });
    await page.waitForURL(`${trial.url}/o/bouliac`);
    await page.context().close();
  });

  test('Ctrl-K finds a screen, a body and what the server knows, by keyboard alone', async () => {
    const page = await trial.visit('/o/bouliac');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Rechercher ou aller à' }).fill('bouliac');
    await page.getByRole('option', { name: /Devis n° 2026-014/ }).waitFor();
    assert.deepEqual(await faults(page), []);
    await page.getByRole('combobox').fill('vacances');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${trial.url}/o/bouliac/conges`);
    await page.context().close();
  });

  test('an unknown session signs in and comes back to the address it asked', async () => {
    const page = await trial.visit('/o/bouliac/catalogue?sort=cents&order=desc', { who: null });
    await page.getByLabel('Adresse électronique').fill('agente@exemple.fr');
    await page.getByLabel('Mot de passe', { exact: true }).fill('faux');
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByText('Adresse électronique ou mot de passe inconnu.').waitFor();
    await page.getByLabel('Mot de passe', { exact: true }).fill('mot de passe d’essai');
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.waitForURL(`${trial.url}/o/bouliac/catalogue?sort=cents&order=desc`);
    await page.context().close();
  });

  test('a session that ends is resumed over the page, and what was typed stays', async () => {
    const page = await trial.visit('/o/bouliac/conges');
    await page.getByLabel('Motif').fill('déménagement');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Envoyer la demande' }).click();
    const dialog = page.getByRole('dialog', { name: 'Votre session a pris fin' });
    await dialog.getByLabel('Adresse électronique').fill('agente@exemple.fr');
    assert.deepEqual(await faults(page), []);
    await dialog.getByLabel('Mot de passe', { exact: true }).fill('mot de passe d’essai');
    await dialog.getByRole('button', { name: 'Se connecter' }).click();
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(await page.getByLabel('Motif').inputValue(), 'déménagement');
    await page.context().close();
  });

  test('an operator’s colours are worn, corrected, and pass axe', async () => {
    for (const scheme of ['light', 'dark'] as const) {
      const page = await trial.visit('/o/syndicat-numerique/catalogue', { scheme });
      await page.getByRole('link', { name: 'Syndicat numérique d’essai, accueil' }).first().waitFor();
      assert.deepEqual(await faults(page), []);
      await page.context().close();
    }
  });
});
