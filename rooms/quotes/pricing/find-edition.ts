// SPDX-License-Identifier: EUPL-1.2
import type { Edition } from '#rooms/catalogue/api.ts';
import { refuse } from './refusals.ts';
import type { QuoteRequest } from './request-schema.ts';

/** The edition that a request names, or the one known to be in force on its day. Refuses when there is none: no edition is guessed. */
export function findEdition(editions: Iterable<Edition>, request: Pick<QuoteRequest, 'operator' | 'edition' | 'on'>): Edition {
  const own = [...editions].filter((edition) => edition.operator.key === request.operator);
  if (own.length === 0) throw refuse('quote.unknown-operator', { operator: request.operator }, 'operator');
  const { edition: key, on: day } = request;
  if (key !== undefined) {
    const named = own.find((edition) => edition.key === key);
    if (!named) throw refuse('quote.unknown-edition', { operator: request.operator, edition: key }, 'edition');
    return named;
  }
  const known = own.find((edition) => day !== undefined && isInForce(edition, day));
  if (!known) throw refuse('quote.no-edition-that-day', { operator: request.operator, day: french(day ?? '') }, 'on');
  return known;
}

/** Whether the edition is known to be in force on the day. A first day that was never communicated proves nothing. */
export function isInForce(edition: Edition, day: string): boolean {
  const { from, to } = edition.validity;
  if (edition.status === 'draft' || edition.status === 'voted' || from.day === null) return false;
  return from.day <= day && (to.day === null || day <= to.day);
}

function french(day: string): string {
  return day.split('-').toReversed().join('/');
}
