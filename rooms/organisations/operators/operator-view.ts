// SPDX-License-Identifier: EUPL-1.2
import type { BodyFacts } from '../body-facts.ts';
import type { FactName, Facts, FactValue } from '../declared/fact-values.ts';
import type { RegisterView } from '../register/register.ts';
import type { OperatorData } from './load-operator.ts';

/** The bodies of France as one operator knows them on one day: the register, its own declared bodies, its own facts. */
export type OperatorView = {
  readonly register: RegisterView;
  /** Bodies that it declared and did not take back. */
  readonly declared: readonly BodyFacts[];
  /** Everybody whom it serves: its EPCI, their members, bodies listed one by one, and those that it declared. */
  readonly territory: readonly BodyFacts[];
  /** The EPCI and bodies of which the territory is the list. */
  readonly parts: readonly BodyFacts[];
  find(id: string): BodyFacts | undefined;
  bySlug(slug: string): BodyFacts | undefined;
  bySiren(siren: string): BodyFacts | undefined;
  byInsee(code: string): BodyFacts | undefined;
  /** Members of an EPCI, with this operator's facts. */
  roster(epciId: string): readonly BodyFacts[];
  isInTerritory(id: string): boolean;
  isDeclared(id: string): boolean;
};

/** Reads what an operator entered as of `day`, over the register of that day. */
export function operatorView(register: RegisterView, data: OperatorData, day: string): OperatorView {
  const known = new Map<string, BodyFacts>();
  const declared = data.declared.map((body) => withFacts(identityOf(body), data.facts.get(body.id) ?? [], day));
  for (const body of declared) known.set(body.id, body);
  for (const [id, facts] of data.facts) {
    const body = known.has(id) ? undefined : register.find(id);
    if (body) known.set(id, withFacts(body, facts, day));
  }
  const find = (id: string): BodyFacts | undefined => known.get(id) ?? register.find(id);
  const own = (body: BodyFacts): BodyFacts => known.get(body.id) ?? body;
  const bySlug = new Map(declared.map((body) => [body.slug, body]));
  const bySiren = new Map(declared.flatMap((body) => (body.siren === undefined ? [] : [[body.siren, body] as const])));
  const orNone = (body: BodyFacts | undefined): BodyFacts | undefined => body && own(body);
  const isDeclared = new Set(declared.map(({ id }) => id));
  const parts = data.parts
    .filter(({ sinceOn, untilOn }) => sinceOn <= day && (untilOn === null || untilOn > day))
    .flatMap(({ bodyId }) => find(bodyId) ?? []);
  const territory = territoryOf(parts, declared, register, own);
  return {
    register,
    declared,
    parts,
    territory: [...territory.values()],
    find,
    bySlug: (slug) => bySlug.get(slug) ?? orNone(register.bySlug(slug)),
    bySiren: (siren) => bySiren.get(siren) ?? orNone(register.bySiren(siren)),
    byInsee: (code) => orNone(register.byInsee(code)),
    roster: (epciId) => register.roster(epciId).map(own),
    isInTerritory: (id) => territory.has(id),
    isDeclared: (id) => isDeclared.has(id),
  };
}

function territoryOf(
  parts: readonly BodyFacts[],
  declared: readonly BodyFacts[],
  register: RegisterView,
  own: (body: BodyFacts) => BodyFacts,
): Map<string, BodyFacts> {
  const territory = new Map<string, BodyFacts>();
  for (const part of parts) {
    territory.set(part.id, part);
    for (const member of register.roster(part.id)) territory.set(member.id, own(member));
  }
  for (const body of declared) territory.set(body.id, body);
  return territory;
}

function identityOf({ id, slug, name, kind, siren, department }: OperatorData['declared'][number]): BodyFacts {
  return { id, slug, name, kind, ...(siren !== null && { siren }), ...(department !== null && { department }) };
}

function withFacts(body: BodyFacts, entered: readonly { what: FactName; sinceOn: string; value: FactValue }[], day: string): BodyFacts {
  const facts: { [name in FactName]?: Facts[name] | null } = {};
  const since: { [name in FactName]?: string } = {};
  for (const { what, sinceOn, value } of entered) {
    if (sinceOn > day) break;
    Object.assign(facts, { [what]: value });
    since[what] = sinceOn;
  }
  const { name, parent, serves, population, agents, budget, affiliated, hosted, siret } = facts;
  // A CCAS or a budget annexe serves whom its parent serves, unless told otherwise.
  const served = serves ?? (parent === undefined || parent === null ? null : [parent]);
  return {
    ...body,
    ...(isKnown(name) && { name }),
    ...(isKnown(parent) && { parentId: parent }),
    ...(isKnown(served) && { serves: served }),
    ...(isKnown(population) && {
      population: { ...body.population, declared: { value: population, vintage: (since.population ?? day).slice(0, 4) } },
    }),
    ...(isKnown(agents) && { agents }),
    ...(isKnown(budget) && { budgetCents: budget }),
    ...(isKnown(affiliated) && { affiliated }),
    ...(isKnown(hosted) && { hosted }),
    ...(isKnown(siret) && { siret }),
  };
}

function isKnown<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}
