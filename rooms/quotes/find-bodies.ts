// SPDX-License-Identifier: EUPL-1.2
import { kindLabels, type BodyFacts } from '#rooms/organisations/api.ts';
import type { Context } from '#platform/context.ts';
import { bodiesOf, searchBodies, type KnownBodies } from './bodies-of.ts';
import { refuse } from './contract.ts';
import { byReference } from './gather-facts.ts';
import type { Tables } from './tables.ts';

/** Bodies for which a quote may be made, those of the territory first. */
export async function findBodies(ctx: Context<Tables>, { q }: { q: string }) {
  const known = await bodiesOf(ctx, ctx.today());
  const found = await searchBodies(ctx, known, q, 30);
  return { bodies: found.slice(0, 20).map((body) => lineOf(known, body)) };
}

/** A body with its EPCI and, for an EPCI, its members. Refuses one that the register does not know. */
export async function readTerritory<T>(ctx: Context<T>, { body: reference }: { body: string }) {
  const known = await bodiesOf(ctx, ctx.today());
  const body = byReference(known, reference);
  if (!body) throw refuse('quote.body-not-found', { body: reference }, 'body');
  const epci = known.epciOf(body.id);
  return {
    body: lineOf(known, body),
    epci: epci ? lineOf(known, epci) : null,
    members: known.roster(body.id).map((member) => lineOf(known, member)),
  };
}

function lineOf(known: KnownBodies, body: BodyFacts) {
  const population = body.population?.totale ?? body.population?.declared ?? body.population?.communeFile;
  return {
    reference: body.siren ?? body.insee ?? body.id,
    name: body.name,
    kind: body.kind,
    kindLabel: kindLabels[body.kind],
    department: body.department ?? null,
    population: population?.value ?? null,
    isInTerritory: !known.isOutside(body),
  };
}
