// SPDX-License-Identifier: EUPL-1.2
import type { Refusal } from '#platform/http/contract.ts';
import type { BodyFacts } from '../body-facts.ts';
import type { BodyKind } from '../contract/body-kinds.ts';
import type { OperatorView } from '../operators/operator-view.ts';
import { refuse } from '../contract/refusals.ts';
import { isSiren, isSiret } from './siren.ts';

/** Facts as they are entered: null says no longer known, absent says nothing. */
export type EnteredFacts = {
  name?: string | undefined;
  parent?: string | null | undefined;
  serves?: readonly string[] | null | undefined;
  population?: number | null | undefined;
  agents?: number | null | undefined;
  budget?: number | null | undefined;
  affiliated?: boolean | null | undefined;
  hosted?: boolean | null | undefined;
  siret?: string | null | undefined;
};

type Subject = Pick<BodyFacts, 'name' | 'siren'> & { id: string | null; isDeclared: boolean; population?: BodyFacts['population'] };

/** Why these facts cannot be those of this body: one refusal for each fault, none when all is well. */
export function* judgeFacts(view: OperatorView, subject: Subject, facts: EnteredFacts): Iterable<Refusal> {
  const { name, siren } = subject;
  if (facts.name !== undefined && !subject.isDeclared) yield refuse('organisations.name-of-register', { name }, 'facts.name');
  if (isNumber(facts.population) && hasRegisterFigure(subject)) yield refuse('organisations.population-of-register', { name }, 'facts.population');
  if (typeof facts.siret === 'string') {
    if (!isSiret(facts.siret)) yield refuse('organisations.invalid-siret', { siret: facts.siret }, 'facts.siret');
    else if (siren !== undefined && !facts.siret.startsWith(siren))
      yield refuse('organisations.foreign-siret', { siret: facts.siret, name, siren }, 'facts.siret');
  }
  for (const [field, ids] of [
    ['facts.parent', typeof facts.parent === 'string' ? [facts.parent] : []],
    ['facts.serves', facts.serves ?? []],
  ] as const) {
    if (ids.some((id) => id === subject.id)) yield refuse('organisations.serves-itself', { name }, field);
    else if (ids.some((id) => !view.find(id))) yield refuse('organisations.unknown-reference', {}, field);
  }
}

/** Why this body cannot be declared: its SIREN, its kind, its parent. */
export function* judgeIdentity(
  view: OperatorView,
  body: { name: string; kind: BodyKind; siren: string | null; parent: string | null | undefined },
): Iterable<Refusal> {
  const { name, kind, siren, parent } = body;
  if (siren !== null) {
    const registered = view.register.bySiren(siren);
    if (!isSiren(siren)) yield refuse('organisations.invalid-siren', { siren }, 'siren');
    else if (registered) yield refuse('organisations.in-register', { siren, name: registered.name }, 'siren');
  }
  if (kind === 'budget-annexe' && typeof parent !== 'string') yield refuse('organisations.parent-needed', { name }, 'facts.parent');
}

function hasRegisterFigure({ population }: Subject): boolean {
  return population !== undefined && Object.keys(population).some((figure) => figure !== 'declared');
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number';
}
