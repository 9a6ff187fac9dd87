// SPDX-License-Identifier: EUPL-1.2
import { camille, guide, type Shot } from './shot.ts';

const coteaux = '/o/cc-les-coteaux-bordelais-243301355';
const cdg = '/o/cdg-47';
const robin = 'robin@cdg47.exemple';

export const rightsShots: readonly Shot[] = [
  { file: `${guide}/droits.webp`, at: `${coteaux}/droits`, as: camille },
  {
    file: `${guide}/droits-volume.webp`,
    at: `${coteaux}/droits`,
    as: camille,
    prepare: async (page) => {
      await page.getByRole('link', { name: 'Volume de données du territoire' }).click();
      await page.getByRole('heading', { name: 'Par collectivité du territoire' }).waitFor();
    },
  },
  { file: `${guide}/droits-telephone.webp`, at: `${coteaux}/droits`, as: camille, width: 390 },
  { file: `${guide}/consommations.webp`, at: `${cdg}/consommations`, as: robin },
  {
    file: `${guide}/droits-collectivite.webp`,
    at: `${cdg}/droits-des-collectivites`,
    as: robin,
    prepare: async (page) => {
      await page.getByRole('link', { name: 'Duras' }).click();
      await page.getByRole('heading', { level: 1, name: 'Duras' }).waitFor();
    },
  },
  { file: `${guide}/services-ouverts.webp`, at: `${cdg}/services-ouverts`, as: robin },
];
