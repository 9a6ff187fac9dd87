// SPDX-License-Identifier: EUPL-1.2
import type { BodyFacts } from '#rooms/catalogue/api.ts';
import type { QuoteFacts } from './pricing/quote-facts.ts';
import type { QuoteRequest, RequestedBody } from './pricing/request-schema.ts';

/** What gathering asks of a register: the one of the database in the server, the national package on the command line. */
export type Bodies = {
  bySiren(siren: string): BodyFacts | undefined;
  byInsee(code: string): BodyFacts | undefined;
  find(id: string): BodyFacts | undefined;
  /** Members of an EPCI. */
  roster(epciId: string): readonly BodyFacts[];
};

/** What the register knows of the bodies that a request names. `isOutside` says which lie beyond the operator's territory. */
export function gatherFacts(request: QuoteRequest, bodies: Bodies, isOutside: (body: BodyFacts) => boolean): QuoteFacts {
  const named = new Map<string, BodyFacts>();
  const keep = (reference: string): BodyFacts | undefined => {
    const body = byReference(bodies, reference);
    if (body) named.set(body.id, body);
    return body;
  };
  const subject = resolve(request.for, keep);
  for (const requested of request.bodies) resolve(requested, keep);
  const members = subject ? bodies.roster(subject.id) : [];
  const outside = [...named.values(), ...members].filter(isOutside).map((body) => body.id);
  return { named: [...named.values()], members, ...(outside.length > 0 && { outside }) };
}

/** A body by SIREN, INSEE code or id. */
export function byReference<Body extends BodyFacts>(bodies: References<Body>, reference: string): Body | undefined {
  if (/^\d{9}$/.test(reference)) return bodies.bySiren(reference);
  if (/^\d[\dAB]\d{3}$/.test(reference)) return bodies.byInsee(reference);
  return bodies.find(reference);
}

type References<Body> = { bySiren(siren: string): Body | undefined; byInsee(code: string): Body | undefined; find(id: string): Body | undefined };

function resolve(requested: RequestedBody, keep: (reference: string) => BodyFacts | undefined): BodyFacts | undefined {
  if (!('kind' in requested)) return keep('siren' in requested ? requested.siren : requested.insee);
  for (const served of requested.serves ?? []) keep(served);
  return undefined;
}
