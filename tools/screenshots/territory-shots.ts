// SPDX-License-Identifier: EUPL-1.2
import { gironde, guide, noa, type Shot } from './shot.ts';

const list = `${gironde}/collectivites`;

// The second line has a type that does not exist, so that the guide shows a fault.
const CSV = ['Nom;Type;Rattachement', 'CCAS de Tresses;CCAS;33535', 'Régie des eaux;Régie;33535', 'CCAS de Bonnetan;CCAS;33061'].join('\r\n');

export const territoryShots: readonly Shot[] = [
  { file: `${guide}/connexion.webp`, at: '/connexion', height: 620 },
  { file: `${guide}/collectivites.webp`, at: list, as: noa },
  {
    file: `${guide}/collectivite.webp`,
    at: `${list}?q=coteaux+bordelais`,
    as: noa,
    prepare: async (page) => {
      await page.getByRole('main').getByRole('link', { name: 'CC les Coteaux Bordelais', exact: true }).first().click();
      await page.getByRole('heading', { level: 1, name: /^CC les coteaux/i }).waitFor();
    },
  },
  {
    file: `${guide}/recherche-rapide.webp`,
    at: gironde,
    as: noa,
    height: 640,
    prepare: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByPlaceholder(/^Un écran/).fill('coteaux bord');
      await page
        .getByRole('option', { name: /Coteaux Bordelais Communauté/ })
        .first()
        .waitFor();
    },
  },
  { file: `${guide}/declarer.webp`, at: `${list}/declarer`, as: noa },
  {
    file: `${guide}/importer.webp`,
    at: `${list}/importer`,
    as: noa,
    prepare: async (page) => {
      await page.locator('input[type=file]').setInputFiles({ name: 'ccas.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) });
      await page.getByText('Lignes à importer').first().waitFor();
    },
  },
  { file: `${guide}/territoire.webp`, at: `${gironde}/territoire`, as: noa, height: 700 },
  { file: `${guide}/collectivites-telephone.webp`, at: `${list}?q=bordelais`, as: noa, width: 390 },
];
