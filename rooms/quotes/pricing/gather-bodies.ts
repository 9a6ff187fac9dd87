// SPDX-License-Identifier: EUPL-1.2
import type { BodyFacts } from '#rooms/catalogue/api.ts';
import type { QuoteFacts } from './quote-facts.ts';
import { refuse } from './refusals.ts';
import type { QuoteRequest, RequestedBody } from './request-schema.ts';

export type Holdings = NonNullable<RequestedBody['holds']>;
export type Gathered = {
  readonly subject: BodyFacts;
  /** Bodies retained with the subject, in the order of the register, then as added. */
  readonly roster: readonly BodyFacts[];
  readonly holdings: ReadonlyMap<string, Holdings>;
  /** Any body known to this request, by id, SIREN or INSEE code. */
  readonly find: (reference: string) => BodyFacts | undefined;
};

/** Who is in the quote: its body, the territory less those unticked, those added. Refuses unknown, repeated and foreign bodies. */
export function gatherBodies(request: QuoteRequest, facts: QuoteFacts): Gathered {
  const holdings = new Map<string, Holdings>();
  const subject = resolve(request.for, facts, holdings, 'for');
  if (facts.members.length === 0 && request.bodies.length === 0 && request.leaveOut.length === 0) {
    return { subject, roster: nobody, holdings, find: (reference) => (isNamed(subject, reference) ? subject : byReference(facts.named, reference)) };
  }
  const members = new Map(facts.members.map((body) => [body.id, body]));
  for (const [at, reference] of request.leaveOut.entries()) {
    const left = byReference(facts.members, reference);
    if (!left) throw refuse('quote.not-in-roster', { body: reference }, `leaveOut.${at}`);
    members.delete(left.id);
  }
  const seen = new Set([subject.id]);
  for (const [at, requested] of request.bodies.entries()) {
    const body = resolve(requested, facts, holdings, `bodies.${at}`);
    if (seen.has(body.id)) throw refuse('quote.same-body-twice', { body: body.name }, `bodies.${at}`);
    seen.add(body.id);
    members.set(body.id, body);
  }
  const roster = [...members.values()];
  const index = new Map<string, BodyFacts>();
  for (const body of [...facts.named, ...facts.members, ...roster, subject])
    for (const name of [body.id, body.siren, body.insee]) if (name) index.set(name, body);
  return { subject, roster, holdings, find: (reference) => index.get(reference) };
}

function resolve(requested: RequestedBody, facts: QuoteFacts, holdings: Map<string, Holdings>, field: string): BodyFacts {
  const body = 'kind' in requested ? described(requested) : registered(requested, facts, field);
  if (facts.outside?.includes(body.id)) throw refuse('quote.outside-territory', { body: body.name }, field);
  if (requested.holds) holdings.set(body.id, requested.holds);
  return body;
}

function registered(requested: Exclude<RequestedBody, { kind: string }>, facts: QuoteFacts, field: string): BodyFacts {
  const reference = 'siren' in requested ? requested.siren : requested.insee;
  const body = byReference(facts.named, reference) ?? byReference(facts.members, reference);
  if (!body) throw refuse('quote.unknown-body', { body: reference }, field);
  const { agents, budgetCents, affiliated, hosted } = requested;
  if (agents === undefined && budgetCents === undefined && affiliated === undefined && hosted === undefined) return body;
  return { ...body, ...stated({ agents, budgetCents, affiliated, hosted }) };
}

function described(requested: Extract<RequestedBody, { kind: string }>): BodyFacts {
  const { id, kind, name, population, serves, agents, budgetCents, affiliated, hosted } = requested;
  return {
    id,
    kind,
    name,
    ...(population === undefined ? {} : { population: { declared: { value: population, vintage: 'par le demandeur' } } }),
    ...(serves === undefined ? {} : { serves }),
    ...stated({ agents, budgetCents, affiliated, hosted }),
  };
}

type OwnFacts = Pick<BodyFacts, 'agents' | 'budgetCents' | 'affiliated' | 'hosted'>;

/** Only what was said: an absent fact must not hide the register's. */
function stated(facts: { [name in keyof OwnFacts]: OwnFacts[name] | undefined }): OwnFacts {
  return {
    ...(facts.agents === undefined ? {} : { agents: facts.agents }),
    ...(facts.budgetCents === undefined ? {} : { budgetCents: facts.budgetCents }),
    ...(facts.affiliated === undefined ? {} : { affiliated: facts.affiliated }),
    ...(facts.hosted === undefined ? {} : { hosted: facts.hosted }),
  };
}

function byReference(bodies: readonly BodyFacts[], reference: string): BodyFacts | undefined {
  return bodies.find((body) => isNamed(body, reference));
}

function isNamed(body: BodyFacts, reference: string): boolean {
  return body.siren === reference || body.insee === reference || body.id === reference;
}

const nobody: readonly BodyFacts[] = [];
