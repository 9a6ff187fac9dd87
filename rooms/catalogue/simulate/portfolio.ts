// SPDX-License-Identifier: EUPL-1.2
import type { BodyFacts } from '../price/body-facts.ts';

/** The bodies on which a draft is tried, with the roster of each EPCI. */
export type Portfolio = {
  readonly bodies: readonly BodyFacts[];
  readonly roster: (epciId: string) => readonly BodyFacts[];
  readonly find: (id: string) => BodyFacts | undefined;
  /** What it is made of, so that the same question finds the same answer. */
  readonly version: string;
};

const epciKinds: ReadonlySet<string> = new Set(['cc', 'ca', 'cu', 'metropole', 'ept']);

/** Whether a body is an EPCI, for whose territory an adhesion is priced. */
export function isEpci(body: BodyFacts): boolean {
  return epciKinds.has(body.kind);
}
