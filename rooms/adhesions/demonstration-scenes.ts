// SPDX-License-Identifier: EUPL-1.2
/** What the operators of the demonstration have concluded and are concluding; every day is told from today. */

/** The step in which a dossier stands. */
export type Until = 'commission' | 'convocation' | 'vote' | 'publication' | 'signature' | 'concluded';

export type Scene = {
  operator: 'gironde-numerique' | 'cdg-47';
  /** SIREN of an EPCI, INSEE code of a commune. */
  payer: string;
  request: Record<string, unknown>;
  /** How many of its bodies come with it; all unless said. */
  most?: number;
  /** First day: so many months after the first of this month. */
  beginsInMonths: number;
  /** Length of the term; no term when absent. */
  months?: number;
  until: Until;
  /** How far each of the bodies of the territory has gone, in the order of the quote; `until` for those not named. */
  members?: readonly Until[];
  /** Leaves: last day so many months after the first of this month, minus a day. */
  endsInMonths?: number;
  /** INSEE code of the commune that joins now. */
  joins?: string;
  /** What the operator adds by hand, in units. */
  extra?: { allowance: string; amount: number; reason: string };
  /** Why its rights are suspended since the first of this month. */
  suspended?: string;
};

const territory = (siren: string, edition: string, volume: number, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  edition,
  for: { siren },
  volume: { value: volume, unit: 'To' },
  items: [{ offer: 'adhesion-mutualisee' }],
  ...more,
});
const packages = (insee: string, ...offers: string[]): Record<string, unknown> => ({
  edition: 'cdg47-deux-forfaits',
  for: { insee },
  items: offers.map((offer) => ({ offer })),
});

const OF_2017 = 'gironde-numerique-2017';
const CURRENT = 'gironde-numerique-courante';

/** CC Les Coteaux Bordelais, whose deliberation of 2017 the sources keep. */
export const COTEAUX = '243301355';
const RIVES = '243301249';

export const scenes: readonly Scene[] = [
  { operator: 'gironde-numerique', payer: COTEAUX, request: territory(COTEAUX, OF_2017, 1), beginsInMonths: -8, months: 36, until: 'concluded' },
  {
    operator: 'gironde-numerique',
    payer: RIVES,
    request: territory(RIVES, CURRENT, 1.2, { leaveOut: ['33397'] }),
    beginsInMonths: -8,
    months: 36,
    until: 'concluded',
    joins: '33397',
  },
  {
    operator: 'gironde-numerique',
    payer: '243301165',
    request: territory('243301165', OF_2017, 0.4),
    beginsInMonths: -9,
    months: 12,
    until: 'concluded',
  },
  {
    operator: 'gironde-numerique',
    payer: '243300563',
    request: territory('243300563', OF_2017, 0.5),
    beginsInMonths: -9,
    months: 36,
    until: 'concluded',
    endsInMonths: -2,
  },
  {
    operator: 'gironde-numerique',
    payer: '243301389',
    request: territory('243301389', CURRENT, 0.6),
    most: 5,
    beginsInMonths: 3,
    until: 'commission',
  },
  {
    operator: 'gironde-numerique',
    payer: '243301181',
    request: territory('243301181', CURRENT, 0.8),
    most: 5,
    beginsInMonths: 2,
    until: 'convocation',
  },
  {
    operator: 'gironde-numerique',
    payer: '243301439',
    request: territory('243301439', CURRENT, 1),
    most: 5,
    beginsInMonths: 2,
    until: 'vote',
    members: ['convocation', 'vote', 'publication', 'convocation', 'signature'],
  },
  {
    operator: 'gironde-numerique',
    payer: '243301447',
    request: territory('243301447', CURRENT, 0.7),
    most: 5,
    beginsInMonths: 2,
    until: 'signature',
    members: ['signature', 'signature', 'publication', 'vote', 'convocation'],
  },
  {
    operator: 'cdg-47',
    payer: '47157',
    request: packages('47157', 'forfait-technologie', 'forfait-metiers'),
    beginsInMonths: -6,
    until: 'concluded',
  },
  {
    operator: 'cdg-47',
    payer: '47086',
    request: packages('47086', 'forfait-metiers', 'forfait-technologie'),
    beginsInMonths: -6,
    until: 'concluded',
    extra: { allowance: 'sauvegarde-go', amount: 5, reason: 'Reprise des archives de l’urbanisme, le temps de leur tri' },
  },
  { operator: 'cdg-47', payer: '47195', request: packages('47195', 'forfait-technologie'), beginsInMonths: -6, until: 'concluded' },
  {
    operator: 'cdg-47',
    payer: '47142',
    request: packages('47142', 'forfait-metiers'),
    beginsInMonths: -4,
    months: 12,
    until: 'concluded',
    suspended: 'À la demande de la commune, pendant les travaux de la mairie',
  },
  { operator: 'cdg-47', payer: '47323', request: packages('47323', 'forfait-technologie'), beginsInMonths: 1, until: 'signature' },
];

export type Use = {
  operator: Scene['operator'];
  /** SIREN or INSEE code of the body that uses. */
  by: string;
  allowance: string;
  says: string;
} & (
  | { /** Measures in units, one a month, the last one today. */ measures: readonly number[] }
  | { /** Uses of this many units each. */ each: number; times: number }
);

/** Gauges at 60, 85 and 100 %, some beyond, and what is counted by the year. */
export const uses: readonly Use[] = [
  ...(
    [
      [COTEAUX, [250, 280, 300, 320]],
      ['33535', [90, 105, 120, 135]],
      ['33099', [80, 90, 100, 110]],
      ['33330', [70, 80, 90, 95]],
      ['33165', [60, 70, 80, 85]],
      ['33496', [40, 50, 55, 65]],
      ['33061', [20, 25, 35, 40]],
    ] as const
  ).map(([by, measures]) => ({ operator: 'gironde-numerique', by, allowance: 'volume-du-territoire', says: 'Volume mesuré', measures }) as const),
  { operator: 'gironde-numerique', by: RIVES, allowance: 'volume-du-territoire', says: 'Volume mesuré', measures: [640, 750, 820, 900] },
  { operator: 'gironde-numerique', by: '243301165', allowance: 'volume-du-territoire', says: 'Volume mesuré', measures: [410, 450, 480, 500] },
  { operator: 'gironde-numerique', by: RIVES, allowance: 'certificats-inclus', says: 'Certificats en cours de validité', measures: [1, 1, 2] },
  { operator: 'cdg-47', by: '47157', allowance: 'sauvegarde-go', says: 'Volume sauvegardé', measures: [19, 23.5, 27, 30.2] },
  { operator: 'cdg-47', by: '47157', allowance: 'licences-securite', says: 'Postes protégés', measures: [9, 9, 9] },
  { operator: 'cdg-47', by: '47157', allowance: 'audit-securite--three-years', says: 'Compte rendu d’audit', each: 1, times: 1 },
  { operator: 'cdg-47', by: '47195', allowance: 'sauvegarde-go', says: 'Volume sauvegardé', measures: [15, 17.1, 19, 20.4] },
  { operator: 'cdg-47', by: '47086', allowance: 'sauvegarde-go', says: 'Volume sauvegardé', measures: [11, 12.4, 16, 17] },
  { operator: 'cdg-47', by: '47086', allowance: 'lettres-metiers', says: 'Lettre envoyée', each: 1, times: 6 },
  { operator: 'cdg-47', by: '47086', allowance: 'formation-demi-journees', says: 'Feuille d’émargement', each: 1, times: 2 },
  { operator: 'cdg-47', by: '47086', allowance: 'certificats', says: 'Certificat remis', measures: [1] },
  { operator: 'cdg-47', by: '47086', allowance: 'mise-en-service', says: 'Compte rendu de mise en service', each: 0.5, times: 2 },
];
