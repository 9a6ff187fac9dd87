// SPDX-License-Identifier: EUPL-1.2
import type { BodyFacts } from '#rooms/organisations/api.ts';

export type Choice = { offer: string; unitId?: string | undefined; inputs: Readonly<Record<string, number | string>> };

type Subscription = {
  body: BodyFacts;
  units: readonly BodyFacts[];
  /** The edition that a rider keeps, or the day whose edition and facts hold. */
  under: { edition: string } | { on: string };
  choices: readonly Choice[];
  /** Packages that each body holds already: their quotas count. */
  held: ReadonlyMap<string, readonly string[]>;
  certificates?: number | undefined;
};

/** The request for a price that these choices stand for: the body by its number, its budgets annexes as the operator knows them. Pure. */
export function subscriptionRequest({ body, units, under, choices, held, certificates }: Subscription): Record<string, unknown> {
  const asked = new Set(choices.flatMap(({ unitId }) => unitId ?? []));
  const holds = { offers: held.get(body.id) ?? [], ...(certificates !== undefined && { certificates }) };
  return {
    ...under,
    for: { ...referenceTo(body), ...(holds.offers.length > 0 || certificates !== undefined ? { holds } : {}) },
    bodies: units
      .filter(({ id }) => asked.has(id))
      .map((unit) => {
        const offers = held.get(unit.id) ?? [];
        // Affiliation is the holder's: a budget annexe has none of its own.
        const affiliated = unit.affiliated ?? body.affiliated;
        return { ...describe(unit), ...(affiliated !== undefined && { affiliated }), ...(offers.length > 0 && { holds: { offers } }) };
      }),
    items: choices.map(({ offer, unitId, inputs }) => ({ offer, ...(unitId && { for: unitId }), inputs })),
  };
}

/** A body of the register by its number; one that an operator declared without any, by what is known of it. */
function referenceTo(body: BodyFacts): Record<string, unknown> {
  if (body.siren) return { siren: body.siren };
  return body.insee ? { insee: body.insee } : describe(body);
}

function describe({ id, kind, name, population, serves, agents, affiliated, hosted }: BodyFacts): Record<string, unknown> {
  return {
    id,
    kind,
    name,
    ...(population?.declared && { population: population.declared.value }),
    ...(serves && { serves: [...serves] }),
    ...(agents !== undefined && { agents }),
    ...(affiliated !== undefined && { affiliated }),
    ...(hosted !== undefined && { hosted }),
  };
}
