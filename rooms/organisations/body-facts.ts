// SPDX-License-Identifier: EUPL-1.2
import type { BodyKind } from './contract/body-kinds.ts';

/** `totale` and `municipale` of the file of EPCI; `communeFile` of the file of communes; `declared` by an operator. */
export type KnownFigure = 'totale' | 'municipale' | 'communeFile' | 'declared';

/**
 * What is known of a body on one day, as plain data. Absent is absent: no SIREN, no population, no fact is ever invented, nor zero.
 * Facts beyond the register (agents, budget, affiliation, hosting, territory served) are those of one operator.
 */
export type BodyFacts = {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly kind: BodyKind;
  readonly siren?: string;
  readonly insee?: string;
  readonly department?: string;
  /** First day on which it no longer exists, `YYYY-MM-DD`. */
  readonly endedOn?: string;
  /** Inhabitants by figure; the vintage is the year that its publisher gives it. */
  readonly population?: { readonly [figure in KnownFigure]?: { readonly value: number; readonly vintage: string } };
  readonly agents?: number;
  readonly budgetCents?: number;
  /** To the centre de gestion. */
  readonly affiliated?: boolean;
  /** On another body's database. */
  readonly hosted?: boolean;
  readonly siret?: string;
  /** The body that it depends on: a CCAS on its commune, a budget annexe on its holder. */
  readonly parentId?: string;
  /** Ids of the bodies whose territory it serves. */
  readonly serves?: readonly string[];
};
