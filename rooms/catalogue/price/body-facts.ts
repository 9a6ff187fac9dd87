// SPDX-License-Identifier: EUPL-1.2
import type { BodyKind } from '../edition-schema.ts';
import { count } from './french-figures.ts';

/** `totale` and `municipale` of the EPCI file, the commune file's own figure. Which one counts is an operator setting. */
export const populationFigures = ['totale', 'municipale', 'communeFile'] as const;
export type PopulationFigure = (typeof populationFigures)[number];

/** What pricing must know of a body on the day of the quote. What is not known is absent: never zero. */
export type BodyFacts = {
  readonly id: string;
  readonly siren?: string;
  readonly insee?: string;
  readonly kind: BodyKind;
  readonly name: string;
  /** Each figure with its vintage; `declared` for a body that the register lacks. */
  readonly population?: { readonly [figure in PopulationFigure | 'declared']?: { readonly value: number; readonly vintage: string } };
  readonly agents?: number;
  readonly budgetCents?: number;
  /** To the centre de gestion. */
  readonly affiliated?: boolean;
  /** On another body's database. */
  readonly hosted?: boolean;
  /** Ids of the bodies whose territory it serves. */
  readonly serves?: readonly string[];
};

export type KnownPopulation = { readonly value: number; readonly figure: PopulationFigure | 'declared' | 'served'; readonly vintage: string };

/**
 * The population that counts for a body: its own figure, else the one declared for it, else the sum of the territory that it serves.
 * Undefined when any part is unknown.
 */
export function populationOf(body: BodyFacts, figure: PopulationFigure, find: (id: string) => BodyFacts | undefined): KnownPopulation | undefined {
  const own = body.population?.[figure];
  if (own) return { value: own.value, figure, vintage: own.vintage };
  const declared = body.population?.declared;
  if (declared) return { value: declared.value, figure: 'declared', vintage: declared.vintage };
  return body.serves && body.serves.length > 0 ? servedPopulation(body.serves, figure, find) : undefined;
}

function servedPopulation(
  ids: readonly string[],
  figure: PopulationFigure,
  find: (id: string) => BodyFacts | undefined,
): KnownPopulation | undefined {
  let value = 0;
  let vintage = '';
  for (const id of ids) {
    const served = find(id);
    const population = served?.population?.[figure] ?? served?.population?.declared;
    if (!population) return undefined;
    value += population.value;
    vintage = population.vintage;
  }
  return { value, figure: 'served', vintage };
}

/** « 1 200 habitants (population totale 2023) ». */
export function inhabitants(population: KnownPopulation): string {
  return `${count(population.value)}\u00a0habitant${population.value > 1 ? 's' : ''} (${figureLabels[population.figure]} ${population.vintage})`;
}

export const figureLabels = {
  totale: 'population totale',
  municipale: 'population municipale',
  communeFile: 'population du fichier des communes',
  declared: 'population déclarée',
  served: 'population du territoire desservi',
} as const;
