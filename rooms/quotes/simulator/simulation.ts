// SPDX-License-Identifier: EUPL-1.2
import type { BodyFacts, Edition, Offer } from '#rooms/catalogue/api.ts';
import type { PricedQuote } from '../pricing/priced-quote.ts';
import type { SimulationState } from './state.ts';

/** What to correct, in words, and where. */
export type Fault = { field: string | null; says: string };

/** The price of one package, to choose from. */
export type Choice = { offer: Offer; priced: PricedQuote };

/** All that a simulation page shows. */
export type Simulation = {
  readonly operator: { readonly slug: string; readonly name: string };
  readonly edition: Edition;
  readonly day: string;
  readonly state: SimulationState;
  readonly subject: BodyFacts;
  readonly isTerritory: boolean;
  /** The EPCI of a commune, to be simulated instead. */
  readonly epci: BodyFacts | null;
  readonly members: readonly BodyFacts[];
  readonly isOutside: boolean;
  /** Offers asked: those chosen, else those proposed. */
  readonly asked: readonly string[];
  readonly priced: PricedQuote | null;
  /** Why there is no price; `field` is the id of the field to correct. */
  readonly faults: readonly Fault[];
  readonly choices: readonly Choice[];
};

/** The adhesion that the edition sells to a whole territory, if it does. */
export function adhesionOf(edition: Edition): Offer | null {
  return edition.offers.find((offer) => offer.kind === 'adhesion') ?? null;
}

/** How a body is named in a request: SIREN, else INSEE code. */
export function referenceOf(body: BodyFacts): string {
  return body.kind === 'commune' ? (body.insee ?? body.siren ?? body.id) : (body.siren ?? body.id);
}

/** EPCI à fiscalité propre: those that have a roster. */
export function isEpci(body: BodyFacts): boolean {
  return body.kind === 'cc' || body.kind === 'ca' || body.kind === 'cu' || body.kind === 'metropole';
}
