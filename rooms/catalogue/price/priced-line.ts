// SPDX-License-Identifier: EUPL-1.2
import type { Citation } from '../edition-schema.ts';

/** One step of the reasoning that led to a figure: a sentence, where it is printed, the reading that it rests on. */
export type Step = { readonly says: string; readonly citation?: Citation | undefined; readonly reading?: string | undefined };

/** Something that the reader must know before relying on the line. */
export type Flag = { readonly code: string; readonly says: string };

/** `firm`: the printed price. `to-confirm`: printed, the operator must confirm that it applies. `on-quote`: sur devis, no amount. */
export type PriceStatus = 'firm' | 'to-confirm' | 'on-quote';

export type TaxTreatment = 'exempt' | 'taxed' | 'to-qualify';

/** One priced charge of one offer for one body. Amounts are integer cents: net when the regime is taxed, final otherwise. */
export type PricedLine = {
  readonly offer: string;
  readonly charge: string;
  readonly offerLabel: string;
  /** As printed. */
  readonly label: string;
  /** Who enjoys it. */
  readonly beneficiaries: readonly string[];
  readonly payer: string;
  readonly quantity: number;
  readonly unit: string;
  /** Null when there is no unit price: a grid cell, a percentage, sur devis. */
  readonly unitCents: number | null;
  /** What is owed each time that it is due; null when sur devis. */
  readonly amountCents: number | null;
  /** First year in which it is due, then every so many years; null: once. */
  readonly due: { readonly firstYear: number; readonly everyYears: number | null };
  readonly yearsCents: readonly number[];
  readonly regime: string;
  readonly treatment: TaxTreatment;
  readonly vatBps: number;
  readonly status: PriceStatus;
  /** Owed nothing because an adhesion, a package or a quota contains it. */
  readonly isIncluded: boolean;
  readonly flags: readonly Flag[];
  readonly readings: readonly string[];
  readonly why: readonly Step[];
};
