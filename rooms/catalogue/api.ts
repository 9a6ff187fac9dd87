// SPDX-License-Identifier: EUPL-1.2
/**
 * What other rooms may ask of the catalogue: the edition of a day or of a name, from memory (`edition-on.ts`); and, pure, editions as data and
 * the price of an offer with its reasoning.
 */
export { editionBlocks, type EditionPart } from './annex/edition-blocks.ts';
export { editionNamed, editionOn, editionsOf } from './edition-on.ts';
export type { EditionRecord } from './edition-record.ts';
export { bodyKinds, editionSchema, type BodyKind, type Edition, type Offer, type Citation } from './edition-schema.ts';
export { readEditions } from './price/read-editions.ts';
export { compileEdition, type CompiledEdition, type CompiledOffer } from './price/compile-edition.ts';
export { populationFigures, populationOf, figureLabels, type BodyFacts, type PopulationFigure } from './price/body-facts.ts';
export { countRoster, countUnder, type Count, type CountedBody } from './price/count-roster.ts';
export { contentOf, type IncludedService } from './price/offer-content.ts';
export { priceOffer, type Order } from './price/price-offer.ts';
export { boundOf, compileCondition } from './price/compile-edition.ts';
export { judge, type Subject } from './price/match-stratum.ts';
export { indexOf } from './price/price-rules.ts';
export { count, euros, percent, shortEuros, signedEuros, volume } from './price/french-figures.ts';
export { divideHalfUp, shareHalfUp } from './price/round.ts';
export type { Flag, PricedLine, PriceStatus, Step, TaxTreatment } from './price/priced-line.ts';
