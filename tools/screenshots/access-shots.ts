// SPDX-License-Identifier: EUPL-1.2
import { alix, camille, guide, gironde, type Shot } from './shot.ts';

/** What an account and a body open to devices, programs and other software. */
export const accessShots: readonly Shot[] = [
  { file: `${guide}/appareils.webp`, at: '/compte/appareils', as: camille },
  { file: `${guide}/navigateurs.webp`, at: '/compte', as: camille, height: 1_500 },
  { file: `${guide}/jetons.webp`, at: `${gironde}/jetons`, as: alix },
  { file: `${guide}/applications.webp`, at: `${gironde}/applications`, as: alix },
  { file: `${guide}/application-nouvelle.webp`, at: `${gironde}/applications/nouvelle`, as: alix, height: 900 },
  { file: `${guide}/la-suite.webp`, at: `${gironde}/la-suite`, as: alix },
];
