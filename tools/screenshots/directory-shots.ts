// SPDX-License-Identifier: EUPL-1.2
import { camille, guide, gironde, type Shot } from './shot.ts';

const coteaux = '/o/cc-les-coteaux-bordelais-243301355';
const swann = 'swann@gironde.exemple';

export const directoryShots: readonly Shot[] = [
  { file: `${guide}/annuaire.webp`, at: `${coteaux}/annuaire`, as: camille },
  { file: `${guide}/organigramme.webp`, at: `${coteaux}/annuaire/organigramme`, as: camille, height: 900 },
  { file: `${guide}/mouvements.webp`, at: `${coteaux}/mouvements`, as: camille },
  { file: `${guide}/renouvellement.webp`, at: `${coteaux}/mouvements/renouvellement`, as: camille },
  { file: `${guide}/assistance.webp`, at: `${gironde}/support`, as: swann },
];
