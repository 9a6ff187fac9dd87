// SPDX-License-Identifier: EUPL-1.2
import { guide, type Shot } from './shot.ts';

const tresses = '/o/tresses-33535';
const morgan = 'morgan@tresses.exemple';
const swann = 'swann@gironde.exemple';

export const backupShots: readonly Shot[] = [
  { file: `${guide}/sauvegardes.webp`, at: `${tresses}/sauvegardes`, as: morgan },
  { file: `${guide}/sauvegardes-telephone.webp`, at: `${tresses}/sauvegardes`, as: morgan, width: 390 },
  {
    file: `${guide}/sauvegardes-machine.webp`,
    at: `${tresses}/sauvegardes`,
    as: morgan,
    prepare: async (page) => {
      await page.getByRole('link', { name: 'Serveur de la mairie' }).click();
      await page.getByRole('heading', { level: 1, name: 'Serveur de la mairie' }).waitFor();
    },
  },
  { file: `${guide}/sauvegardes-plan.webp`, at: `${tresses}/sauvegardes/plan`, as: morgan },
  { file: `${guide}/sauvegardes-mots-de-passe.webp`, at: `${tresses}/sauvegardes/mots-de-passe`, as: morgan },
  { file: `${guide}/sauvegardes-essais.webp`, at: `${tresses}/sauvegardes/essais`, as: morgan },
  { file: `${guide}/sauvegardes-territoire.webp`, at: '/o/gironde-numerique/sauvegardes-du-territoire', as: swann },
];
