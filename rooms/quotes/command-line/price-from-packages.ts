// SPDX-License-Identifier: EUPL-1.2
import { readEditions } from '#rooms/catalogue/api.ts';
import { nationalRegister } from '../examples/national-register.ts';
import { gatherFacts } from '../gather-facts.ts';
import { findEdition } from '../pricing/find-edition.ts';
import { priceRequest } from '../pricing/price-request.ts';
import type { PricedQuote } from '../pricing/priced-quote.ts';
import { readQuoteRequest } from '../pricing/request-schema.ts';

/**
 * Prices a request by the editions and the national register that come with the program. No operator's territory and no declared body is
 * known here: a server knows them (`--server`).
 */
export function priceFromPackages(input: Readonly<Record<string, unknown>>): PricedQuote {
  const request = readQuoteRequest(input);
  const edition = findEdition(readEditions().values(), request);
  const { byNumber, membersOf } = nationalRegister();
  const find = (number: string) => byNumber.get(number);
  const bodies = { bySiren: find, byInsee: find, find, roster: (epciId: string) => membersOf.get(epciId) ?? [] };
  return priceRequest(
    edition,
    request,
    gatherFacts(request, bodies, () => false),
  );
}
