// SPDX-License-Identifier: EUPL-1.2
import { guide, type Shot } from './shot.ts';

const tresses = '/o/tresses-33535';
const bonnetan = '/o/bonnetan-33061';
const dominique = 'dominique@coteaux.exemple';
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
  {
    file: `${guide}/sauvegardes-fiche.webp`,
    at: `${tresses}/sauvegardes/ma-fiche`,
    as: morgan,
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Faire ma fiche' }).click();
      await page.getByText('Imprimer la fiche').waitFor();
    },
  },
  { file: `${guide}/sauvegardes-maintenances.webp`, at: `${bonnetan}/sauvegardes/maintenances`, as: dominique },
  { file: `${guide}/sauvegardes-plan.webp`, at: `${tresses}/sauvegardes/plan`, as: morgan },
  { file: `${guide}/sauvegardes-mots-de-passe.webp`, at: `${bonnetan}/sauvegardes/mots-de-passe`, as: dominique, height: 1100 },
  { file: `${guide}/sauvegardes-essais.webp`, at: `${tresses}/sauvegardes/essais`, as: morgan },
  { file: `${guide}/sauvegardes-territoire.webp`, at: '/o/gironde-numerique/sauvegardes-du-territoire', as: swann, height: 1250 },
  { file: `${guide}/sauvegardes-signes.webp`, at: '/o/gironde-numerique/sauvegardes-du-territoire/signes?historique=oui', as: swann },
];
