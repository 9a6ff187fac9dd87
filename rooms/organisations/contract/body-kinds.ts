// SPDX-License-Identifier: EUPL-1.2
/** Kinds of public bodies, as the law distinguishes them. Safe for the browser. */
export const bodyKinds = [
  'commune',
  'cc',
  'ca',
  'cu',
  'metropole',
  'ept',
  'ccas',
  'cias',
  'caisse-des-ecoles',
  'sirp',
  'sivos',
  'sivu',
  'sivom',
  'syndicat',
  'budget-annexe',
  'office',
  'departement',
  'region',
  'etablissement',
] as const;

export type BodyKind = (typeof bodyKinds)[number];

export const kindLabels: Readonly<Record<BodyKind, string>> = {
  commune: 'Commune',
  cc: 'Communauté de communes',
  ca: 'Communauté d’agglomération',
  cu: 'Communauté urbaine',
  metropole: 'Métropole',
  ept: 'Établissement public territorial',
  ccas: 'CCAS',
  cias: 'CIAS',
  'caisse-des-ecoles': 'Caisse des écoles',
  sirp: 'SIRP',
  sivos: 'SIVOS',
  sivu: 'SIVU',
  sivom: 'SIVOM',
  syndicat: 'Syndicat',
  'budget-annexe': 'Budget annexe',
  office: 'Office',
  departement: 'Département',
  region: 'Région',
  etablissement: 'Établissement public',
};

/** EPCI à fiscalité propre: those whose members the register gives. */
export const epciKinds = ['cc', 'ca', 'cu', 'metropole'] as const satisfies readonly BodyKind[];

/** Kinds that only the register may add. */
export const registeredKinds = ['commune', ...epciKinds] as const satisfies readonly BodyKind[];

/** Whether the body is an EPCI à fiscalité propre. */
export function isEpci(kind: BodyKind): boolean {
  return epciKinds.some((epci) => epci === kind);
}
