// SPDX-License-Identifier: EUPL-1.2
import type { BodyFacts } from '#rooms/catalogue/api.ts';

/** What the register knows of the bodies that a request names, as plain data: gathered once, then frozen with the quote. */
export type QuoteFacts = {
  /** The bodies that the request names by SIREN or INSEE code, and those that described ones serve. */
  readonly named: readonly BodyFacts[];
  /** Members of the EPCI that the quote is for; empty for another body. */
  readonly members: readonly BodyFacts[];
  /** Ids, among these, of bodies outside the operator's territory. */
  readonly outside?: readonly string[];
};
