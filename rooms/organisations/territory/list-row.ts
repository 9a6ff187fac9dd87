// SPDX-License-Identifier: EUPL-1.2
import type { BodyFacts } from '../body-facts.ts';
import type { ListRow } from '../contract.ts';
import type { OperatorView } from '../operators/operator-view.ts';
import { bodyLineOf } from '../register/read-public-body.ts';

/** A body as lists show it, with what the operator knows of it. */
export function listRowOf(view: OperatorView, body: BodyFacts): ListRow {
  const epci = view.register.epciOf(body.id);
  const parent = body.parentId === undefined ? undefined : view.find(body.parentId);
  return {
    ...bodyLineOf(body),
    isDeclared: view.isDeclared(body.id),
    population: body.population ?? {},
    epci: epci ? { slug: epci.slug, name: epci.name } : null,
    parent: parent ? { slug: parent.slug, name: parent.name } : null,
    siret: body.siret ?? null,
    agents: body.agents ?? null,
    budgetCents: body.budgetCents ?? null,
    affiliated: body.affiliated ?? null,
    hosted: body.hosted ?? null,
  };
}

/** The figure that a list sorts by and shows first: totale, else the nearest known. */
export function inhabitantsOf({ population }: BodyFacts): number | null {
  const known = population?.totale ?? population?.municipale ?? population?.communeFile ?? population?.declared;
  return known?.value ?? null;
}
