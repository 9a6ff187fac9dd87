// SPDX-License-Identifier: EUPL-1.2
import type { BodyFacts } from '../price/body-facts.ts';

/** What one body pays for one offer a year under an edition; null cents: sur devis. `place`: the cell or stratum that gives the price. */
export type SimulatedPrice = { readonly cents: number | null; readonly place: string | null };

/** One offer for one body, before and after. */
export type SimulatedLine = {
  readonly body: BodyFacts;
  readonly offer: string;
  readonly offerLabel: string;
  readonly counted: number | null;
  readonly population: number | null;
  readonly before: SimulatedPrice;
  readonly after: SimulatedPrice;
  /** Null when one side is sur devis. */
  readonly differenceCents: number | null;
  /** Ten-thousandths of the price before; null without two prices or from zero. */
  readonly changeBps: number | null;
  readonly changesPlace: boolean;
};
