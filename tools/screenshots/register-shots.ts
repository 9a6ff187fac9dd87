// SPDX-License-Identifier: EUPL-1.2
import { alix, guide, gironde, type Shot } from './shot.ts';

/** The register of conventions, the territories and the take-over of what existed before. */
export const registerShots: readonly Shot[] = [
  { file: `${guide}/conventions.webp`, at: `${gironde}/adhesions/conventions`, as: alix },
  { file: `${guide}/territoires.webp`, at: `${gironde}/adhesions/territoires`, as: alix },
  { file: `${guide}/renouvellements.webp`, at: `${gironde}/renouvellements`, as: alix },
  {
    file: `${guide}/campagne.webp`,
    at: `${gironde}/campagnes`,
    as: alix,
    prepare: async (page) => {
      await page
        .getByRole('link', { name: /^CP-|Passage au catalogue/ })
        .first()
        .click();
      await page.getByRole('table').first().waitFor();
    },
  },
  { file: `${guide}/souscrire.webp`, at: '/o/duras-47086/mon-adhesion/souscrire', as: 'ambre@duras.exemple' },
  { file: `${guide}/reprise.webp`, at: `${gironde}/adhesions/reprises/nouvelle`, as: alix, height: 1_300 },
];
