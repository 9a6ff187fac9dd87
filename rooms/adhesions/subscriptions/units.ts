// SPDX-License-Identifier: EUPL-1.2
import type { Terms } from '../successions/terms.ts';

type Priced = Terms['priced'];

/**
 * The budgets annexes that a body subscribes for together with itself: a unit of their own for the tariff, without an assembly nor a signature of
 * their own. A CCAS has its own board, and subscribes by itself. Pure.
 */
export function unitsOf({ roster, body, included, counting }: Pick<Priced, 'roster' | 'body' | 'included' | 'counting'>): string[] {
  if (counting) return [];
  const served = new Set(included.flatMap(({ bodies }) => bodies));
  return roster.filter(({ id, kind }) => kind === 'budget-annexe' && id !== body.id && served.has(id)).map(({ id }) => id);
}

/** The body that subscribes and its units, each with the packages that it takes. */
export function scopesByBody(priced: Priced): { scope: string; beneficiaryId: string }[] {
  const bodies = new Set([priced.body.id, ...unitsOf(priced)]);
  return priced.included.flatMap(({ offer, bodies: those }) =>
    those.filter((id) => bodies.has(id)).map((beneficiaryId) => ({ scope: offer, beneficiaryId })),
  );
}
