// SPDX-License-Identifier: EUPL-1.2
/** Machines of the demonstration, all invented. */
import type { MachineKind, SignKind } from './tables.ts';

export type InventedMachine = {
  label: string;
  kind: MachineKind;
  /** What stands in its repository, in Go: invented; a machine that has objects has theirs above it. */
  go: number;
  /** Whether its repository is a real one, of `demonstration-repository.json`. */
  hasObjects?: boolean;
  /** Hours since its last backup; null: it never enrolled. */
  hoursAgo: number | null;
  /** Days since its last proven restore; null: never. */
  provenDaysAgo: number | null;
  sign?: { kind: SignKind; says: string };
};

export type InventedBody = { operator: string; body: string; machines: readonly InventedMachine[]; hasPlan: boolean };

const server = (go: number, provenDaysAgo: number | null, hoursAgo = 9): InventedMachine => ({
  label: 'Serveur de la mairie',
  kind: 'server',
  go,
  hoursAgo,
  provenDaysAgo,
});
const desk = (label: string, go: number, hoursAgo: number | null = 7): InventedMachine => ({
  label,
  kind: 'workstation',
  go,
  hoursAgo,
  provenDaysAgo: null,
});

export const demonstrationBodies: readonly InventedBody[] = [
  {
    operator: 'gironde-numerique',
    body: 'tresses-33535',
    hasPlan: true,
    machines: [
      server(41.2, 12),
      {
        label: 'NAS des services techniques',
        kind: 'nas',
        go: 118.6,
        hoursAgo: 6,
        provenDaysAgo: 74,
        sign: {
          kind: 'mass-new-data',
          says: '64,2 Go de données nouvelles aujourd’hui, contre 410 Mo d’habitude : des fichiers ont-ils été chiffrés ?',
        },
      },
      desk('Accueil', 3.4),
      desk('État civil', 2.1),
      { ...desk('Urbanisme', 5.8, 121), sign: { kind: 'silence', says: 'Aucune sauvegarde depuis 5 jours.' } },
      desk('Médiathèque', 0, null),
    ],
  },
  {
    operator: 'gironde-numerique',
    body: 'bonnetan-33061',
    hasPlan: true,
    machines: [
      { ...server(6.3, 40), hasObjects: true },
      { ...desk('Secrétariat', 0), hasObjects: true },
    ],
  },
  { operator: 'gironde-numerique', body: 'croignon-33141', hasPlan: false, machines: [desk('Secrétariat', 3.1)] },
  { operator: 'gironde-numerique', body: 'camarsac-33083', hasPlan: false, machines: [server(4.7, null, 15)] },
  { operator: 'cdg-47', body: '47157', hasPlan: true, machines: [server(22.4, 20), desk('Comptabilité', 7.8)] },
  { operator: 'cdg-47', body: '47195', hasPlan: true, machines: [server(20.4, 61)] },
  { operator: 'cdg-47', body: '47086', hasPlan: false, machines: [server(14, null), desk('Accueil', 3, 200)] },
];
