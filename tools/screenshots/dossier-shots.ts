// SPDX-License-Identifier: EUPL-1.2
import type { Page } from 'playwright-core';
import { gironde, guide, noa, type Shot } from './shot.ts';

/** Dossiers, and the operator's adhesions under way. */
export const dossierShots: readonly Shot[] = [
  { file: `${guide}/dossiers.webp`, at: `${gironde}/dossiers?status=open`, as: noa },
  {
    file: `${guide}/dossier.webp`,
    at: `${gironde}/dossiers?type=adhesions.adhesion&step=signature`,
    as: noa,
    height: 1_100,
    prepare: (page) => openFirst(page),
  },
  {
    file: `${guide}/dossier-vote.webp`,
    at: `${gironde}/dossiers?type=adhesions.adhesion&step=vote`,
    as: noa,
    height: 1_400,
    prepare: async (page) => {
      await openFirst(page);
      await page.getByRole('button', { name: 'L’assemblée a adopté la délibération' }).click();
      for (const [label, figure] of [
        ['Membres en exercice', '30'],
        ['Présents', '23'],
        ['Représentés', '5'],
        ['Pour', '28'],
        ['Contre', '0'],
      ] as const)
        await page.getByRole('textbox', { name: new RegExp(`^${label}`) }).fill(figure);
      await page.getByText('adoptée', { exact: true }).waitFor();
      await page.getByRole('heading', { name: 'Prochain acte' }).evaluate((heading) => heading.scrollIntoView());
    },
  },
  { file: `${guide}/adhesions-suivi.webp`, at: `${gironde}/adhesions`, as: noa, height: 1_200 },
  { file: `${guide}/adhesions-suivi-telephone.webp`, at: `${gironde}/adhesions?type=adhesions.adhesion`, as: noa, width: 390 },
  { file: `${guide}/adhesions-rejoindre.webp`, at: `${gironde}/adhesions/rejoindre`, as: noa, height: 700 },
];

async function openFirst(page: Page): Promise<void> {
  await page.getByRole('rowheader').getByRole('link').first().click();
  await page.getByRole('heading', { level: 1, name: /^Dossier / }).waitFor();
  await page.getByRole('heading', { name: 'Historique' }).waitFor();
}
