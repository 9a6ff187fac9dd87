// SPDX-License-Identifier: EUPL-1.2
import { sql } from 'kysely';
import type { Context } from '#platform/context.ts';
import type { House } from '#platform/house.ts';
import { operatorOn } from './operator-in-memory.ts';

export type Operator = { id: string; slug: string; name: string };

// Operators come one a year: asked again each minute, so that a public page does not ask for them each time.
const KEPT_MS = 60_000;
const kept = new WeakMap<House, { operators: Operator[]; until: number }>();

/** The operators of this installation, by name. */
export async function operatorsOf(house: House): Promise<readonly Operator[]> {
  const now = house.clock.now().epochMilliseconds;
  const known = kept.get(house);
  if (known && known.until > now && known.operators.length > 0) return known.operators;
  const { rows } = await sql<Operator>`
    select b.id, b.slug, b.name
    from organisations.operator o
    join organisations.body b on b.id = o.body_id
    order by b.name`.execute(house.db.kysely);
  kept.set(house, { operators: rows, until: now + KEPT_MS });
  return rows;
}

/** Forgets the list: for the process that has just opened an operator. */
export function forgetOperators(house: House): void {
  kept.delete(house);
}

/** The operator that an address names; undefined for any other body. */
export async function operatorBySlug(house: House, slug: string): Promise<Operator | undefined> {
  return (await operatorsOf(house)).find((operator) => operator.slug === slug);
}

/** The operator that serves a body on a day: itself, the one whose territory holds it, or the only one there is. Undefined when nobody can say. */
export async function operatorServing(house: House, bodyId: string, day: Temporal.PlainDate): Promise<Operator | undefined> {
  const operators = await operatorsOf(house);
  const own = operators.find(({ id }) => id === bodyId);
  if (own || operators.length === 1) return own ?? operators[0];
  const serving: Operator[] = [];
  for (const operator of operators) if ((await operatorOn(house, operator.id, day)).isInTerritory(bodyId)) serving.push(operator);
  return serving.length === 1 ? serving[0] : undefined;
}

/** The operators, as the public simulator offers them. */
export async function listOperators(ctx: Context): Promise<{ rows: { slug: string; name: string }[] }> {
  return { rows: (await operatorsOf(ctx.house)).map(({ slug, name }) => ({ slug, name })) };
}
