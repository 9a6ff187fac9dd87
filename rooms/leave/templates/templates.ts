// SPDX-License-Identifier: EUPL-1.2
/** What bodies of a kind begin with, and edit afterwards: settings, services, absences that their assembly usually votes. */
import type { BodyKind } from '#rooms/organisations/api.ts';
import type { Settings } from '../agents/body-calendar.ts';
import type { Tables } from '../tables.ts';

type Kind = Omit<Tables['leave.kind'], 'organisation_id' | 'id' | 'rank' | 'archived_at'>;

export type Template = {
  key: string;
  label: string;
  says: string;
  for: readonly BodyKind[];
  settings: Pick<Settings, 'approvalLevels' | 'noticeDays' | 'presenceRefuses' | 'colleaguesSee'>;
  /** Whether its agents follow the school. */
  followsSchool: boolean;
  teams: readonly { name: string; minimumPresent: number }[];
  kinds: readonly Kind[];
};

const voted: Omit<Kind, 'key' | 'label' | 'short'> = {
  colour: 'orange',
  counter: null,
  most_at_once: null,
  most_per_year: null,
  takes_hours: false,
  asked_by: 'agent',
  needs_answer: true,
  proof: 'asked',
  is_health: false,
  is_family: false,
  is_at_work: false,
  is_private: false,
  is_service: true,
  payroll_code: null,
  text: 'Code général de la fonction publique, art. L. 622-1 : durée votée par l’assemblée',
};

const exam: Kind = { ...voted, key: 'concours', label: 'Concours et examens professionnels', short: 'CON', most_per_year: 200 };
const moving: Kind = { ...voted, key: 'demenagement', label: 'Déménagement', short: 'DEM', most_at_once: 100 };
const schoolStart: Kind = {
  ...voted,
  key: 'rentree-scolaire',
  label: 'Rentrée scolaire',
  short: 'REN',
  takes_hours: true,
  proof: 'none',
  most_at_once: 50,
  text: 'Circulaire du 7 août 2008 : facilité d’horaires, accordée si le service le permet',
};
const mission: Kind = { ...voted, key: 'mission', label: 'Déplacement professionnel', short: 'MIS', colour: 'lime', takes_hours: true, proof: 'none', is_at_work: true, text: '' }; // prettier-ignore
const firefighter: Kind = {
  ...voted,
  key: 'sapeur-pompier',
  label: 'Sapeur-pompier volontaire',
  short: 'SPV',
  takes_hours: true,
  text: 'Code de la sécurité intérieure, art. L. 723-12 : selon la convention passée avec le service d’incendie et de secours',
};

const near = { approvalLevels: 1, noticeDays: 7, presenceRefuses: false, colleaguesSee: 'body' } as const;

export const templates: readonly Template[] = [
  {
    key: 'petite-commune',
    label: 'Commune de moins de dix agents',
    says: 'Une seule réponse, donnée par le maire ou la secrétaire ; tout le monde voit qui est absent.',
    for: ['commune'],
    settings: near,
    followsSchool: true,
    teams: [
      { name: 'Mairie', minimumPresent: 0 },
      { name: 'École', minimumPresent: 0 },
      { name: 'Services techniques', minimumPresent: 0 },
    ],
    kinds: [schoolStart, firefighter],
  },
  {
    key: 'commune',
    label: 'Commune de dix agents et plus',
    says: 'Chaque service a son responsable, qui répond seul ; un accueil reste toujours ouvert.',
    for: ['commune'],
    settings: { ...near, colleaguesSee: 'team' },
    followsSchool: true,
    teams: [
      { name: 'Direction générale', minimumPresent: 0 },
      { name: 'Accueil et état civil', minimumPresent: 1 },
      { name: 'Écoles et restauration', minimumPresent: 1 },
      { name: 'Services techniques', minimumPresent: 1 },
    ],
    kinds: [exam, moving, schoolStart, firefighter],
  },
  {
    key: 'communaute',
    label: 'Communauté de communes, d’agglomération, métropole',
    says: 'Le responsable vise, la direction accorde ; chacun voit les absents de son service.',
    for: ['cc', 'ca', 'cu', 'metropole', 'ept', 'departement', 'region'],
    settings: { approvalLevels: 2, noticeDays: 15, presenceRefuses: false, colleaguesSee: 'team' },
    followsSchool: false,
    teams: [
      { name: 'Direction générale', minimumPresent: 1 },
      { name: 'Finances', minimumPresent: 1 },
      { name: 'Ressources humaines', minimumPresent: 1 },
      { name: 'Services techniques', minimumPresent: 2 },
      { name: 'Petite enfance', minimumPresent: 2 },
    ],
    kinds: [exam, moving, schoolStart, mission, firefighter],
  },
  {
    key: 'ccas',
    label: 'CCAS, CIAS',
    says: 'L’aide à domicile ne descend jamais sous son effectif minimal : une demande qui l’y mènerait est refusée.',
    for: ['ccas', 'cias'],
    settings: { ...near, presenceRefuses: true, colleaguesSee: 'team' },
    followsSchool: false,
    teams: [
      { name: 'Accueil social', minimumPresent: 1 },
      { name: 'Aide à domicile', minimumPresent: 2 },
    ],
    kinds: [exam, schoolStart, mission],
  },
  {
    key: 'ecole',
    label: 'Syndicat scolaire, caisse des écoles',
    says: 'Des agents annualisés, qui travaillent au rythme de l’école.',
    for: ['sirp', 'sivos', 'caisse-des-ecoles', 'sivu'],
    settings: near,
    followsSchool: true,
    teams: [
      { name: 'École', minimumPresent: 1 },
      { name: 'Restauration', minimumPresent: 1 },
      { name: 'Accueil périscolaire', minimumPresent: 1 },
    ],
    kinds: [exam, schoolStart],
  },
  {
    key: 'syndicat',
    label: 'Syndicat, office, établissement',
    says: 'Une petite équipe, une réponse, un calendrier commun.',
    for: ['syndicat', 'sivom', 'office', 'budget-annexe', 'etablissement'],
    settings: near,
    followsSchool: false,
    teams: [
      { name: 'Direction', minimumPresent: 0 },
      { name: 'Exploitation', minimumPresent: 1 },
    ],
    kinds: [exam, moving, mission],
  },
];
