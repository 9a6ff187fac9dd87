// SPDX-License-Identifier: EUPL-1.2
import { gironde, guide, noa, type Shot } from './shot.ts';

const templates = `${gironde}/adhesions/modeles`;

export const templateShots: readonly Shot[] = [
  { file: `${guide}/modeles.webp`, at: templates, as: noa, height: 700 },
  {
    file: `${guide}/modele-texte.webp`,
    at: `${templates}/deliberation-adhesion`,
    as: noa,
    height: 1100,
    prepare: async (page) => {
      const source = page.getByRole('textbox', { name: 'Texte du modèle' });
      await source.fill((await source.inputValue()).replace('évalué ici à {{ volume }}', 'évalué ici à {{ volumes }}'));
      await page.getByText('vouliez-vous dire « volume » ?').waitFor();
    },
  },
  {
    file: `${guide}/modele-apercu.webp`,
    at: `${templates}/deliberation-adhesion`,
    as: noa,
    height: 1100,
    prepare: async (page) => {
      await page.getByRole('tab', { name: 'Aperçu' }).click();
      await page.getByRole('region', { name: 'Aperçu du document' }).waitFor();
    },
  },
];
