// SPDX-License-Identifier: EUPL-1.2
/** How the finance software of the operator wants its file, and how it answers: set by the operator, read by both modules beside. */

export const separators = [';', ',', '\t', '|'] as const;
export const encodings = ['utf-8', 'utf-8-bom', 'windows-1252', 'iso-8859-1'] as const;
export const dayForms = ['dd/mm/yyyy', 'yyyy-mm-dd', 'yyyymmdd', 'ddmmyyyy'] as const;

/** What a column of the liquidation file may hold. */
export const liquidationFields = {
  document: 'Numéro du document',
  kind: 'Nature du document',
  issuedOn: 'Date d’émission',
  dueOn: 'Date d’échéance',
  exercice: 'Exercice',
  title: 'Objet',
  payer: 'Nom du tiers',
  payerSiret: 'SIRET du tiers',
  payerSiren: 'SIREN du tiers',
  payerAddress: 'Adresse du tiers',
  payerPostcode: 'Code postal du tiers',
  payerCity: 'Ville du tiers',
  engagement: 'Numéro d’engagement',
  serviceCode: 'Code service',
  label: 'Libellé de la ligne',
  nature: 'Imputation par nature',
  fonction: 'Fonction',
  vatRate: 'Taux de TVA (%)',
  net: 'Montant HT',
  vat: 'Montant de TVA',
  gross: 'Montant TTC',
  original: 'Document corrigé',
  constant: 'Valeur fixe',
} as const;
export type LiquidationField = keyof typeof liquidationFields;

export type LiquidationColumn = { title: string; field: LiquidationField; /** With `constant`: what every row says. */ value?: string | undefined };

export type LiquidationMapping = {
  separator: (typeof separators)[number];
  encoding: (typeof encodings)[number];
  decimals: ',' | '.';
  days: (typeof dayForms)[number];
  hasTitles: boolean;
  /** One row per document, or per account and rate of VAT within it. */ grain: 'document' | 'imputation';
  columns: readonly LiquidationColumn[];
};

/** What a column of a return may hold. */
export const returnFields = {
  document: 'Numéro du document',
  titre: 'Numéro de titre',
  bordereau: 'Numéro de bordereau',
  exercice: 'Exercice',
  titredOn: 'Date du titre',
  paidCents: 'Montant encaissé',
  paidOn: 'Date d’encaissement',
  reference: 'Référence d’encaissement',
  rejection: 'Motif de rejet',
  operator: 'SIRET de l’émetteur',
} as const;
export type ReturnField = keyof typeof returnFields;

export type ReturnMapping = {
  encoding: 'auto' | 'utf-8' | 'windows-1252';
  days: (typeof dayForms)[number];
  /** Title of the column that holds each fact; an empty one is in no column. */ titles: Readonly<Record<ReturnField, string>>;
};

/** What a finance software most often takes: an operator starts there. */
export const usualLiquidation: LiquidationMapping = {
  separator: ';',
  encoding: 'windows-1252',
  decimals: ',',
  days: 'dd/mm/yyyy',
  hasTitles: true,
  grain: 'imputation',
  columns: [
    { title: 'Référence', field: 'document' },
    { title: 'Exercice', field: 'exercice' },
    { title: 'Date', field: 'issuedOn' },
    { title: 'Échéance', field: 'dueOn' },
    { title: 'SIRET tiers', field: 'payerSiret' },
    { title: 'Tiers', field: 'payer' },
    { title: 'Objet', field: 'title' },
    { title: 'Libellé', field: 'label' },
    { title: 'Nature', field: 'nature' },
    { title: 'Fonction', field: 'fonction' },
    { title: 'Taux TVA', field: 'vatRate' },
    { title: 'Montant HT', field: 'net' },
    { title: 'Montant TVA', field: 'vat' },
    { title: 'Montant TTC', field: 'gross' },
    { title: 'Engagement', field: 'engagement' },
    { title: 'Code service', field: 'serviceCode' },
  ],
};

export const usualReturn: ReturnMapping = {
  encoding: 'auto',
  days: 'dd/mm/yyyy',
  titles: {
    document: 'Référence',
    titre: 'Titre',
    bordereau: 'Bordereau',
    exercice: 'Exercice',
    titredOn: 'Date titre',
    paidCents: 'Montant encaissé',
    paidOn: 'Date encaissement',
    reference: 'Référence encaissement',
    rejection: 'Motif de rejet',
    operator: 'SIRET émetteur',
  },
};
