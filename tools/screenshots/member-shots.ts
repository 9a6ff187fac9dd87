// SPDX-License-Identifier: EUPL-1.2
import { guide, type Shot } from './shot.ts';

const dominique = 'dominique@coteaux.exemple';
const camille = 'camille@coteaux.exemple';

export const memberShots: readonly Shot[] = [
  { file: `${guide}/mon-adhesion.webp`, at: '/o/croignon-33141/mon-adhesion', as: dominique, height: 1250 },
  { file: `${guide}/mon-adhesion-epci.webp`, at: '/o/cc-les-coteaux-bordelais-243301355/mon-adhesion', as: camille, height: 1400 },
  { file: `${guide}/mes-demandes.webp`, at: '/o/bonnetan-33061/mes-demandes', as: dominique },
];
