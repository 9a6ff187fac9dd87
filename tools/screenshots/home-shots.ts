// SPDX-License-Identifier: EUPL-1.2
import { gironde, guide, noa, type Shot } from './shot.ts';

const dominique = 'dominique@coteaux.exemple';
const maxence = 'maxence@croignon.exemple';

export const homeShots: readonly Shot[] = [
  { file: `${guide}/bureau-virtuel.webp`, at: '/', as: dominique, height: 1250 },
  { file: `${guide}/bureau-virtuel-elu.webp`, at: '/', as: maxence, width: 390 },
  { file: `${guide}/bureau-virtuel-annonce.webp`, at: `${gironde}/annonces/nouvelle`, as: noa, height: 1250 },
  { file: `${guide}/bureau-virtuel-demandes.webp`, at: `${gironde}/demandes-de-services`, as: noa },
];
