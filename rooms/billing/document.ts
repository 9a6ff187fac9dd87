// SPDX-License-Identifier: EUPL-1.2
/**
 * A complete issued document as data: all that any rendering of it (PDF, Factur-X, PES, liquidation file) may say. Amounts are integer cents,
 * days `YYYY-MM-DD`. An avoir carries negative lines and totals; who writes a format that wants them positive turns the signs there.
 */

export const documentKinds = ['appel', 'facture', 'avoir'] as const;
/** `appel`: mutualised participation, to the payer for itself and its bodies; `facture`: service outside mutualisation; `avoir`: corrects one of both. */
export type DocumentKind = (typeof documentKinds)[number];

export const vatCodes = ['S', 'E', 'O'] as const;
/** As EN 16931 codes them: `S` taxed at a rate, `E` exempt by a text (261 B), `O` outside the scope of VAT. */
export type VatCode = (typeof vatCodes)[number];

export const familyCodes = [
  'participation',
  'access-fee',
  'subscription',
  'term',
  'overage',
  'order',
  'school-fee',
  'volume',
  'manual',
  'credit',
] as const;
export type Family = (typeof familyCodes)[number];

export type PostalAddress = { lines: readonly string[]; postcode: string; city: string; /** ISO 3166-1. */ country: string };

export type Issuer = {
  name: string;
  siren: string | null;
  siret: string | null;
  /** Intra-Community VAT number; null where the operator has none. */
  vatNumber: string | null;
  legalForm: string;
  address: PostalAddress | null;
  contact: { name: string; phone: string; email: string };
  /** Where a transfer goes: the public accountant's account. */
  payment: { iban: string | null; bic: string | null; accountant: string };
};

export type Payer = {
  bodyId: string;
  name: string;
  kind: string;
  siren: string | null;
  siret: string | null;
  address: PostalAddress | null;
  /** Commitment number that the payer asks to read (EN 16931, BT-13); null when it asks none. */
  engagement: string | null;
  /** « Code service » of Chorus Pro (BT-10); null when it asks none. */
  serviceCode: string | null;
};

/** The act by which a line is owed. */
export type ActReference = {
  /** « Convention C-2026-0001 » or « Bon de commande n° 12 ». */
  says: string;
  number: string | null;
  decidedOn: string | null;
  /** Edition of the catalogue that prices the line, as it is named. */
  edition: string | null;
};

export type LineBeneficiary = { bodyId: string; name: string; siren: string | null };

export type DocumentLine = {
  /** From 1, in the order of the document. */
  rank: number;
  family: Family;
  label: string;
  /** More words on the line: how it was counted. May be empty. */
  detail: string;
  /** In thousandths of the unit: 1 000 is one. Negative in an avoir. */
  quantityThousandths: number;
  /** As people read it: « an », « agent », « acte ». */
  unit: string;
  /** UN/ECE Recommendation 20 code: `C62` one, `ANN` year, `DAY`, `HUR`, `E36` petabyte… */
  unitCode: string;
  /** Price of one unit in ten-thousandths of a euro (0,31 € is 3 100), so that quantity × price rounds to the line. */
  unitPriceTenThousandths: number;
  /** Net amount of the line, to the cent. */
  netCents: number;
  vat: { code: VatCode; /** 20 % is 2000. */ rateBasisPoints: number };
  act: ActReference | null;
  /** First and last day of service that the line pays. */
  period: { from: string; until: string };
  /** For whom: empty when it is the payer alone. */
  beneficiaries: readonly LineBeneficiary[];
  /** Accounting nature and function (M57) that the operator set for the family; null when it set none. */
  accounting: { nature: string | null; fonction: string | null };
};

export type VatTotal = {
  code: VatCode;
  rateBasisPoints: number;
  baseCents: number;
  vatCents: number;
  /** Why no VAT is borne, as printed; null for taxed amounts. */
  reason: string | null;
  /** VATEX code of the reason (`VATEX-EU-132-1F` for shared costs); null for taxed amounts. */
  reasonCode: string | null;
};

/** A body that the annexe of an appel names: it benefits, and is counted by the edition or not. */
export type AnnexBody = {
  bodyId: string;
  name: string;
  siren: string | null;
  kind: string;
  population: number | null;
  isCounted: boolean;
  /** Why it is counted or not, as the edition says. */
  why: string;
};

export type Instalment = { dueOn: string; amountCents: number };

export type BillingDocument = {
  kind: DocumentKind;
  /** Kind and year name the series: unbroken in each. */
  number: string;
  year: number;
  sequence: number;
  issuedOn: string;
  dueOn: string;
  title: string;
  issuer: Issuer;
  payer: Payer;
  lines: readonly DocumentLine[];
  vat: readonly VatTotal[];
  totals: { netCents: number; vatCents: number; grossCents: number };
  /** Sentences that the law or the operator's regime wants printed. */
  mentions: readonly string[];
  instalments: readonly Instalment[];
  /** Bodies served through the payer; empty for a facture. */
  annex: readonly AnnexBody[];
  /** What an avoir corrects; null otherwise. */
  original: { kind: 'appel' | 'facture'; number: string; issuedOn: string; reason: string } | null;
};
