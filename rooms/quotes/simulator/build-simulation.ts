// SPDX-License-Identifier: EUPL-1.2
import type { BodyFacts, Edition } from '#rooms/catalogue/api.ts';
import { Refusal } from '#platform/http/contract.ts';
import { gatherFacts, type Bodies } from '../gather-facts.ts';
import type { PricedQuote } from '../pricing/priced-quote.ts';
import { priceRequest } from '../pricing/price-request.ts';
import { readQuoteRequest } from '../pricing/request-schema.ts';
import { requestOf } from './request-of.ts';
import { adhesionOf, isEpci, type Choice, type Fault, type Simulation } from './simulation.ts';
import type { SimulationState } from './state.ts';
import { fieldOf, typedFaults } from './typed-faults.ts';

export type Around = {
  operator: Simulation['operator'];
  edition: Edition;
  day: string;
  subject: BodyFacts;
  bodies: Bodies & { epciOf(memberId: string): BodyFacts | undefined; isOutside(body: BodyFacts): boolean };
};

/** Prices what a visitor chose, or says what to correct. Pure. */
export function buildSimulation(around: Around, state: SimulationState): Simulation {
  const { operator, edition, day, subject, bodies } = around;
  const asked = (state.offers ?? proposed(edition, subject)).filter((key) => edition.offers.some((offer) => offer.key === key));
  return {
    operator,
    edition,
    day,
    state,
    subject,
    isTerritory: isEpci(subject),
    epci: bodies.epciOf(subject.id) ?? null,
    members: bodies.roster(subject.id),
    isOutside: bodies.isOutside(subject),
    asked,
    ...outcome(around, state, asked),
    choices: choicesOf(around, state),
  };
}

/** What a page shows before anything is chosen: the adhesion of a territory, where it is sold. */
function proposed(edition: Edition, subject: BodyFacts): readonly string[] {
  const adhesion = adhesionOf(edition);
  return adhesion && isEpci(subject) ? [adhesion.key] : [];
}

function outcome(around: Around, state: SimulationState, asked: readonly string[]): { priced: PricedQuote | null; faults: readonly Fault[] } {
  const faults = typedFaults(around.edition, state, asked);
  if (faults.length > 0 || asked.length === 0) return { priced: null, faults };
  try {
    return { priced: price(around, state, asked), faults };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { priced: null, faults: [{ field: fieldOf(error.field, asked), says: error.message }] };
  }
}

function price(around: Around, state: SimulationState, asked: readonly string[]): PricedQuote {
  const { edition, subject, bodies } = around;
  const request = readQuoteRequest(requestOf(edition, { subject, members: bodies.roster(subject.id) }, state, asked));
  return priceRequest(edition, request, gatherFacts(request, bodies, bodies.isOutside));
}

/** What each package would cost, to be chosen from; none where the operator sells no package. */
function choicesOf(around: Around, state: SimulationState): Choice[] {
  return around.edition.offers
    .filter((offer) => offer.kind === 'package')
    .flatMap((offer) => {
      const { priced } = outcome(around, state, [offer.key]);
      return priced ? [{ offer, priced }] : [];
    });
}
