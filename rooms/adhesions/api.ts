// SPDX-License-Identifier: EUPL-1.2
/** What other rooms ask of adhesions. */
export { followQuotes, type FollowedQuote } from './subscriptions/riders/follow-quotes.ts';
export { heldUnder, type Held } from './subscriptions/held-under.ts';
