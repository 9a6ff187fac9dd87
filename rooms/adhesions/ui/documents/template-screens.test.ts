// SPDX-License-Identifier: EUPL-1.2
/** The screens of templates: what is wrong is shown at its line, nobody's version is written over unseen, every version comes back. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { TestHouse } from '#platform/testing/house.ts';
import { needs } from '#platform/testing/peer.ts';
import { sessionOf } from '#rooms/people/testing.ts';
import type { TestOperator } from '#rooms/quotes/testing.ts';
import { look, tryScreens, type Screens } from '#ui/testing/try-screens.ts';
import { openPaperHouse } from '../../documents/testing.ts';

const chromium = needs('chromium', 'chromium');

let it: TestHouse;
let screens: Screens;
let gironde: TestOperator;
let cookie: Awaited<ReturnType<typeof sessionOf>>;

before(async () => {
  if (chromium.skip) return;
  screens = await tryScreens(async () => {
    ({ it, gironde } = await openPaperHouse());
    return it;
  });
  cookie = await sessionOf(screens.app, gironde.managerPerson);
});
after(() => screens?.close());

const at = (document: string) => `/o/${gironde.body.slug}/adhesions/modeles/${document}`;
const sourceOf = (page: Page) => page.getByRole('textbox', { name: 'Texte du modèle' });
const save = (page: Page) => page.getByRole('button', { name: 'Enregistrer une nouvelle version' }).click();

test(
  'what is wrong is said at its line, one press away; a variable is written where the cursor is; the version carries its note',
  chromium,
  async () => {
    const page = await screens.visit(`/o/${gironde.body.slug}/adhesions/modeles`, { cookie });
    assert.equal(await page.getByRole('row').count(), 9);
    await look(page, 'templates');
    await page.getByRole('link', { name: 'Délibération d’adhésion d’un territoire' }).click();
    await page.getByText('Aucune erreur').waitFor();
    const shipped = await sourceOf(page).inputValue();
    await sourceOf(page).fill(shipped.replace('évalué ici à {{ volume }}', 'évalué ici à {{ volumes }}'));
    await page.getByText('vouliez-vous dire « volume » ?').waitFor();
    await look(page, 'template-fault');
    await page.getByRole('button', { name: /^Ligne \d+$/ }).click();
    const chosen = await sourceOf(page).evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd));
    assert.match(chosen, /\{\{ volumes \}\}/);
    assert.doesNotMatch(chosen, /\n/);

    await sourceOf(page).fill(`${shipped}\n\nDossier `);
    await page.getByRole('button', { name: 'Écrire {{ dossier.numero }} dans le modèle' }).click();
    assert.equal(await sourceOf(page).inputValue(), `${shipped}\n\nDossier {{ dossier.numero }}`);
    await page.getByLabel('Ce que cette version change').fill('Numéro du dossier rappelé');
    await save(page);
    await page.getByText('Version 1, en service').waitFor();
    await page.getByText('Numéro du dossier rappelé').waitFor();

    await page.getByRole('tab', { name: 'Aperçu' }).click();
    const paper = page.getByRole('region', { name: 'Aperçu du document' });
    await paper.getByText('Bloc protégé').first().waitFor();
    await look(page, 'template-preview');
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Télécharger l’aperçu en PDF' }).click();
    assert.equal((await downloading).suggestedFilename(), 'apercu-deliberation-adhesion.pdf');
    await page.close();
  },
);

test('someone saved meanwhile: nothing is lost, and one decides; a past version comes back as a new one', chromium, async () => {
  const page = await screens.visit(at('avenant'), { cookie });
  await page.getByText('Aucune erreur').waitFor();
  const shipped = await sourceOf(page).inputValue();
  const url = `/api/o/${gironde.body.slug}/adhesions/templates/avenant`;
  const other = await gironde.head({ method: 'PUT', url, payload: { source: `${shipped}\n\nLe leur.`, note: '', expects: 0 } });
  assert.equal(other.statusCode, 200, other.body);
  await sourceOf(page).fill(`${shipped}\n\nLe mien.`);
  await save(page);
  await page.getByText('n’est pas celle dont vous êtes parti').waitFor();
  await look(page, 'template-newer');
  assert.equal(await sourceOf(page).inputValue(), `${shipped}\n\nLe mien.`);
  await page.getByRole('button', { name: 'Garder mon texte' }).click();
  await save(page);
  await page.getByText('Version 2, en service').waitFor();

  await page.getByRole('button', { name: 'Reprendre : version 1' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reprendre ce texte' }).click();
  await page.getByText('Version 3, en service').waitFor();
  await page.getByText('Retour à la version 1').waitFor();
  assert.equal(await sourceOf(page).inputValue(), `${shipped}\n\nLe leur.`);
  await page.close();
});
