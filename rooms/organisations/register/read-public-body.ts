// SPDX-License-Identifier: EUPL-1.2
import type { Context } from '#platform/context.ts';
import type { BodyFacts } from '../body-facts.ts';
import { refuse } from '../contract.ts';
import { inseeIn, sirenIn } from '../search/search-words.ts';
import type { Tables } from '../tables.ts';
import { registerOn } from './register-in-memory.ts';
import type { RegisterView } from './register.ts';

/** What the register says of one body on one day. Refuses what it does not know. */
export function readPublicBody(ctx: Context<Tables>, { body: asked, on }: { body: string; on?: string | undefined }) {
  const view = registerOn(ctx.house, on === undefined ? ctx.today() : Temporal.PlainDate.from(on));
  const body = findInRegister(view, asked);
  if (!body) throw refuse('organisations.unknown-body', { asked }, 'body');
  const epci = view.epciOf(body.id);
  return {
    ...bodyLineOf(body),
    endedOn: body.endedOn ?? null,
    population: body.population ?? {},
    epci: epci ? bodyLineOf(epci) : null,
    members: view.roster(body.id).map((member) => ({ ...bodyLineOf(member), population: member.population ?? {} })),
    successors: view.successorsOf(body.id).map(bodyLineOf),
    register: { edition: view.edition, isBeforeFirst: view.isBeforeFirst },
  };
}

/** A registered body by its id, slug, SIREN (or SIRET) or INSEE code. */
export function findInRegister(view: RegisterView, asked: string): BodyFacts | undefined {
  const [siren, insee] = [sirenIn(asked), inseeIn(asked)];
  if (siren !== null) return view.bySiren(siren);
  if (insee !== null) return view.byInsee(insee);
  return view.find(asked) ?? view.bySlug(asked);
}

/** The identity of a body as answers carry it: what is unknown is null. */
export function bodyLineOf({ id, slug, name, kind, siren, insee, department }: BodyFacts) {
  return { id, slug, name, kind, siren: siren ?? null, insee: insee ?? null, department: department ?? null };
}
