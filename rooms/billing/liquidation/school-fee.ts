// SPDX-License-Identifier: EUPL-1.2
/** Management fees on a school order: the rate of the whole order, 8, 6 or 4 %, never by slices. Pure. */
import { percentOf } from '#platform/money/vat.ts';

export type SchoolFee = {
  rateBasisPoints: number;
  cents: number;
  /** What a dearer order would pay less, when there is one. */ cheaperFromCents: number | null;
};

const tiers = [
  { upToCents: 10_000_000, isIncluded: false, rateBasisPoints: 800 },
  // « de 100 000 à 1 000 000 € HT »: both ends are in.
  { upToCents: 100_000_000, isIncluded: true, rateBasisPoints: 600 },
  { upToCents: Number.POSITIVE_INFINITY, isIncluded: true, rateBasisPoints: 400 },
] as const;

/** The fee on an order of so many cents net. Throws on an order that is not positive. */
export function schoolFee(orderCents: number): SchoolFee {
  if (!Number.isSafeInteger(orderCents) || orderCents <= 0) throw new RangeError('an order is a positive amount of cents');
  const at = tiers.findIndex(({ upToCents, isIncluded }) => orderCents < upToCents || (isIncluded && orderCents === upToCents));
  const tier = tiers[at] ?? tiers[2];
  const cents = percentOf(orderCents, tier.rateBasisPoints);
  const next = tiers[at + 1];
  const from = next ? tier.upToCents + (tier.isIncluded ? 1 : 0) : null;
  const cheaper = next && from !== null && percentOf(from, next.rateBasisPoints) < cents ? from : null;
  return { rateBasisPoints: tier.rateBasisPoints, cents, cheaperFromCents: cheaper };
}
