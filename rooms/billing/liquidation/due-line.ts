// SPDX-License-Identifier: EUPL-1.2
import type { ActReference, Family, VatCode } from '../document.ts';

/** Something owed, before it stands on a document: pure data. Amounts are integer cents, days `YYYY-MM-DD`. */
export type DueLine = {
  /** What it rests on and for which time: billed once. */
  sourceKey: string;
  /** The same from one year to the next: what is compared. */
  lineKey: string;
  payerId: string;
  kind: 'appel' | 'facture';
  family: Family;
  offer: string;
  label: string;
  detail: string;
  quantityThousandths: number;
  unit: string;
  unitPriceTenThousandths: number;
  /** Null: sur devis, nobody has set the amount. */
  netCents: number | null;
  vatCode: VatCode;
  rateBasisPoints: number;
  act: ActReference | null;
  edition: string | null;
  from: string;
  until: string;
  beneficiaryIds: readonly string[];
  /** The reasoning, a sentence a step. */
  why: readonly string[];
};

export type { Family } from '../document.ts';
