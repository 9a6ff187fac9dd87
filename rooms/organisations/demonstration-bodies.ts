// SPDX-License-Identifier: EUPL-1.2
import type { BodyKind } from './contract/body-kinds.ts';

type DemonstrationBody = {
  name: string;
  kind: BodyKind;
  /** SIREN or INSEE code of registered bodies. */
  parent?: string;
  serves?: readonly string[];
  population?: number;
  agents?: number;
  budget?: number;
  affiliated?: boolean;
  hosted?: boolean;
};

/** Bodies that the register lacks, with invented figures: one of each sort that the tariffs tell apart. */
export const demonstrationBodies: { gironde: readonly DemonstrationBody[]; lotEtGaronne: readonly DemonstrationBody[] } = {
  gironde: [
    { name: 'CCAS de Tresses', kind: 'ccas', parent: '33535', agents: 6, budget: 310_000_00 },
    { name: 'CCAS de Carignan-de-Bordeaux', kind: 'ccas', parent: '33099', agents: 4, budget: 205_000_00 },
    { name: 'CCAS de Fargues-Saint-Hilaire', kind: 'ccas', parent: '33165', agents: 3, budget: 160_000_00 },
    { name: 'CCAS de Croignon', kind: 'ccas', parent: '33141', agents: 1, budget: 12_000_00 },
    { name: 'CCAS de Libourne', kind: 'ccas', parent: '33243', agents: 140, budget: 6_900_000_00 },
    { name: 'CIAS du Créonnais', kind: 'cias', parent: '243301215', agents: 21, budget: 1_150_000_00 },
    { name: 'Caisse des écoles de Créon', kind: 'caisse-des-ecoles', parent: '33140', agents: 2, budget: 88_000_00 },
    { name: 'SIRP de Camarsac et Croignon', kind: 'sirp', serves: ['33083', '33141'], agents: 11, budget: 540_000_00 },
    { name: 'SIVOS de Bonnetan et Sallebœuf', kind: 'sivos', serves: ['33061', '33496'], agents: 16, budget: 830_000_00 },
    { name: 'Syndicat des eaux des Coteaux', kind: 'syndicat', serves: ['33535', '33165', '33330', '33496'], agents: 9, budget: 4_200_000_00 },
    { name: 'Budget annexe assainissement des Coteaux Bordelais', kind: 'budget-annexe', parent: '243301355', budget: 1_900_000_00 },
    { name: 'Budget annexe transport scolaire du Créonnais', kind: 'budget-annexe', parent: '243301215', budget: 640_000_00 },
    { name: 'Office de tourisme du Créonnais', kind: 'office', parent: '243301215', agents: 5, budget: 390_000_00 },
  ],
  lotEtGaronne: [
    { name: 'CCAS de Marmande', kind: 'ccas', parent: '47157', agents: 96, budget: 4_100_000_00, affiliated: true },
    { name: 'CCAS de Nérac', kind: 'ccas', parent: '47195', agents: 34, budget: 1_450_000_00, affiliated: true },
    { name: 'CCAS de Duras', kind: 'ccas', parent: '47086', agents: 4, budget: 150_000_00, affiliated: true },
    { name: 'CIAS de Lot et Tolzac', kind: 'cias', parent: '244701405', agents: 28, budget: 1_300_000_00, affiliated: true },
    { name: 'SIVU de la petite enfance de Lauzun', kind: 'sivu', serves: ['47142'], agents: 7, budget: 410_000_00, affiliated: true },
    {
      name: 'Syndicat de rivière du Dropt lot-et-garonnais',
      kind: 'syndicat',
      serves: ['47086', '47142'],
      agents: 4,
      budget: 720_000_00,
      affiliated: true,
      hosted: true,
    },
    { name: 'Budget annexe lotissement d’Albret Communauté', kind: 'budget-annexe', parent: '200068948', budget: 2_300_000_00 },
    { name: 'Budget annexe camping de Duras', kind: 'budget-annexe', parent: '47086', agents: 2, budget: 140_000_00 },
    { name: 'Office de l’habitat du Villeneuvois', kind: 'office', parent: '200023307', agents: 62, budget: 18_500_000_00, affiliated: false },
  ],
};
