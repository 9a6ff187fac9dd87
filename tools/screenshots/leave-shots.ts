// SPDX-License-Identifier: EUPL-1.2
import { camille, guide, type Shot } from './shot.ts';

const coteaux = '/o/cc-les-coteaux-bordelais-243301355/conges';
const bonnetan = '/o/bonnetan-33061/conges';
const dominique = 'dominique@coteaux.exemple';
const ange = 'ange@bonnetan.exemple';

/** Leave: what an agent does on a phone, what a manager answers, what whoever manages leave keeps. */
export const leaveShots: readonly Shot[] = [
  { file: `${guide}/conges-telephone.webp`, at: bonnetan, as: ange, width: 390, height: 1_100 },
  {
    file: `${guide}/conges-demande.webp`,
    at: `${bonnetan}/demande`,
    as: ange,
    height: 800,
    prepare: (page) => page.getByText('Il resterait', { exact: true }).waitFor(),
  },
  {
    file: `${guide}/conges-repondre-telephone.webp`,
    at: `${bonnetan}/a-repondre`,
    as: dominique,
    width: 390,
    height: 1_200,
  },
  { file: `${guide}/conges-planning.webp`, at: `${coteaux}/planning`, as: camille, height: 1_100 },
  { file: `${guide}/conges-planning-telephone.webp`, at: `${coteaux}/planning`, as: camille, width: 390, height: 1_000 },
  { file: `${guide}/conges-gestion.webp`, at: `${coteaux}/gestion`, as: camille },
  {
    file: `${guide}/conges-agent.webp`,
    at: `${coteaux}/agents?q=Aubier`,
    as: camille,
    height: 1_200,
    prepare: async (page) => {
      await page.getByRole('link', { name: 'Aubier Basile' }).click();
      await page.getByRole('heading', { level: 1, name: 'Basile Aubier' }).waitFor();
      await page.getByRole('heading', { name: 'Compteurs aujourd’hui' }).waitFor();
    },
  },
  { file: `${guide}/conges-cloture.webp`, at: `${coteaux}/cloture`, as: camille },
  {
    file: `${guide}/conges-import.webp`,
    at: `${coteaux}/import`,
    as: camille,
    height: 1_700,
    prepare: async (page) => {
      const lines = [
        'Nom;Prénom;Service;Statut;Catégorie;Sexe;Arrivée;Jours travaillés;Congés annuels',
        'Cormoran;Alix;Services techniques;titulaire;C;F;01/09/2026;lu ma me je ve;8',
        'Hirondelle;Sacha;Services techniques;contractuel;C;;15/10/2026;lu ma me-matin je ve;4,5',
        'Martinet;Noa;Petite enfance;titulaire;B;H;01/11/2026;lu ma je;3',
        'Sterne;Charlie;Petite enfance;titulaire;B;;31/31/2026;lu ma me je ve;5',
      ];
      const file = { name: 'agents.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) };
      await page.locator('input[type=file]').setInputFiles(file);
      await page.getByRole('heading', { name: '1 ligne à corriger' }).waitFor();
    },
  },
  { file: `${guide}/conges-statistiques.webp`, at: `${coteaux}/statistiques`, as: camille, height: 1_100 },
  {
    file: `${guide}/conges-regles.webp`,
    at: `${coteaux}/regles`,
    as: camille,
    height: 1_000,
  },
  { file: `${guide}/conges-mise-en-place.webp`, at: `${coteaux}/mise-en-place?etape=types`, as: camille, height: 1_000 },
];
