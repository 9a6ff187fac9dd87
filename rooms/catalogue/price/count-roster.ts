// SPDX-License-Identifier: EUPL-1.2
import type { BodyFacts, KnownPopulation, PopulationFigure } from './body-facts.ts';
import { inhabitants, populationOf } from './body-facts.ts';
import type { CompiledEdition } from './compile-edition.ts';
import { judge, kindLabels, type Subject } from './match-stratum.ts';
import type { Citation } from '../edition-schema.ts';

/** Whether one body of the roster counts, and on what evidence. `isCounted` is null when its population is not known. */
export type CountedBody = {
  readonly id: string;
  readonly name: string;
  readonly kind: BodyFacts['kind'];
  readonly isCounted: boolean | null;
  readonly why: string;
  readonly population: KnownPopulation | null;
  readonly citation: Citation | null;
};

export type Count = {
  readonly rule: string;
  readonly citations: readonly Citation[];
  readonly readings: readonly string[];
  readonly figure: PopulationFigure;
  readonly counted: number;
  readonly leftOut: number;
  readonly unknown: number;
  /** How many are left out for each reason. */
  readonly reasons: ReadonlyMap<string, number>;
  readonly bodies: readonly CountedBody[];
};

type Find = (id: string) => BodyFacts | undefined;

/** Counts the bodies of a roster under the edition's rule, keeping for each the evidence. The EPCI itself is not in the roster. */
export function countRoster(edition: CompiledEdition, roster: readonly BodyFacts[], figure: PopulationFigure, find: Find): Count {
  const rule = edition.source.counting;
  const reasons = new Map<string, number>();
  let counted = 0;
  let leftOut = 0;
  const bodies = roster.map((body) => {
    const population = populationOf(body, figure, find);
    const verdict = ruleFor(edition, body, population);
    if (verdict === null) counted += 1;
    else if (typeof verdict !== 'string') {
      leftOut += 1;
      reasons.set(verdict.says, (reasons.get(verdict.says) ?? 0) + 1);
    }
    return evidence(edition, body, population, verdict);
  });
  return {
    rule: rule?.says ?? '',
    citations: rule?.citations ?? [],
    readings: rule?.readings ?? [],
    figure,
    counted,
    leftOut,
    unknown: bodies.length - counted - leftOut,
    reasons,
    bodies,
  };
}

/** Only the number under another population figure; null when a population is not known. */
export function countUnder(edition: CompiledEdition, roster: readonly BodyFacts[], figure: PopulationFigure, find: Find): number | null {
  let counted = 0;
  for (const body of roster) {
    const verdict = ruleFor(edition, body, populationOf(body, figure, find));
    if (typeof verdict === 'string') return null;
    if (verdict === null) counted += 1;
  }
  return counted;
}

function evidence(edition: CompiledEdition, body: BodyFacts, population: KnownPopulation | undefined, rule: Verdict): CountedBody {
  const { id, name, kind } = body;
  if (typeof rule === 'string')
    return {
      id,
      name,
      kind,
      isCounted: null,
      why: 'Population inconnue : impossible de dire si elle compte.',
      population: population ?? null,
      citation: null,
    };
  const size = population ? `, ${inhabitants(population)}` : '';
  if (rule)
    return {
      id,
      name,
      kind,
      isCounted: false,
      why: `Ne compte pas : ${rule.says}${size}. Garde le droit aux services.`,
      population: population ?? null,
      citation: rule.citation,
    };
  return {
    id,
    name,
    kind,
    isCounted: true,
    why: `Compte : ${kindLabels[kind]}${size}.`,
    population: population ?? null,
    citation: edition.source.counting?.citations[0] ?? null,
  };
}

type Rule = CompiledEdition['leavesOut'][number];
type Verdict = Rule | null | string;

/** The rule that leaves the body out; null when it counts; the missing fact when nobody can say. */
function ruleFor(
  edition: CompiledEdition,
  body: BodyFacts,
  population: KnownPopulation | undefined,
): CompiledEdition['leavesOut'][number] | null | string {
  const subject: Subject = { body, population, isMember: true, holds: none, held: noHeld, matches: noMatches };
  for (const rule of edition.leavesOut) {
    const verdict = judge(rule.condition, subject, noHeld);
    if (verdict === true) return rule;
    if (verdict !== false) return verdict;
  }
  return null;
}

const none: readonly string[] = [];
const noMatches: Subject['matches'] = new Map();
const noHeld: Readonly<Record<string, number>> = {};
