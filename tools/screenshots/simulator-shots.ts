// SPDX-License-Identifier: EUPL-1.2
import { gironde, guide, type Shot } from './shot.ts';

const simulator = `${gironde}/simulateur`;
const coteaux = `${simulator}/243301355`;

export const simulatorShots: readonly Shot[] = [
  { file: 'docs/beffroi.webp', at: `${coteaux}?edition=gironde-numerique-2017`, script: false },
  { file: `${guide}/simulateur-operateurs.webp`, at: '/simulateur', height: 640, script: false },
  { file: `${guide}/simulateur-recherche.webp`, at: `${simulator}?q=coteaux`, height: 700, script: false },
  { file: `${guide}/simulateur-prix.webp`, at: coteaux, script: false },
  {
    file: `${guide}/simulateur-pourquoi.webp`,
    at: coteaux,
    height: 700,
    script: false,
    prepare: async (page) => {
      await page.locator('.lines summary').first().click();
      await page.getByRole('heading', { name: 'Le détail, ligne par ligne' }).evaluate((heading) => heading.scrollIntoView());
    },
  },
  { file: `${guide}/simulateur-telephone.webp`, at: coteaux, width: 390, script: false },
  { file: `${guide}/tarifs-publics.webp`, at: `${gironde}/tarifs`, script: false },
];
