// SPDX-License-Identifier: EUPL-1.2
import type {
  BodyFacts,
  CountedBody,
  Edition,
  Flag,
  IncludedService,
  PopulationFigure,
  PricedLine,
  PriceStatus,
  Step,
} from '#rooms/catalogue/api.ts';
import type { Citation } from '#rooms/catalogue/api.ts';

/** The answer to a request for a price, as the public API gives it and as a stored quote keeps it. Amounts are integer cents. */
export type PricedQuote = {
  readonly format: 1;
  readonly operator: { readonly key: string; readonly label: string };
  readonly edition: Pick<Edition, 'key' | 'label' | 'status' | 'act' | 'validity'>;
  /** Whom the quote is for. */
  readonly body: QuoteBody;
  /** Bodies retained with it. */
  readonly roster: readonly QuoteBody[];
  readonly populationFigure: PopulationFigure;
  /** The weakest of its lines. */
  readonly status: PriceStatus;
  /** False when a line is sur devis: the totals then leave it out. */
  readonly isComplete: boolean;
  readonly lines: readonly PricedLine[];
  readonly counting: QuoteCount | null;
  /** What adhesions and packages bring, with quotas and limits. Services are shared by all the bodies listed. */
  readonly included: readonly {
    readonly offer: string;
    readonly offerLabel: string;
    readonly bodies: readonly string[];
    readonly services: readonly IncludedService[];
  }[];
  readonly totals: Totals;
  readonly payers: readonly { readonly body: string; readonly totals: Totals }[];
  readonly subsidies: readonly SubsidyEstimate[];
  readonly sensitivity: Sensitivity | null;
  readonly comparison: Comparison | null;
  /** Each reading on which a line rests, once. */
  readonly readings: readonly Edition['readings'][number][];
};

/** `id` is how lines and payers name it; the numbers are null where the register has none. */
export type QuoteBody = {
  readonly id: string;
  readonly siren: string | null;
  readonly insee: string | null;
  readonly name: string;
  readonly kind: BodyFacts['kind'];
};

export type QuoteCount = {
  readonly rule: string;
  readonly citations: readonly Citation[];
  readonly figure: PopulationFigure;
  readonly counted: number;
  readonly leftOut: number;
  readonly unknown: number;
  readonly bodies: readonly CountedBody[];
};

/** What is owed in one year. `payableCents` is everything, VAT included. */
export type YearTotal = {
  readonly year: number;
  readonly exemptCents: number;
  /** Net amounts whose tax regime the documents do not say. */
  readonly unqualifiedCents: number;
  readonly taxedCents: number;
  /** Once per rate, on the document's net total. */
  readonly vat: readonly { readonly rateBps: number; readonly baseCents: number; readonly vatCents: number }[];
  readonly vatCents: number;
  readonly payableCents: number;
};

export type Totals = {
  readonly years: readonly YearTotal[];
  readonly overall: Omit<YearTotal, 'year' | 'vat'>;
};

/** Shown beside the price, never deducted. */
export type SubsidyEstimate = {
  readonly key: string;
  readonly label: string;
  readonly body: string;
  readonly baseCents: number;
  readonly rateBps: number;
  readonly estimateCents: number;
  readonly isCapped: boolean;
  readonly netCents: number;
  readonly why: readonly Step[];
  readonly flags: readonly Flag[];
};

/** What a little more would change. Cents are yearly differences with today's amount; null beyond the grid. */
export type Sensitivity = {
  readonly bodies: {
    readonly counted: number;
    readonly upTo: number;
    readonly oneMoreCents: number | null;
    readonly nextStepAt: number | null;
    readonly nextStepCents: number | null;
    readonly says: string;
  };
  readonly volume: {
    readonly usedGo: number;
    readonly upToGo: number;
    readonly fillBps: number;
    readonly nextStepCents: number | null;
    readonly says: string;
  };
  /** The same roster under each population figure. */
  readonly figures: readonly { readonly figure: PopulationFigure; readonly counted: number | null; readonly amountCents: number | null }[];
};

export type Comparison = {
  readonly says: string;
  readonly bodies: number;
  readonly lines: readonly { readonly offer: string; readonly label: string; readonly assumption: string; readonly yearsCents: readonly number[] }[];
  readonly aLaCarte: Totals;
  readonly adhesion: Totals;
  /** What the adhesion saves over the years of the quote; negative when à la carte costs less. */
  readonly savedCents: number;
};
