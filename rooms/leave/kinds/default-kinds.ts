// SPDX-License-Identifier: EUPL-1.2
/** Kinds of absence that a body begins with, and edits afterwards. Days in hundredths. */
import type { Tables } from '../tables.ts';

type Kind = Omit<Tables['leave.kind'], 'organisation_id' | 'id' | 'rank' | 'archived_at'>;

const plain: Kind = {
  key: '',
  label: '',
  short: '',
  colour: 'gray',
  counter: null,
  most_at_once: null,
  most_per_year: null,
  takes_hours: false,
  asked_by: 'agent',
  needs_answer: true,
  proof: 'none',
  is_health: false,
  is_family: false,
  is_at_work: false,
  is_private: false,
  is_service: true,
  payroll_code: null,
  text: '',
};

const health = { ...plain, colour: 'red', asked_by: 'manager', needs_answer: false, proof: 'asked', is_health: true, is_private: true } as const;
const family = { ...plain, colour: 'grape', proof: 'required', is_family: true, is_private: true } as const;
const event = { ...plain, colour: 'orange', proof: 'required', is_private: true } as const;

const CGFP = 'Code général de la fonction publique';
// No decree fixes these durations for territorial agents: the assembly votes them, in the limit of what the State gives its own.
const ASA = `${CGFP}, art. L. 622-1 : durée votée par l’assemblée, dans la limite de celle des agents de l’État`;

/** The kinds that the law knows, then the usual autorisations spéciales d'absence, which each assembly votes. */
export const defaultKinds: readonly Kind[] = [
  {
    ...plain,
    key: 'conge-annuel',
    label: 'Congé annuel',
    short: 'CA',
    colour: 'blue',
    counter: 'annual',
    text: 'Décret n° 85-1250 du 26 novembre 1985',
  },
  { ...plain, key: 'rtt', label: 'RTT', short: 'RTT', colour: 'cyan', counter: 'rtt', text: 'Décret n° 2001-623 du 12 juillet 2001' },
  {
    ...plain,
    key: 'compte-epargne-temps',
    label: 'Compte épargne-temps',
    short: 'CET',
    colour: 'indigo',
    counter: 'cet',
    text: 'Décret n° 2004-878 du 26 août 2004',
  },
  {
    ...plain,
    key: 'recuperation',
    label: 'Récupération d’heures',
    short: 'RH',
    colour: 'teal',
    counter: 'hours',
    takes_hours: true,
    text: 'Décret n° 2002-60 du 14 janvier 2002',
  },
  { ...health, key: 'maladie', label: 'Congé de maladie ordinaire', short: 'CMO', text: `${CGFP}, art. L. 822-1 à L. 822-5` },
  { ...health, key: 'longue-maladie', label: 'Congé de longue maladie', short: 'CLM', text: `${CGFP}, art. L. 822-6 à L. 822-11` },
  { ...health, key: 'longue-duree', label: 'Congé de longue durée', short: 'CLD', text: `${CGFP}, art. L. 822-12 à L. 822-17` },
  // Three kinds for one leave (CITIS): the rapport social unique counts them apart.
  { ...health, key: 'citis', label: 'Accident de service', short: 'ITS', text: `${CGFP}, art. L. 822-18 et L. 822-21 à L. 822-25` },
  { ...health, key: 'citis-trajet', label: 'Accident de trajet', short: 'ITT', text: `${CGFP}, art. L. 822-19 et L. 822-21 à L. 822-25` },
  { ...health, key: 'citis-maladie', label: 'Maladie professionnelle', short: 'ITM', text: `${CGFP}, art. L. 822-20 à L. 822-25` },
  { ...family, key: 'maternite', label: 'Congé de maternité', short: 'MAT', text: `${CGFP}, art. L. 631-3` },
  { ...family, key: 'naissance', label: 'Congé de naissance', short: 'NAI', most_at_once: 300, text: `${CGFP}, art. L. 631-6` },
  { ...family, key: 'paternite', label: 'Congé de paternité et d’accueil de l’enfant', short: 'PAT', text: `${CGFP}, art. L. 631-9` },
  { ...family, key: 'adoption', label: 'Congé d’adoption', short: 'ADO', text: `${CGFP}, art. L. 631-8` },
  {
    ...family,
    key: 'naissance-supplementaire',
    label: 'Congé supplémentaire de naissance',
    short: 'CSN',
    text: `${CGFP}, art. L. 631-3 ; loi n° 2025-1403 du 30 décembre 2025, art. 99`,
  },
  { ...family, key: 'parental', label: 'Congé parental', short: 'PAR', asked_by: 'manager', is_service: false, text: `${CGFP}, art. L. 515-1` },
  { ...family, key: 'proche-aidant', label: 'Congé de proche aidant', short: 'AID', takes_hours: false, text: `${CGFP}, art. L. 634-1` },
  { ...family, key: 'solidarite-familiale', label: 'Congé de solidarité familiale', short: 'SOL', text: `${CGFP}, art. L. 633-1` },
  { ...event, key: 'deces-enfant', label: 'Décès d’un enfant', short: 'DEC', most_at_once: 1400, text: `${CGFP}, art. L. 622-2` },
  { ...event, key: 'mariage', label: 'Mariage ou pacs de l’agent', short: 'MAR', most_at_once: 500, text: ASA },
  { ...event, key: 'deces-proche', label: 'Décès ou maladie très grave d’un conjoint, d’un parent', short: 'DP', most_at_once: 300, text: ASA },
  {
    ...event,
    key: 'enfant-malade',
    label: 'Garde d’enfant malade',
    short: 'GEM',
    most_per_year: 600,
    text: 'Circulaire FP n° 1475 du 20 juillet 1982',
  },
  {
    ...event,
    key: 'don-du-sang',
    label: 'Don du sang',
    short: 'DON',
    proof: 'asked',
    takes_hours: true,
    text: 'Code de la santé publique, art. D. 1221-2',
  },
  { ...plain, key: 'formation', label: 'Formation', short: 'FOR', colour: 'lime', is_at_work: true, text: `${CGFP}, art. L. 422-1 et suivants` },
  {
    ...plain,
    key: 'teletravail',
    label: 'Télétravail',
    short: 'TT',
    colour: 'green',
    is_at_work: true,
    text: 'Décret n° 2016-151 du 11 février 2016',
  },
  {
    ...plain,
    key: 'syndical',
    label: 'Absence pour motif syndical',
    short: 'SYN',
    colour: 'yellow',
    is_private: true,
    takes_hours: true,
    text: 'Décret n° 85-397 du 3 avril 1985',
  },
  {
    ...plain,
    key: 'sans-solde',
    label: 'Absence sans traitement',
    short: 'ASS',
    colour: 'dark',
    asked_by: 'manager',
    is_service: false,
    is_private: true,
    text: '',
  },
];
