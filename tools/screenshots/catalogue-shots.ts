// SPDX-License-Identifier: EUPL-1.2
import { alix, gironde, guide, sacha, type Shot } from './shot.ts';

const catalogue = `${gironde}/catalogue`;
const project =
  (page = '') =>
  (notes: ReadonlyMap<string, string>) =>
    `${notes.get('project') ?? catalogue}${page}`;

export const catalogueShots: readonly Shot[] = [
  {
    file: `${guide}/catalogue-prix.webp`,
    at: `${catalogue}/gironde-numerique-courante`,
    as: sacha,
    prepare: async (page) => {
      await page
        .getByRole('button', { name: /13\s988/ })
        .first()
        .click();
      await page.getByRole('dialog').getByText('Où c’est imprimé').waitFor();
    },
  },
  { file: `${guide}/catalogue-comparer.webp`, at: `${catalogue}/comparer`, as: sacha },
  {
    file: `${guide}/catalogue-reviser.webp`,
    at: `${catalogue}/nouveau`,
    as: sacha,
    prepare: async (page, notes) => {
      await page.getByLabel('Nom du projet').fill('Catalogue 2027');
      await page.getByRole('button', { name: 'Ouvrir le projet' }).click();
      await page.getByRole('heading', { level: 1, name: 'Catalogue 2027' }).waitFor();
      notes.set('project', new URL(page.url()).pathname);
      await page.getByRole('link', { name: 'Réviser', exact: true }).click();
      await page.getByLabel('Évolution').fill('2,5');
      await page.getByLabel('Motif').fill('Évolution des coûts de l’hébergement');
      await page.getByRole('button', { name: 'Appliquer au projet' }).click();
      await page.getByRole('region', { name: 'Modifications du projet' }).getByText('Évolution des coûts').waitFor();
    },
  },
  {
    file: `${guide}/catalogue-simuler.webp`,
    at: project('/simuler'),
    as: sacha,
    prepare: async (page) => page.getByText('Calcul terminé.').waitFor({ timeout: 30_000 }),
  },
  {
    file: `${guide}/catalogue-vote.webp`,
    at: project('/vote'),
    as: sacha,
    height: 760,
    prepare: async (page) => {
      await page.getByLabel('Numéro de l’acte').fill('2026-42');
      await page.getByLabel('Jour du vote').fill('20/11/2026');
      await page.keyboard.press('Tab');
    },
  },
  {
    file: null,
    at: project('/vote'),
    as: sacha,
    height: 640,
    prepare: async (page) => {
      await page.getByLabel('Numéro de l’acte').fill('2026-42');
      await page.getByLabel('Jour du vote').fill('20/11/2026');
      await page.keyboard.press('Tab');
      await page.getByRole('button', { name: 'Enregistrer le vote' }).click();
      await page.getByRole('heading', { level: 1, name: 'Catalogue 2027' }).waitFor();
    },
  },
  { file: `${guide}/catalogue-mise-en-vigueur.webp`, at: project('/mise-en-vigueur'), as: alix, height: 640 },
  { file: `${guide}/catalogue-editions.webp`, at: catalogue, as: sacha, height: 640 },
];
