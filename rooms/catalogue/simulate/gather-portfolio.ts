// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import { operatorOn, registerOn } from '#rooms/organisations/api.ts';
import type { Tables } from '../tables.ts';
import type { BodyFacts } from '../price/body-facts.ts';
import { isEpci, type Portfolio } from './portfolio.ts';

/** The operator's territory with what it knows of its bodies, or all France as the register stands today. Call it outside a transaction. */
export async function gatherPortfolio(ctx: Context<Tables>, scope: 'territory' | 'france'): Promise<Portfolio> {
  const day = ctx.today();
  if (scope === 'france') {
    const view = registerOn(ctx.house, day);
    const bodies = nationalBodies(view.bodies);
    return { bodies, roster: view.roster, find: view.find, version: nameOf(bodies) };
  }
  const view = await operatorOn(ctx.house, ctx.organisation, day);
  return { bodies: view.territory, roster: view.roster, find: view.find, version: nameOf(view.territory) };
}

const national = new WeakMap<object, BodyFacts[]>();

/** Communes and EPCI; operators stand in the register too. */
function nationalBodies(bodies: readonly BodyFacts[]): readonly BodyFacts[] {
  const known = national.get(bodies) ?? bodies.filter((body) => body.kind === 'commune' || isEpci(body));
  national.set(bodies, known);
  return known;
}

const names = new WeakMap<object, string>();
let last = 0;

/** A view in memory is another object as soon as anything in it changes. */
function nameOf(bodies: object): string {
  const known = names.get(bodies) ?? `portfolio ${++last}`;
  names.set(bodies, known);
  return known;
}
