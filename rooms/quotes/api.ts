// SPDX-License-Identifier: EUPL-1.2
/** What other rooms ask of quotes. */
export { acceptedQuote, acceptedQuotes, type AcceptedQuote } from './accepted-quote.ts';
export { calculate } from './calculate.ts';
export { acceptedUntil, payersAccepted } from './accepted-until.ts';
export { acceptedLately, type AcceptedLine } from './accepted-lately.ts';
export { documentOfQuote, documentsOfQuotes, type QuoteDocument } from './document-of-quote.ts';
export type { Sensitivity } from './pricing/priced-quote.ts';
export { sensitivityOf } from './pricing/sensitivity.ts';
export { agreeQuote, type Agreement } from './agree-quote.ts';
export { draftForRoom } from './draft-for-room.ts';
export { yearlyTotal, type PricedLines } from './yearly-total.ts';
export { acceptAtTariff, type AtTariff } from './accept-at-tariff.ts';
export { joinPriced, withoutOffers } from './pricing/join-priced.ts';
export { giveUpQuote } from './give-up-quote.ts';
