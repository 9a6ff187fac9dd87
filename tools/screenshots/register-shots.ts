// SPDX-License-Identifier: EUPL-1.2
import { alix, guide, gironde, type Shot } from './shot.ts';

/** The register of conventions, the territories and the take-over of what existed before. */
export const registerShots: readonly Shot[] = [
  { file: `${guide}/conventions.webp`, at: `${gironde}/adhesions/conventions`, as: alix },
  { file: `${guide}/territoires.webp`, at: `${gironde}/adhesions/territoires`, as: alix },
  { file: `${guide}/reprise.webp`, at: `${gironde}/adhesions/reprises/nouvelle`, as: alix, height: 1_300 },
];
