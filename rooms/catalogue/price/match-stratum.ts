// SPDX-License-Identifier: EUPL-1.2
import { inhabitants, type BodyFacts, type KnownPopulation } from './body-facts.ts';
import type { CompiledBound, CompiledCondition, CompiledScheme, CompiledStratum } from './compile-edition.ts';
import { count, euros } from './french-figures.ts';
import type { Flag, Step } from './priced-line.ts';

/** The body for which something is priced, with what it holds. */
export type Subject = {
  readonly body: BodyFacts;
  readonly population: KnownPopulation | undefined;
  readonly isMember: boolean;
  /** Offers held or asked in the same request. */
  readonly holds: readonly string[];
  /** Things already held, by name: `certificates`. */
  readonly held: Readonly<Record<string, number>>;
  /** What was already found for this body: the packages of one quote share their schemes. */
  readonly matches: Map<CompiledScheme, Match>;
};

/** Numbers of the request by input, in units. */
export type Inputs = Readonly<Record<string, number>>;

export type Match =
  | { readonly kind: 'stratum'; readonly stratum: CompiledStratum; readonly fact: Step }
  | { readonly kind: 'unmatched' }
  | { readonly kind: 'missing'; readonly fact: string };

/**
 * The first stratum of which one condition holds. `missing` when a fact that could still decide is not known: the body is then priced
 * sur devis, never as if the fact were zero.
 */
export function matchStratum(scheme: CompiledScheme, subject: Subject, inputs: Inputs): Match {
  if (scheme.testsInputs) return firstMatch(scheme, subject, inputs);
  let match = subject.matches.get(scheme);
  if (match === undefined) {
    match = firstMatch(scheme, subject, inputs);
    subject.matches.set(scheme, match);
  }
  return match;
}

function firstMatch(scheme: CompiledScheme, subject: Subject, inputs: Inputs): Match {
  for (const stratum of scheme.strata) {
    let missing: string | null = null;
    for (const condition of stratum.conditions) {
      const verdict = judge(condition, subject, inputs);
      if (verdict === true) return { kind: 'stratum', stratum, fact: factStep(condition, subject, inputs) };
      if (verdict !== false) missing = verdict;
    }
    if (missing !== null) return { kind: 'missing', fact: missing };
  }
  return { kind: 'unmatched' };
}

/** Whether a condition holds: true, false, or the name of the fact that is missing to say so. */
export function judge(condition: CompiledCondition, subject: Subject, inputs: Inputs): boolean | string {
  const { body } = subject;
  if (condition.communes !== null && condition.communes !== (body.kind === 'commune')) return false;
  if (condition.kinds !== null && !condition.kinds.has(body.kind)) return false;
  // Affiliation and hosting that nobody stated are the ordinary case: affiliated, not hosted; the quote flags the first.
  if (condition.affiliated !== null && condition.affiliated !== (body.affiliated ?? true)) return false;
  if (condition.hosted !== null && condition.hosted !== (body.hosted ?? false)) return false;
  if (condition.member !== null && condition.member !== subject.isMember) return false;
  if (condition.holds !== null && !condition.holds.some((offer) => subject.holds.includes(offer))) return false;
  let missing: string | null = null;
  if (condition.population !== null) {
    if (subject.population === undefined) missing = 'population';
    else if (!within(condition.population, subject.population.value)) return false;
  }
  if (condition.agents !== null) {
    if (body.agents === undefined) missing = 'agents';
    else if (!within(condition.agents, body.agents)) return false;
  }
  if (condition.budgetCents !== null) {
    if (body.budgetCents === undefined) missing = 'budget';
    else if (!within(condition.budgetCents, body.budgetCents)) return false;
  }
  if (condition.inputs !== null)
    for (const [name, bound] of condition.inputs) {
      const value = inputs[name];
      if (value === undefined) missing = name;
      else if (!within(bound, value)) return false;
    }
  return missing ?? true;
}

/** Whether a value lies in a bound, each side with its declared inclusivity. */
export function within(bound: CompiledBound, value: number): boolean {
  return value < bound.below && value <= bound.upTo && value >= bound.atLeast && value > bound.above;
}

/** The facts of the body that made this condition hold, in words. */
function factStep(condition: CompiledCondition, subject: Subject, inputs: Inputs): Step {
  const { body, population } = subject;
  if (condition.population !== null && condition.inputs === null && population !== undefined)
    return { says: `${body.name} compte ${inhabitants(population)}.` };
  const facts: string[] = [];
  if (condition.population !== null && population !== undefined) facts.push(`compte ${inhabitants(population)}`);
  if (condition.agents !== null && body.agents !== undefined) facts.push(`compte ${count(body.agents)}\u00a0agent${body.agents > 1 ? 's' : ''}`);
  if (condition.budgetCents !== null && body.budgetCents !== undefined) facts.push(`a un budget de ${euros(body.budgetCents)}`);
  if (condition.affiliated === false) facts.push('n’est pas affilié au centre de gestion');
  if (condition.hosted === true) facts.push('est hébergé sur la base de données d’une autre collectivité');
  for (const [name] of condition.inputs ?? []) facts.push(`déclare ${count(inputs[name] ?? 0)}\u00a0${name}`);
  return {
    says:
      facts.length > 0
        ? `${body.name} ${facts.join(' et ')}.`
        : `${body.name} est ${feminine.has(body.kind) ? 'une' : 'un'} ${kindLabels[body.kind]}.`,
  };
}

/** Flags for a value that the printed bounds leave in no column. */
export function holeFlags(scheme: CompiledScheme, subject: Subject, inputs: Inputs): Flag[] {
  const flags: Flag[] = [];
  for (const hole of scheme.source.holes) {
    if (hole.bodies === 'communes' && subject.body.kind !== 'commune') continue;
    if (factValue(hole.fact, subject, inputs) === hole.value) flags.push({ code: 'boundary-hole', says: `${hole.says} [${hole.reading}]` });
  }
  return flags;
}

function factValue(fact: string, subject: Subject, inputs: Inputs): number | undefined {
  if (fact === 'population') return subject.population?.value;
  if (fact === 'agents') return subject.body.agents;
  if (fact === 'budgetCents') return subject.body.budgetCents;
  return inputs[fact.replace('inputs.', '')];
}

const feminine: ReadonlySet<string> = new Set(['commune', 'cc', 'ca', 'cu', 'metropole', 'caisse-des-ecoles', 'region']);

export const kindLabels: Readonly<Record<BodyFacts['kind'], string>> = {
  commune: 'commune',
  cc: 'communauté de communes',
  ca: 'communauté d’agglomération',
  cu: 'communauté urbaine',
  metropole: 'métropole',
  ept: 'établissement public territorial',
  ccas: 'CCAS',
  cias: 'CIAS',
  'caisse-des-ecoles': 'caisse des écoles',
  sirp: 'SIRP',
  sivos: 'SIVOS',
  sivu: 'SIVU',
  sivom: 'SIVOM',
  syndicat: 'syndicat',
  'budget-annexe': 'budget annexe',
  office: 'office',
  departement: 'département',
  region: 'région',
  etablissement: 'établissement public',
};
